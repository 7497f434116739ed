import { describe, expect, it } from "vitest";
import { cadenceOpenings } from "../../../functions/domain/period/cadence.ts";
import { loadRuleset } from "../../../functions/domain/ruleset/load.ts";
import type { Ruleset } from "../../../functions/domain/ruleset/ruleset.ts";
import { passed, runCases } from "../../../functions/domain/ruleset/run-cases.ts";
import type { IsoDate } from "../../../functions/domain/schema/primitives.ts";
import { edited, fixture } from "../../support/corpus.ts";

const RULE = "demo/disclosure/yearly-report.json";
const ID = "disclosure/yearly-report";

/** The yearly report of the fixture as one that is due on a single day, with these cases. */
function once(on: IsoDate, cases: readonly object[] = []) {
  const rule = edited(
    RULE,
    ['"every": "year", "on": "01-31"', `"on": "${on}"`],
    ['        "covers": "previous",\n', ""],
    ['        "firstPeriod": "2020",\n', ""],
  );
  const written = JSON.stringify({ cases }, null, 2);
  const more = cases.length > 0 ? [[RULE.replace(".json", ".cases.json"), written] as const] : [];
  return loadRuleset(new Map([...fixture, [RULE, rule], ...more]));
}

function loaded(result: ReturnType<typeof once>): Ruleset {
  if ("errors" in result) throw new Error(JSON.stringify(result.errors));
  return result.ruleset;
}

describe("what is to be done once", () => {
  const rows: [string, IsoDate, string | null, IsoDate, number][] = [
    ["is open from the day that the rule is in force", "2026-03-31", "2019-01-01", "2019-08-06", 1],
    ["is not open the day before", "2026-03-31", "2019-01-01", "2019-08-05", 0],
    ["is open on its last day", "2026-03-31", "2026-01-01", "2026-03-31", 1],
    ["is opened late where the schedule did not run", "2026-03-31", "2026-01-01", "2026-04-20", 1],
    ["is opened where it falls due on the day of going live", "2026-03-31", "2026-03-31", "2026-04-20", 1],
    [
      "is left where it fell due before the installation went live",
      "2026-03-31",
      "2026-04-01",
      "2026-04-20",
      0,
    ],
    ["is open while it can be met where nobody said when it went live", "2026-03-31", null, "2026-03-31", 1],
    ["is left once it is past where nobody said when it went live", "2026-03-31", null, "2026-04-01", 0],
  ];
  it.each(rows)("%s", (_name, due, goLiveOn, on, count) => {
    const ruleset = loaded(once(due));
    const live = { ...ruleset, settings: { ...ruleset.settings, goLiveOn } };
    const openings = cadenceOpenings(live, on).filter(({ rule }) => rule === ID);
    expect(openings).toHaveLength(count);
  });

  it("is owed by each agency of the group, named by its date", () => {
    const ruleset = loaded(once("2026-03-31"));
    const [opening] = cadenceOpenings(ruleset, "2026-03-01").filter(({ rule }) => rule === ID);
    const enforcers = ruleset.directory.agencies.filter(({ enforcement }) => enforcement);
    expect(opening?.duties.map(({ id }) => id)).toEqual(
      enforcers.map(({ id }) => `period:${id}:2026-03-31:disclosure.yearly-report:1`),
    );
    expect(opening?.duties[0]).toMatchObject({
      title: "每年一月三十一日前公开上年度行政执法数据（2026年3月31日前）",
      dueOn: "2026-03-31",
    });
  });
});

describe("a case of what is to be done once", () => {
  const expectDay = (name: string, on: IsoDate, late: boolean, period?: string) => ({
    name,
    on,
    ...(period !== undefined && { period }),
    expect: { outcome: "applies", due: "2026-03-31", late },
  });

  it("may name its date or leave it out, and must try it and the day after", async () => {
    const cases = [
      expectDay("当日", "2026-03-31", false),
      expectDay("次日", "2026-04-01", true, "2026-03-31"),
    ];
    const ruleset = loaded(once("2026-03-31", cases));
    const rule = ruleset.rules.find(({ id }) => id === ID);
    const [report] = await runCases(ruleset, "2026-03-01", rule ? [rule] : []);
    expect(report && passed(report), JSON.stringify(report)).toBe(true);
  });

  it("does not apply before the rule", async () => {
    const before = { name: "施行前", on: "2019-08-05", expect: { outcome: "does-not-apply" } };
    const ruleset = loaded(once("2026-03-31", [before]));
    const reports = await runCases(
      ruleset,
      "2026-03-01",
      ruleset.rules.filter(({ id }) => id === ID),
    );
    expect(reports[0]?.cases).toEqual([{ name: "施行前", failures: [] }]);
  });

  it.each([
    ["another day", "2026-04-01"],
    ["a period", "2026"],
  ])("may not name %s", (_name, period) => {
    const result = once("2026-03-31", [expectDay("一", "2026-03-31", false, period)]);
    const errors = "errors" in result ? result.errors.map(({ code, accepted }) => [code, accepted]) : [];
    expect(errors).toEqual([["malformed-period", ["2026-03-31"]]]);
  });
});
