import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { program } from "../../functions/cli/program.ts";

let dir: string;
let printed: string[];
beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), "yifa-mail-preview-"));
  printed = [];
  vi.spyOn(console, "log").mockImplementation((line) => printed.push(String(line)));
});
afterEach(() => {
  vi.restoreAllMocks();
  rmSync(dir, { recursive: true });
});

const preview = async (out: string, ...words: string[]) =>
  (await program()).parseAsync(
    ["mail", "preview", "--rules", "test/fixtures/rules", "--out", out, ...words],
    { from: "user" },
  );

describe("yifa mail preview", () => {
  it("writes a page, every mail in both versions and the files that go along, and says where", async () => {
    const out = join(dir, "gallery");
    await preview(out, "--json");
    const { page, mails } = JSON.parse(printed.join(""));
    expect(readFileSync(page, "utf8")).toContain("<h1>邮件预览</h1>");
    for (const { id, subject } of mails.filter((mail: { subject: string | null }) => mail.subject !== null)) {
      expect(subject).toMatch(/示例市/);
      expect(readdirSync(out)).toEqual(expect.arrayContaining([`${id}.html`, `${id}.txt`]));
    }
    expect(readFileSync(join(out, "many-1.xlsx")).subarray(0, 2).toString()).toBe("PK");
  });

  it("refuses a folder that is a file", async () => {
    const out = join(dir, "file");
    writeFileSync(out, "");
    await expect(preview(out)).rejects.toThrow(`不能写入文件夹“${out}”，请用 --out 指定`);
  });
});
