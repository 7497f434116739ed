import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { program } from "../../functions/cli/program.ts";

let dir: string;
let printed: string[];
beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), "yifa-directory-"));
  cpSync("test/fixtures/rules", dir, { recursive: true });
  printed = [];
  vi.spyOn(console, "log").mockImplementation((line) => printed.push(String(line)));
});
afterEach(() => {
  vi.restoreAllMocks();
  rmSync(dir, { recursive: true });
  process.exitCode = undefined;
});

const check = async (...words: string[]) =>
  (await program()).parseAsync(["directory", "check", "--rules", dir, "--on", "2026-11-23", ...words], {
    from: "user",
  });

describe("yifa directory check", () => {
  it("lists what leaves notices unread and answers no", async () => {
    await check();
    expect(printed.slice(0, 2)).toEqual([
      "岗位无人（3 处）：催办阶梯通知的岗位，没有人担任",
      "  测试市人民政府办公室　承办人",
    ]);
    expect(printed.at(-1)).toBe("通讯录 3 个机关、6 人：共 6 处需要核实");
    expect(process.exitCode).toBe(1);
  });

  it("gives scripts the same", async () => {
    await check("--json");
    const { gaps } = JSON.parse(printed.join(""));
    expect(gaps[0]).toEqual({ kind: "vacant", agencies: ["government-office"], role: "case-officer" });
    expect(gaps).toHaveLength(6);
  });

  it("says that all is well", async () => {
    const file = join(dir, "directory.json");
    const { agencies, roles, ...directory } = JSON.parse(readFileSync(file, "utf8"));
    const filled = agencies.map((agency: { id: string }) => ({
      ...agency,
      people: roles.map(({ id }: { id: string }) => ({
        id: `${agency.id}-${id}`,
        role: id,
        email: `${id}@${agency.id}.gov.cn`,
      })),
    }));
    writeFileSync(file, JSON.stringify({ ...directory, roles, agencies: filled }));
    await check();
    expect(printed).toEqual(["通讯录 3 个机关、9 人：没有缺口"]);
    expect(process.exitCode).toBeUndefined();
  });
});
