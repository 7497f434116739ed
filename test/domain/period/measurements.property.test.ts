import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { addDays } from "../../../functions/domain/calendar/dates.ts";
import { measurementsDue } from "../../../functions/domain/period/indicator.ts";
import type { Ruleset } from "../../../functions/domain/ruleset/ruleset.ts";
import type { IsoDate } from "../../../functions/domain/schema/primitives.ts";
import type { Rule } from "../../../functions/domain/schema/rule.ts";
import { shippedRules } from "../../support/rules.ts";

const shipped = await shippedRules();
const DAYS = 800;
const day = fc.integer({ min: 0, max: DAYS }).map((n) => addDays("2026-01-01", n));
const span = fc.tuple(day, day).map((days) => days.sort() as [IsoDate, IsoDate]);
const every = fc.constantFrom("year", "half-year", "quarter", "month");

const counted = { fact: "publishedOn", operator: "isPresent" } as const;
const indicator = (length: "year" | "half-year" | "quarter" | "month", from: IsoDate): Rule => ({
  id: "made/up",
  title: "试验",
  cites: [{ law: "法", article: "1" }],
  versions: [
    {
      effectiveFrom: from,
      appliesTo: "enforcement-decision",
      indicator: {
        numerator: counted,
        denominator: counted,
        atLeastRatio: 1,
        every: length,
        responsible: { group: "enforcement-agencies" },
        breach: {
          action: "disclose",
          due: { after: "periodEnd", count: 20, unit: "working-day", source: "default" },
          ladder: "general",
        },
      },
    },
  ],
});

const world = (rule: Rule, goLiveOn: IsoDate | null): Ruleset => ({
  ...shipped,
  rules: [rule],
  settings: { ...shipped.settings, goLiveOn },
});
const periodsDue = (ruleset: Ruleset, on: IsoDate): string[] =>
  measurementsDue(ruleset, on).map(({ period }) => period.id);

describe("what is to be measured", () => {
  it("is the same whether the schedule ran every day since going live or only now", () => {
    fc.assert(
      fc.property(every, day, span, (length, from, [goLiveOn, last]) => {
        const ruleset = world(indicator(length, from), goLiveOn);
        const all = new Set<string>();
        for (let on = goLiveOn; on <= last; on = addDays(on, 1))
          if (on === goLiveOn || on === last || on.endsWith("-01"))
            for (const period of periodsDue(ruleset, on)) all.add(period);
        expect(periodsDue(ruleset, last)).toEqual([...all]);
      }),
      { numRuns: 60 },
    );
  });

  it("is over, and began under the rule", () => {
    fc.assert(
      fc.property(every, day, span, (length, from, [goLiveOn, on]) => {
        for (const { period } of measurementsDue(world(indicator(length, from), goLiveOn), on)) {
          expect(period.endsOn < on && from <= period.startsOn).toBe(true);
        }
      }),
    );
  });

  it.each<[string, IsoDate | null, IsoDate, string[]]>([
    ["is the month before where nobody said when it went live", null, "2026-11-16", ["2026-10"]],
    ["is the month before on the day of going live", "2026-08-01", "2026-08-01", ["2026-07"]],
    ["is each month since", "2026-08-15", "2026-10-01", ["2026-07", "2026-08", "2026-09"]],
    ["is the month before while it is not yet live", "2026-12-01", "2026-11-16", ["2026-10"]],
  ])("%s", (_name, goLiveOn, on, periods) => {
    expect(periodsDue(world(indicator("month", "2020-01-01"), goLiveOn), on)).toEqual(periods);
  });
});
