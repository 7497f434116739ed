import { spawn } from "node:child_process";
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import stringWidth from "string-width";
import { afterAll, beforeEach, describe, expect, it, vi } from "vitest";
import { yifa } from "../support/yifa.ts";

const CASES = "demo/disclosure/seven-days.cases.json";
const YIFA = "functions/cli/yifa.ts";
const root = mkdtempSync(join(tmpdir(), "yifa-rules-"));
const dir = join(root, "rules");
const command = (...words: string[]) => yifa("rules", ...words);
const edit = (file: string, from: string, to: string) => {
  const text = readFileSync(join(dir, file), "utf8");
  expect(text).toContain(from);
  writeFileSync(join(dir, file), text.replace(from, to));
};

beforeEach(() => {
  rmSync(dir, { recursive: true, force: true });
  cpSync("test/fixtures/rules", dir, { recursive: true });
});
afterAll(() => rmSync(root, { recursive: true, force: true }));

describe("yifa rules check", () => {
  it("says so when nothing is wrong", async () => {
    expect(await command("check", dir)).toMatchObject({
      status: 0,
      stdout: expect.stringMatching(/^规则文件无误：规则 \d+ 条/),
    });
  });

  it("lists what is wrong with its place, for people and for scripts, and exits 1", async () => {
    edit("demo/disclosure/seven-days.json", '"kind"', '"knid"');
    const told = await command("check", dir);
    expect(told.status).toBe(1);
    expect(told.stdout).toMatch(/^demo\/disclosure\/seven-days\.json:\d+:\d+: error unknown-fact .*“kind”/m);
    const { errors, warnings } = JSON.parse((await command("check", dir, "--json")).stdout);
    expect(warnings).toEqual([]);
    expect(errors[0]).toMatchObject({ code: "unknown-fact", found: "knid", suggestion: "kind" });
  });
});

describe("yifa rules test", () => {
  const RULE = "disclosure/seven-days";

  it("runs one rule and tells its coverage", async () => {
    const { status, stdout } = await command("test", dir, RULE, "--coverage");
    expect([status, stdout]).toEqual([
      0,
      expect.stringMatching(/^通过 {2}disclosure\/seven-days .*（100%）\n规则 1 条/),
    ]);
  });

  it("tells a failing case by its place, what was expected, what came and why, and exits 1", async () => {
    edit(CASES, '"due": "2026-09-28", "late": false', '"due": "2026-09-27", "late": false');
    const { status, stdout } = await command("test", dir, RULE);
    expect(status).toBe(1);
    expect(stdout).toContain(`案例“行政许可，届满日当日”（${CASES}:3）`);
    expect(stdout).toContain("应当：届满日2026-09-27；实际：届满日2026-09-28");
    expect(stdout).toMatch(/因.*适用/);
    const { rules } = JSON.parse((await command("test", dir, RULE, "--json")).stdout);
    expect(rules[0]).toMatchObject({ passed: false, coverage: { percent: 100 } });
    expect(rules[0].cases[0]).toMatchObject({
      file: CASES,
      line: 3,
      failures: [expect.any(String), expect.any(String)],
    });
  });

  it("names the rules that a part of an id could mean", async () => {
    const { status, stderr } = await command("test", dir, "seven");
    expect([status, stderr]).toEqual([
      1,
      expect.stringContaining("没有规则“seven”，应为规则编号，相近的有disclosure/seven-days"),
    ]);
  });
});

describe("yifa rules test --watch", () => {
  let said = "";
  const until = (text: RegExp) => vi.waitFor(() => expect(said).toMatch(text), { timeout: 15_000 });

  it("runs again on every change, tells mistakes while there are any, and ends with 0 on Ctrl-C", async () => {
    const run = spawn(process.execPath, [YIFA, "rules", "test", dir, "disclosure/seven-days", "--watch"]);
    run.stdout.on("data", (chunk) => {
      said += chunk;
    });
    const ended = new Promise((resolve) => run.on("exit", resolve));
    await until(/通过 {2}disclosure\/seven-days[\s\S]*正在监视/);
    said = "";
    edit(CASES, '"due": "2026-09-28", "late": false', '"due": "2026-09-27", "late": false');
    await until(/未过 {2}disclosure\/seven-days[\s\S]*正在监视/);
    said = "";
    edit(CASES, '"cases": [', '"cases": ');
    await until(/规则文件有 \d+ 处错误[\s\S]*seven-days\.cases\.json:\d+:\d+[\s\S]*正在监视/);
    said = "";
    cpSync(join("test/fixtures/rules", CASES), join(dir, CASES));
    await until(/通过 {2}disclosure\/seven-days[\s\S]*正在监视/);
    expect(said).not.toContain("\u001b");
    run.kill("SIGINT");
    expect(await ended).toBe(0);
  });
});

it("yifa rules test --watch refuses a folder that is not there", async () => {
  expect(await command("test", join(root, "gone"), "--watch")).toMatchObject({
    status: 2,
    stderr: expect.stringContaining("读不到规则文件夹"),
  });
});

describe("yifa rules read", async () => {
  const shipped = await command("read");

  it("prints every shipped rule once, beside its clause, in 80 columns", async () => {
    const { rules } = JSON.parse((await command("read", "--json")).stdout);
    expect(rules.length).toBeGreaterThan(25);
    for (const { rule } of rules) expect(shipped.stdout.split(`（${rule}）`).length).toBe(2);
    expect(shipped.stdout.split("\n").filter((line) => stringWidth(line) > 80)).toEqual([]);
    expect(shipped.stdout).not.toMatch(/^\s*[，。、；：）”》]/m);
  });

  it("prints one rule with its clause, sentence, law and settings", async () => {
    const { status, stdout } = await command("read", "normative-documents/file-to-congress");
    expect(status).toBe(0);
    const unwrapped = stdout.replace(/\n +/g, "");
    for (const part of [
      "〔WP-2.6-b〕“实现政府规范性文件向上级人民政府、同级人大报备率100%”",
      "条文  政府、政府办公室制定的行政规范性文件公布后，三十日内（系统默认，可配置）由制定机关报市人大常委会备案。",
      "设定  规范性文件报同级人大常委会备案期限：三十日（系统默认，可配置）",
      "《各级人民代表大会常务委员会监督法》第五章",
    ])
      expect(unwrapped).toContain(part);
  });
});
