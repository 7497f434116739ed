import { describe, expect, it } from "vitest";
import { cadenceOpenings } from "../../../functions/domain/period/cadence.ts";
import { readRule } from "../../../functions/domain/read/rule.ts";
import { flat } from "../../../functions/domain/read/sentence.ts";
import { loadRuleset } from "../../../functions/domain/ruleset/load.ts";
import { runCases } from "../../../functions/domain/ruleset/run-cases.ts";
import type { IsoDate } from "../../../functions/domain/schema/primitives.ts";
import type { Rule } from "../../../functions/domain/schema/rule.ts";
import { edited, fixture } from "../../support/corpus.ts";

const RULE = "demo/disclosure/yearly-report.json";
const ID = "disclosure/yearly-report";
const DAYS = ["01-31", "03-01"];

/** The yearly report of the fixture, due on the day that a setting says. */
function folder({
  accepted = DAYS,
  values = [["2019-08-06", "01-31"]],
  fact = "setting.reportOn",
  due = '"every": "year"',
  cases = [] as readonly object[],
}) {
  const setting = {
    id: "reportOn",
    label: "报送日期",
    explanation: "最迟哪一日报送",
    source: "default",
    basis: "测试",
    ...(accepted.length > 0 && { accepted: accepted.map((value) => ({ value, label: `值${value}` })) }),
    values: values.map(([from, value]) => ({ from, value })),
  };
  const settings = edited("settings.json", [
    '"values": [\n    {',
    `"values": [${JSON.stringify(setting)},\n {`,
  ]);
  const rule = edited(RULE, ['"every": "year", "on": "01-31"', `${due}, "on": { "fact": "${fact}" }`]);
  const more = cases.length > 0 ? [[RULE.replace(".json", ".cases.json"), JSON.stringify({ cases })]] : [];
  return loadRuleset(new Map([...fixture, ["settings.json", settings], [RULE, rule], ...(more as never[])]));
}

function loaded(result: ReturnType<typeof folder>) {
  if ("errors" in result) throw new Error(JSON.stringify(result.errors));
  return result.ruleset;
}

describe("a cadence whose day a setting says", () => {
  const changed = [
    ["2019-08-06", "01-31"],
    ["2026-06-01", "03-01"],
  ];
  it.each<[string, string[][], IsoDate, IsoDate]>([
    ["is due on that day", [["2019-08-06", "01-31"]], "2026-03-01", "2026-01-31"],
    ["keeps it in the year in which the setting changes", changed, "2026-07-01", "2026-01-31"],
    ["has the new one from the next year on", changed, "2027-01-01", "2027-03-01"],
  ])("%s", (_name, values, on, dueOn) => {
    const openings = cadenceOpenings(loaded(folder({ values })), on).filter(({ rule }) => rule === ID);
    expect(openings.flatMap(({ duties }) => duties.map((duty) => duty.dueOn))).toEqual(
      expect.arrayContaining([dueOn]),
    );
    expect(openings.at(-1)?.occasion.dueDay).toBe(dueOn);
  });

  it("reads as if the day stood in it, and names the setting below", () => {
    const ruleset = loaded(folder({}));
    const [version] = readRule(ruleset.rules.find(({ id }) => id === ID) as Rule, ruleset);
    expect(flat(version?.sentences ?? [])).toContain("应当于每年1月31日前（含当日，文件规定）");
    expect(version?.notes.map(({ text }) => text)).toContain("报送日期：“值01-31”（系统默认，可配置）");
  });

  it("is tried by a case under each of its values", async () => {
    const due = (name: string, day: string, settings?: object) => ({
      name,
      period: "2026",
      on: `2026-${day}`,
      ...(settings && { settings }),
      expect: { outcome: "applies", due: `2026-${day}`, late: false },
    });
    const cases = [due("默认", "01-31"), due("另一读法", "03-01", { reportOn: "03-01" })];
    const ruleset = loaded(folder({ cases }));
    const [report] = await runCases(
      ruleset,
      "2026-01-01",
      ruleset.rules.filter(({ id }) => id === ID),
    );
    expect(report?.cases.map(({ failures }) => failures)).toEqual([[], []]);
  });

  it.each<[string, Parameters<typeof folder>[0], string[]]>([
    ["that is not there", { fact: "setting.reporton" }, ["unknown-fact"]],
    ["that is none but a fact", { fact: "decidedOn" }, ["unknown-fact"]],
    ["that may be anything", { accepted: [] }, ["fact-type"]],
    ["that is a number of days", { fact: "setting.disclosureWorkingDays" }, ["fact-type"]],
    ["that may be no day", { accepted: ["01-31", "下旬"] }, ["fact-type"]],
    ["that may be a day that there is not", { accepted: ["01-31", "02-30"] }, ["impossible-date"]],
    ["that begins after the rule", { values: [["2019-08-07", "01-31"]] }, ["setting-too-late"]],
    ["of months that end no half-year", { due: '"every": "half-year"' }, ["month-day", "month-day"]],
  ])("may not be told by a setting %s", (_name, made, codes) => {
    const result = folder(made);
    const found = "errors" in result ? result.errors : [];
    const told = found.filter(({ file, code }) => file === RULE && code !== "first-period");
    expect(told.map(({ code }) => code)).toEqual(codes);
  });
});
