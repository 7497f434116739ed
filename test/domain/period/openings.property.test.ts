import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { addDays } from "../../../functions/domain/calendar/dates.ts";
import { cadenceOpenings } from "../../../functions/domain/period/cadence.ts";
import { nextPeriod, parsePeriod, periodOf } from "../../../functions/domain/period/period.ts";
import { groupMembers } from "../../../functions/domain/period/responsible.ts";
import type { Ruleset } from "../../../functions/domain/ruleset/ruleset.ts";
import type { IsoDate } from "../../../functions/domain/schema/primitives.ts";
import type { Rule } from "../../../functions/domain/schema/rule.ts";
import { shippedRules } from "../../support/rules.ts";

const shipped = await shippedRules();
const DAYS = 800;
const START = "2026-01-01";

const day = fc.integer({ min: 0, max: DAYS }).map((n) => addDays(START, n));
const every = fc.constantFrom("year", "half-year", "quarter", "month");
const group = fc.constantFrom(...shipped.directory.groups.map(({ id }) => id));
const DUE = { year: "12-31", "half-year": "12-31", quarter: "12-31", month: "12-31" } as const;

const periodic = fc
  .record({
    every,
    from: day,
    length: fc.option(fc.integer({ min: 0, max: DAYS }), { nil: undefined }),
    first: day,
    group,
  })
  .map((made): Rule => {
    const first = periodOf(made.every, [made.first, made.from].sort().at(-1) as IsoDate);
    const version = {
      effectiveFrom: made.from,
      ...(made.length !== undefined && { effectiveTo: addDays(made.from, made.length) }),
      cadence: {
        action: "publish-statistics",
        responsible: { group: made.group },
        due: { every: made.every, on: DUE[made.every], source: "default" },
        covers: "current",
        firstPeriod: first.id,
        ladder: "general",
      },
    } as const;
    return { id: "made/up", title: "试验", cites: [{ law: "法", article: "1" }], versions: [version] };
  });

const world = (rule: Rule, goLiveOn: IsoDate | null): Ruleset => ({
  ...shipped,
  rules: [rule],
  settings: { ...shipped.settings, goLiveOn },
});

/** What is open after the schedule ran on these days. */
const openedOn = (ruleset: Ruleset, days: readonly IsoDate[]): string[] => [
  ...new Set(
    days.flatMap((on) => cadenceOpenings(ruleset, on).flatMap(({ duties }) => duties.map(({ id }) => id))),
  ),
];

describe("the duties that periods open", () => {
  it("are the same whether the schedule ran every day since going live or only now and then", () => {
    fc.assert(
      fc.property(periodic, day, day, fc.array(day, { maxLength: 5 }), (rule, goLiveOn, last, some) => {
        fc.pre(goLiveOn <= last);
        const ruleset = world(rule, goLiveOn);
        const all: IsoDate[] = [];
        for (let on = goLiveOn; on <= last; on = addDays(on, 20)) all.push(on);
        const now = openedOn(ruleset, [last]);
        expect(openedOn(ruleset, [...all, last]).sort()).toEqual(now.sort());
        const before = some.filter((on) => goLiveOn <= on && on <= last);
        expect(openedOn(ruleset, [...before, last]).sort()).toEqual(now);
      }),
      { numRuns: 60 },
    );
  });

  it("are one for each body of the group and each period that starts under the rule, from its first period on", () => {
    fc.assert(
      fc.property(periodic, day, (rule, on) => {
        const ruleset = world(rule, START);
        const [version] = rule.versions;
        const { cadence, effectiveFrom, effectiveTo } = version as Rule["versions"][number];
        const first = parsePeriod(cadence?.firstPeriod ?? "");
        const expected: string[] = [];
        for (
          let one = periodOf(cadence?.due.every ?? "year", START);
          one.startsOn <= on;
          one = nextPeriod(one)
        )
          if (first && first.startsOn <= one.startsOn && effectiveFrom <= one.startsOn)
            if (effectiveTo === undefined || one.startsOn <= effectiveTo) expected.push(one.id);
        const members = shipped.directory.groups.flatMap((g) =>
          JSON.stringify(cadence?.responsible) === JSON.stringify({ group: g.id })
            ? groupMembers(g, shipped.directory)
            : [],
        );
        const ids = expected.flatMap((id) => members.map((agency) => `period:${agency}:${id}:made.up:1`));
        expect(openedOn(ruleset, [on])).toEqual(ids);
      }),
      { numRuns: 200 },
    );
  });

  it("that are still running are told from those that are over", () => {
    fc.assert(
      fc.property(periodic, day, (rule, on) => {
        for (const { occasion, current } of cadenceOpenings(world(rule, START), on)) {
          const period = parsePeriod(occasion.id);
          expect(current).toBe(period !== undefined && on <= period.endsOn);
        }
      }),
      { numRuns: 100 },
    );
  });
});
