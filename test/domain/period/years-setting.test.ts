import { describe, expect, it } from "vitest";
import { cadenceOpenings } from "../../../functions/domain/period/cadence.ts";
import { readRule } from "../../../functions/domain/read/rule.ts";
import { flat } from "../../../functions/domain/read/sentence.ts";
import { loadRuleset } from "../../../functions/domain/ruleset/load.ts";
import type { Rule } from "../../../functions/domain/schema/rule.ts";
import { edited, fixture } from "../../support/corpus.ts";

const RULE = "demo/disclosure/yearly-report.json";
const ID = "disclosure/yearly-report";

/** The yearly report of the fixture, in the years that a setting says. */
function folder({ value = "even", accepted = ["none", "even", "odd", "every"], fact = "setting.reportIn" }) {
  const setting = {
    id: "reportIn",
    label: "报送的年份",
    explanation: "哪些年报送",
    source: "default",
    basis: "测试",
    accepted: accepted.map((one) => ({ value: one, label: `值${one}` })),
    values: [{ from: "2019-08-06", value }],
  };
  const settings = edited("settings.json", [
    '"values": [\n    {',
    `"values": [${JSON.stringify(setting)},\n {`,
  ]);
  const rule = edited(RULE, [
    '"firstPeriod": "2020"',
    `"firstPeriod": "2020", "years": { "fact": "${fact}" }`,
  ]);
  return loadRuleset(new Map([...fixture, ["settings.json", settings], [RULE, rule]]));
}

function loaded(result: ReturnType<typeof folder>) {
  if ("errors" in result) throw new Error(JSON.stringify(result.errors));
  return result.ruleset;
}

const opens = (value: string, on: string) =>
  cadenceOpenings(loaded(folder({ value })), on).some(
    ({ rule, occasion }) => rule === ID && occasion.id === on.slice(0, 4),
  );

describe("a cadence that comes round in some years only", () => {
  it.each([
    ["in each year", "every", "2026-05-01", true],
    ["in an even year", "even", "2026-05-01", true],
    ["not in the odd one after it", "even", "2027-05-01", false],
    ["in an odd year", "odd", "2027-05-01", true],
    ["not in the even one before it", "odd", "2026-05-01", false],
    ["in none", "none", "2026-05-01", false],
    ["not before its first period", "odd", "2019-12-01", false],
  ])("opens %s", (_name, value, on, open) => {
    expect(opens(value, on)).toBe(open);
  });

  it("reads with the name of the setting, and its value below", () => {
    const ruleset = loaded(folder({}));
    const [version] = readRule(ruleset.rules.find(({ id }) => id === ID) as Rule, ruleset);
    expect(flat(version?.sentences ?? [])).toContain("自2020年度起，只在设定“报送的年份”所定的年份执行");
    expect(version?.notes.map(({ text }) => text)).toContain("报送的年份：“值even”（系统默认，可配置）");
  });

  it.each([
    ["a setting that is not there", { fact: "setting.other" }, "unknown-fact"],
    ["a setting that may be something else", { accepted: ["even", "yearly"] }, "fact-type"],
  ])("refuses %s, and names those that fit", (_name, wrong, code) => {
    const result = folder(wrong);
    expect("errors" in result && result.errors.map((one) => one.code)).toContain(code);
  });
});
