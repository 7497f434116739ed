import { readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { rulesCommand } from "../support/rules-command.ts";

const command = rulesCommand();
const { run } = command;
const CASES = "demo/disclosure/inspections.cases.json";

describe("yifa rules cases", () => {
  it("prints a file that passes once it stands beside the rule", async () => {
    await run("cases", "disclosure/inspections", command.dir, "--on", "2026-09-28");
    const text = command.printed.join("\n");
    expect(text).toMatch(/^以下 \d+ 个案例尚未核对/);
    expect(text).toMatch(
      /1\. 执法类别为行政检查\n {3}台账：.*\n {3}查询日：\d{4}-\d\d-\d\d\n {3}算得：适用，届满日/,
    );
    writeFileSync(join(command.dir, CASES), command.printed.at(-1) ?? "");
    command.printed = [];
    await run("test", command.dir, "disclosure/inspections", "--on", "2026-09-28");
    expect(command.printed.at(-1)).toMatch(/^规则 1 条，案例 \d+ 个，未通过 0 个，未试到 0 处$/);
    expect(process.exitCode).toBeUndefined();
    await run("cases", "disclosure/inspections", command.dir, "--on", "2026-09-28");
    expect(command.printed.at(-1)).toBe("规则 disclosure/inspections 的案例已经齐全，没有要补充的");
  });

  it("says that a due date is provisional where no calendar is out", async () => {
    const file = join(command.dir, "demo/disclosure/inspections.json");
    writeFileSync(
      file,
      readFileSync(file, "utf8").replace(/"effectiveFrom": "[^"]*"/, '"effectiveFrom": "2027-02-01"'),
    );
    rmSync(join(command.dir, CASES), { force: true });
    await run("cases", "disclosure/inspections", command.dir, "--on", "2027-03-01");
    expect(command.printed.join("\n")).toMatch(/届满日2027-\d\d-\d\d，未逾期，届满日为暂定/);
  });

  it("gives the cases to scripts, and what it could not try", async () => {
    await run("cases", "disclosure/inspections", command.dir, "--json");
    const { rule, cases, left } = JSON.parse(command.printed.join("\n"));
    expect([rule, left]).toEqual(["disclosure/inspections", []]);
    expect(cases[0]).toMatchObject({
      name: expect.stringMatching(/^【待核】/),
      expect: { outcome: "applies" },
    });
  });

  it("refuses a rule that is not there, with the one that was meant", async () => {
    await expect(run("cases", "disclosure/inspection", command.dir)).rejects.toThrow(
      /disclosure\/inspections/,
    );
  });
});
