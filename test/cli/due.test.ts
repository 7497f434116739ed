import { spawnSync } from "node:child_process";
import { fileURLToPath } from "node:url";
import columns from "string-width";
import { describe, expect, it, test } from "vitest";

const script = fileURLToPath(new URL("./due-command.ts", import.meta.url));
const rules = fileURLToPath(new URL("../../rules", import.meta.url));

function due(args: readonly string[], input = "") {
  const command = [script, "due", "--rules", rules, ...args];
  const { status, stdout, stderr } = spawnSync(process.execPath, command, {
    encoding: "utf8",
    input,
    maxBuffer: 1 << 28,
  });
  return { status, stdout, stderr };
}

const SEVEN = ["--after", "2026-09-28", "--count", "7", "--unit", "working-day", "--calendar", "cn-xj"];

describe("one question", () => {
  it("is answered with the days behind the date", () => {
    const { status, stdout } = due([...SEVEN, "--json"]);
    expect(status).toBe(0);
    const answer = JSON.parse(stdout);
    expect(answer).toMatchObject({ dueOn: "2026-10-13", provisional: false, calendar: "cn-xj" });
    expect(answer.counted).toHaveLength(7);
    expect(answer.skipped[0]).toEqual({
      date: "2026-10-01",
      reason: "国庆节",
      source: "国办发明电〔2025〕7号",
    });
  });

  it("uses the calendar of the settings where none is named", () => {
    const { stdout } = due(["--after", "2025-06-03", "--count", "7", "--unit", "working-day", "--json"]);
    expect(JSON.parse(stdout)).toMatchObject({ dueOn: "2025-06-17", calendar: "cn-xj" });
  });

  it("reads in Chinese within 80 columns, and says when a date is provisional", () => {
    const { stdout } = due([
      "--after",
      "2026-12-10",
      "--count",
      "60",
      "--unit",
      "working-day",
      "--calendar",
      "cn-xj",
    ]);
    expect(stdout).toContain("暂定");
    expect(stdout).toContain("春节  全国年节及纪念日放假办法");
    expect(Math.max(...stdout.split("\n").map((line) => columns(line)))).toBeLessThanOrEqual(80);
  });

  it("names the hour for halves", () => {
    const args = [
      "--after",
      "2026-03-02T15:00+08:00",
      "--count",
      "6.5",
      "--unit",
      "working-day",
      "--calendar",
      "cn",
    ];
    expect(due(args).stdout).toContain("2026年3月11日，星期三，至14:00（北京时间）止");
    expect(JSON.parse(due([...args, "--json"]).stdout)).toMatchObject({ dueAt: "2026-03-11T06:00:00.000Z" });
  });
});

describe("wrong usage ends with 2 and says what is accepted", () => {
  test.each([
    [["--after", "2026-02-30", "--count", "7", "--unit", "day"], "“2026-02-30”不可用"],
    [["--after", "2026-09-28", "--count", "7"], "缺少 --unit"],
    [["--after", "2026-09-28", "--count", "x", "--unit", "day"], "“x”不可用：count 应为"],
    [["--after", "2026-09-28", "--count", "7.5", "--unit", "day"], "“7.5”不可用：count 应为"],
    [["--after", "2026-09-28", "--count", "7", "--unit", "week"], "unit 应为 working-day"],
    [["--after", "2026-09-28", "--count", "7", "--unit", "day", "--roll", "up"], "roll 应为 none"],
    [
      ["--after", "2026-09-28", "--count", "7", "--unit", "day", "--calendar", "us"],
      "没有工作日历“us”，可用：cn、cn-xj",
    ],
    [["--after", "2190-09-28", "--count", "3660", "--unit", "month"], "1900-01-01 至 2199-12-31"],
    [["--afer", "2026-09-28"], "是否想用 --after"],
    [["--after"], "后面缺少值"],
    [["2026-09-28"], "多余的参数"],
    [["--stdin", "--count", "7"], "--stdin 不与 --count 同用"],
    [["--rules", "/nowhere", "--after", "2026-09-28", "--count", "7", "--unit", "day"], "/nowhere"],
  ])("%j", (args, message) => {
    const { status, stdout, stderr } = due(args);
    expect(stderr).toContain(message);
    expect(stdout).toBe("");
    expect(status).toBe(2);
  });
});

describe("lines from standard input", () => {
  const line = (more: object) =>
    JSON.stringify({ after: "2026-09-28", count: 7, unit: "working-day", ...more });

  it("are answered in order, the bad ones in their place", () => {
    const input = [
      line({}),
      "nonsense",
      line({ count: "7" }),
      line({ calender: "cn" }),
      "",
      line({ calendar: "us" }),
      line({ after: "2026-12-10", count: 20 }),
    ].join("\n");
    const { status, stdout } = due(["--stdin", "--calendar", "cn"], input);
    expect(status).toBe(1);
    expect(
      stdout
        .trimEnd()
        .split("\n")
        .map((text) => JSON.parse(text)),
    ).toEqual([
      { dueOn: "2026-10-13", provisional: false },
      { error: { code: "bad-json", message: expect.stringContaining("nonsense"), pointer: "" } },
      { error: { code: "bad-query", message: expect.stringContaining("count 应为"), pointer: "/count" } },
      {
        error: { code: "unknown-field", message: expect.stringContaining("calender"), pointer: "/calender" },
      },
      { error: { code: "bad-json", message: expect.any(String), pointer: "" } },
      {
        error: {
          code: "unknown-calendar",
          message: expect.stringContaining("cn、cn-xj"),
          pointer: "/calendar",
        },
      },
      { dueOn: "2027-01-08", provisional: true },
    ]);
  });

  it("end with 0 when all could be read, also as Windows editors write them", () => {
    expect(due(["--stdin"], `\uFEFF${line({})}\r\n`)).toEqual({
      status: 0,
      stdout: '{"dueOn":"2026-10-13","provisional":false}\n',
      stderr: "",
    });
  });

  it("are answered across chunks of the pipe, in order, none lost", () => {
    const counts = Array.from({ length: 200_000 }, (_, i) => (i % 40) + 1);
    const { status, stdout } = due(["--stdin"], `${counts.map((count) => line({ count })).join("\n")}\n`);
    const answers = stdout.trimEnd().split("\n");
    expect(status).toBe(0);
    expect(answers).toHaveLength(200_000);
    const wrong = answers.findIndex((answer, i) => answer !== answers[i % 40]);
    expect(wrong).toBe(-1);
    expect(new Set(answers.slice(0, 40)).size).toBe(40);
  });
});
