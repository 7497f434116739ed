import { spawnSync } from "node:child_process";
import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import stringWidth from "string-width";
import { afterAll, describe, expect, it } from "vitest";

const root = mkdtempSync(join(tmpdir(), "yifa-simulate-"));
afterAll(() => rmSync(root, { recursive: true, force: true }));

const SAMPLE = "test/samples/year-2026.jsonl";
const simulate = (...args: string[]) =>
  spawnSync(process.execPath, ["functions/cli/yifa.ts", "simulate", ...args], {
    encoding: "utf8",
    maxBuffer: 1 << 28,
  });
const year = (...args: string[]) =>
  simulate("--from", "2026-01-01", "--to", "2026-12-31", "--records", SAMPLE, ...args);

type Digest = { id: string; day: string; agency: string; lines: { key: string }[]; text: string };
const digestsOf = (stdout: string): Digest[] =>
  stdout
    .trimEnd()
    .split("\n")
    .map((line) => JSON.parse(line));

describe("a year of the sample records", () => {
  it("tells of every type of record", () => {
    const told = new Set(
      readFileSync(SAMPLE, "utf8")
        .trimEnd()
        .split("\n")
        .map((line) => JSON.parse(line).type),
    );
    const types = readdirSync("rules/records").map((name) => name.replace(".json", ""));
    expect(types.filter((type) => !told.has(type))).toEqual([]);
  });

  it("gives the same bytes twice, in another time zone too, and sends nothing twice", () => {
    const first = year("--json");
    expect([first.status, first.stderr]).toEqual([0, ""]);
    const zone = process.env.TZ;
    process.env.TZ = "America/New_York";
    const second = year("--json");
    if (zone === undefined) delete process.env.TZ;
    else process.env.TZ = zone;
    expect(second.stdout).toBe(first.stdout);
    const digests = digestsOf(first.stdout);
    const keys = digests.flatMap(({ lines }) => lines.map(({ key }) => key));
    expect(keys.length).toBeGreaterThan(300);
    expect(new Set(keys).size).toBe(keys.length);
    expect(new Set(digests.map(({ id }) => id)).size).toBe(digests.length);
    const { goLiveOn } = JSON.parse(readFileSync("rules/settings.json", "utf8"));
    expect(digests.filter(({ day }) => day < goLiveOn)).toEqual([]);
    // Names of natural persons stay out of mail.
    expect(first.stdout).not.toContain("马某某");
  }, 120_000);

  it("is told at 80 columns for people, and as one page of an agency's year", () => {
    const told = year("--agency", "housing");
    const lines = told.stdout.trimEnd().split("\n");
    expect(lines.filter((line) => stringWidth(line) > 80)).toEqual([]);
    expect(told.stdout).toMatch(/^2026-01-01 至 2026-12-31：邮件 \d+ 封/m);
    const page = year("--agency", "housing", "--html");
    expect(page.stdout).toMatch(/^<!DOCTYPE html>[\s\S]*<\/html>\n$/);
    for (const month of ["2026年1月", "2026年12月"]) expect(page.stdout).toContain(`<h2>${month}</h2>`);
  }, 120_000);
});

describe("what is refused", () => {
  it("tells every line that cannot be read and simulates nothing", () => {
    const file = join(root, "bad.jsonl");
    const text = readFileSync(SAMPLE, "utf8").split("\n")[0];
    writeFileSync(file, `${text}\n{"type":"nothing"}\n\n{\n`);
    const { status, stdout, stderr } = simulate(
      "--from",
      "2026-01-01",
      "--to",
      "2026-02-01",
      "--records",
      file,
    );
    expect([status, stdout]).toEqual([1, ""]);
    expect(stderr).toMatch(/有 2 行不能读取：\n第 2 行 unknown-record-type：.*\n第 4 行 not-json：/);
  });

  it.each([
    ["an agency that there is not", ["--agency", "mars"], "没有机关“mars”"],
    ["a page without an agency", ["--html"], "--html 须写明机关"],
    ["a last day before the first", ["--to", "2025-12-31"], "晚于"],
    ["a date that does not exist", ["--from", "2026-02-30"], "不是真实存在的日期"],
  ])("%s is wrong usage", (_, args, message) => {
    const { status, stderr } = year(...args);
    expect([status, stderr]).toEqual([2, expect.stringContaining(message)]);
  });

  it("a file that is not there is wrong usage", () => {
    const { status, stderr } = simulate(
      "--from",
      "2026-01-01",
      "--to",
      "2026-02-01",
      "--records",
      "no.jsonl",
    );
    expect([status, stderr]).toEqual([2, expect.stringContaining("读不到文件“no.jsonl”")]);
  });
});

it("with another rules folder says what that would send", () => {
  const rules = join(root, "rules");
  cpSync("rules", rules, { recursive: true });
  const settings = JSON.parse(readFileSync(join(rules, "settings.json"), "utf8"));
  writeFileSync(join(rules, "settings.json"), JSON.stringify({ ...settings, goLiveOn: "2026-10-01" }));
  const digests = digestsOf(year("--json", "--rules", rules).stdout);
  expect(digests.filter(({ day }) => day < "2026-10-01")).toEqual([]);
  expect(digests.length).toBeGreaterThan(0);
}, 120_000);
