import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import stringWidth from "string-width";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { yifa } from "../support/yifa.ts";

const root = mkdtempSync(join(tmpdir(), "yifa-impact-"));
const to = join(root, "rules");
const SAMPLE = "test/samples/year-2026.jsonl";
const run = (...more: string[]) =>
  yifa("rules", "impact", "--from", "rules", "--to", to, "--on", "2026-11-23", ...more);

beforeAll(() => {
  cpSync("rules", to, { recursive: true });
  const path = join(to, "changji-2019-18/disclosure/licence-or-penalty.json");
  writeFileSync(path, readFileSync(path, "utf8").replace('"count": 7', '"count": 5'));
});
afterAll(() => rmSync(root, { recursive: true, force: true }));

describe("yifa rules impact", () => {
  it("says at 80 columns which rule changed and what that moves, by agency", async () => {
    const { status, stdout } = await run("--records", SAMPLE);
    expect(status).toBe(0);
    expect(stdout).toContain(
      "修改规则：\n  行政许可、行政处罚决定七个工作日内公开（disclosure/licence-or-penalty）",
    );
    expect(stdout).toMatch(/期限变动　.*届满日由 2026-\d\d-\d\d 改为 2026-\d\d-\d\d/s);
    expect(stdout.split("\n").filter((line) => stringWidth(line) > 80)).toEqual([]);
  });

  it("gives the same bytes twice", async () => {
    const { stdout } = await run("--records", SAMPLE, "--json");
    expect((await run("--records", SAMPLE, "--json")).stdout).toBe(stdout);
    const { duties, records } = JSON.parse(stdout);
    expect(duties[0]).toMatchObject({ kind: "moved", rule: "disclosure/licence-or-penalty" });
    expect(records).toBe(
      readFileSync(SAMPLE, "utf8")
        .trimEnd()
        .split("\n")
        .filter((line) => line.includes('"type"')).length,
    );
  });

  it.each([
    ["a folder that is not there", ["--records", SAMPLE, "--to", "nowhere"], "nowhere"],
    ["a file that is not there", ["--records", "no.jsonl"], "读不到文件“no.jsonl”"],
    ["stored records where no system runs", ["--data", "nowhere"], "npm start"],
  ])("refuses %s", async (_, more, says) => {
    const { status, stdout, stderr } = await run(...more);
    expect([status === 2 || status === 3, stdout]).toEqual([true, ""]);
    expect(stderr).toContain(says);
  });
});
