import { spawnSync } from "node:child_process";
import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import stringWidth from "string-width";
import { afterAll, afterEach, describe, expect, it, vi } from "vitest";
import { program } from "../../functions/cli/program.ts";

const root = mkdtempSync(join(tmpdir(), "yifa-simulate-"));
afterAll(() => rmSync(root, { recursive: true, force: true }));
afterEach(() => {
  vi.restoreAllMocks();
});

const SAMPLE = "test/samples/year-2026.jsonl";
const YEAR = ["simulate", "--from", "2026-01-01", "--to", "2026-12-31", "--records", SAMPLE];

/** A process of its own, as a person starts it. */
function started(zone: string, ...args: string[]) {
  const env = { ...process.env, TZ: zone };
  return spawnSync(process.execPath, ["functions/cli/yifa.ts", ...args], {
    encoding: "utf8",
    maxBuffer: 1 << 28,
    env,
  });
}

/** What the command prints, run in this process. */
async function printed(...args: string[]): Promise<string> {
  let text = "";
  vi.spyOn(console, "log").mockImplementation((line) => {
    text += `${line}\n`;
  });
  vi.spyOn(process.stdout, "write").mockImplementation((chunk) => {
    text += String(chunk);
    return true;
  });
  await (await program()).parseAsync(args, { from: "user" });
  vi.restoreAllMocks();
  return text;
}

type Digest = { id: string; day: string; agency: string; lines: { key: string }[]; text: string };
const digestsOf = (stdout: string): Digest[] =>
  stdout
    .trimEnd()
    .split("\n")
    .map((line) => JSON.parse(line));

describe("a year of the sample records", () => {
  it("tells of every type of record", () => {
    const lines = readFileSync(SAMPLE, "utf8").trimEnd().split("\n");
    const told = new Set(lines.map((line) => JSON.parse(line).type));
    const types = readdirSync("rules/records").map((name) => name.replace(".json", ""));
    expect(types.filter((type) => !told.has(type))).toEqual([]);
  });

  it("gives the same bytes twice, in another time zone too, and sends nothing twice", () => {
    const first = started("Asia/Shanghai", ...YEAR, "--json");
    expect([first.status, first.stderr]).toEqual([0, ""]);
    expect(started("America/New_York", ...YEAR, "--json").stdout).toBe(first.stdout);
    const digests = digestsOf(first.stdout);
    const keys = digests.flatMap(({ lines }) => lines.map(({ key }) => key));
    expect(keys.length).toBeGreaterThan(300);
    expect(new Set(keys).size).toBe(keys.length);
    expect(new Set(digests.map(({ id }) => id)).size).toBe(digests.length);
    const { goLiveOn } = JSON.parse(readFileSync("rules/settings.json", "utf8"));
    expect(digests.filter(({ day }) => day < goLiveOn)).toEqual([]);
    // Names of natural persons stay out of mail.
    expect(first.stdout).not.toContain("马某某");
  }, 60_000);

  it("is told at 80 columns for people, and as one page of an agency's year", async () => {
    const told = await printed(...YEAR, "--agency", "housing");
    const lines = told.trimEnd().split("\n");
    expect(lines.filter((line) => stringWidth(line) > 80)).toEqual([]);
    expect(told).toMatch(/^2026-01-01 至 2026-12-31：邮件 \d+ 封/m);
    const page = await printed(...YEAR, "--agency", "housing", "--html");
    expect(page).toMatch(/^<!DOCTYPE html>[\s\S]*<\/html>\n$/);
    for (const month of ["2026年1月", "2026年12月"]) expect(page).toContain(`<h2>${month}</h2>`);
    for (const mark of ["应办", "提醒", "催办", "拟办", "办结", "逾期办结"])
      expect(page).toContain(`">${mark}</td>`);
  }, 60_000);

  it("with another rules folder says what that would send", async () => {
    const rules = join(root, "rules");
    cpSync("rules", rules, { recursive: true });
    const settings = JSON.parse(readFileSync(join(rules, "settings.json"), "utf8"));
    writeFileSync(join(rules, "settings.json"), JSON.stringify({ ...settings, goLiveOn: "2026-10-01" }));
    const digests = digestsOf(await printed(...YEAR, "--json", "--rules", rules));
    expect(digests.filter(({ day }) => day < "2026-10-01")).toEqual([]);
    expect(digests.length).toBeGreaterThan(0);
  }, 60_000);
});

describe("what is refused", () => {
  it("tells every line that cannot be read and simulates nothing", () => {
    const file = join(root, "bad.jsonl");
    const text = readFileSync(SAMPLE, "utf8").split("\n")[0];
    writeFileSync(file, `${text}\n{"type":"nothing"}\n\n{\n`);
    const { status, stdout, stderr } = started("Asia/Shanghai", ...YEAR, "--records", file);
    expect([status, stdout]).toEqual([1, ""]);
    expect(stderr).toMatch(/有 2 行不能读取：\n第 2 行 unknown-record-type：.*\n第 4 行 not-json：/);
  });

  it.each([
    ["an agency that there is not", ["--agency", "mars"], "usage", "没有机关“mars”"],
    ["a page without an agency", ["--html"], "usage", "--html 须写明机关"],
    ["a last day before the first", ["--to", "2025-12-31"], "usage", "晚于"],
    ["a date that does not exist", ["--from", "2026-02-30"], "usage", "不是真实存在的日期"],
    ["a file that is not there", ["--records", "no.jsonl"], "no-such-file", "读不到文件“no.jsonl”"],
    [
      "stored records where no system runs",
      ["--records", "stored", "--data", "nowhere"],
      "no-stack",
      "npm start",
    ],
    [
      "a stored ruleset where no system runs",
      ["--ruleset", "f".repeat(64), "--data", "nowhere"],
      "no-stack",
      "npm start",
    ],
  ])("%s", async (_, args, code, message) => {
    await expect(printed(...YEAR, ...args)).rejects.toMatchObject({
      code,
      message: expect.stringContaining(message),
    });
  });

  it("a folder and a stored ruleset at once", async () => {
    vi.spyOn(process.stderr, "write").mockImplementation(() => true);
    await expect(printed(...YEAR, "--rules", "rules", "--ruleset", "f".repeat(64))).rejects.toMatchObject({
      code: "commander.conflictingOption",
    });
  });
});
