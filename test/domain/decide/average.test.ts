import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { proposeCases } from "../../../functions/domain/analysis/cases/propose-cases.ts";
import type { IndicatorVersion } from "../../../functions/domain/decide/count.ts";
import { countIndicator } from "../../../functions/domain/decide/indicator.ts";
import type { Outcome } from "../../../functions/domain/entities.ts";
import { breachDuty, measurementOf } from "../../../functions/domain/period/indicator.ts";
import { parsePeriod } from "../../../functions/domain/period/period.ts";
import { readRule } from "../../../functions/domain/read/rule.ts";
import { flat } from "../../../functions/domain/read/sentence.ts";
import type { Ruleset } from "../../../functions/domain/ruleset/ruleset.ts";
import { passed, runCases } from "../../../functions/domain/ruleset/run-cases.ts";
import type { Facts } from "../../../functions/domain/schema/primitives.ts";
import type { Rule } from "../../../functions/domain/schema/rule.ts";
import { loadRegistration, RULE, registrationRules } from "../../support/registration.ts";

const indicator = (more: object = {}) => ({
  duty: undefined,
  when: undefined,
  indicator: {
    numerator: { fact: "completedAt", operator: "isPresent" },
    denominator: { fact: "acceptedAt", operator: "isPresent" },
    atMostAverage: { from: "acceptedAt", to: "completedAt", workingDays: 6.5 },
    every: "quarter",
    responsible: { group: "enforcement-agencies" },
    breach: {
      action: "disclose",
      due: { after: "periodEnd", count: 20, unit: "working-day", source: "default" },
      ladder: "general",
    },
    ...more,
  },
});
const ruleset = registrationRules(indicator());
const ruleIn = (rules: Ruleset) => rules.rules.find(({ id }) => id === RULE) as Rule;
const version = ruleIn(ruleset).versions[0] as IndicatorVersion;
const average = (records: readonly Facts[], one = version) =>
  countIndicator(
    one,
    { subjects: records.map((facts, i) => ({ type: "registration", id: `${i}`, facts })), on: "2026-11-23" },
    undefined,
    ruleset,
  );

const at = (time: string) => `${time.replace(" ", "T")}+08:00`;
/** Thirteen halves, to the last minute; then a half more. */
const JUST = { acceptedAt: at("2026-09-17 15:00"), completedAt: at("2026-09-28 14:00") };
const OVER = { ...JUST, completedAt: at("2026-09-28 14:01") };
const FAST = { ...JUST, completedAt: at("2026-09-18 11:00") };

describe("an average of working days", () => {
  const rows: [string, Facts[], Outcome, number | undefined][] = [
    ["is met to the half day", [JUST, JUST], "does-not-apply", 6.5],
    ["is missed by half a day of one", [JUST, OVER], "applies", 6.75],
    ["is met where a fast one makes up for a slow one", [OVER, FAST], "does-not-apply", 3.75],
    [
      "counts whole days where only days are known",
      [{ acceptedAt: "2026-09-17", completedAt: "2026-09-28" }],
      "applies",
      7,
    ],
    ["leaves out what is not done", [JUST, { acceptedAt: "2026-09-17" }], "does-not-apply", 6.5],
    ["asks for nothing of nothing", [{ acceptedAt: "2026-09-17" }], "does-not-apply", undefined],
    [
      "is open where one does not say when it began",
      [OVER, { completedAt: "2026-09-28" }],
      "undetermined",
      7,
    ],
    [
      "takes no time where it is done before it began",
      [{ ...JUST, completedAt: at("2026-09-16 10:30") }],
      "does-not-apply",
      0,
    ],
  ];
  it.each(rows)("%s", async (_name, records, outcome, days) => {
    const result = await average(records);
    expect([result.outcome, result.averageWorkingDays]).toEqual([outcome, days]);
    expect(result.missing).toEqual(outcome === "undetermined" ? ["acceptedAt"] : []);
  });

  it("is open where one may be among them", async () => {
    const numerator = { fact: "paidAt", operator: "onOrBefore", value: "2026-09-17" } as const;
    const judged = { ...version, indicator: { ...version.indicator, numerator } };
    expect(await average([JUST], judged)).toMatchObject({ outcome: "undetermined", missing: ["paidAt"] });
  });

  it("is provisional where it counts days of a year without a notice", async () => {
    const later = { acceptedAt: "2026-12-30", completedAt: "2027-01-06" };
    expect((await average([later])).provisional).toBe(true);
    expect((await average([JUST])).provisional).toBeUndefined();
  });

  it("lies between the shortest and the longest, whatever the order", async () => {
    const records = fc.array(fc.constantFrom(JUST, OVER, FAST), { minLength: 1, maxLength: 6 });
    await fc.assert(
      fc.asyncProperty(records, async (some) => {
        const { averageWorkingDays: days = -1 } = await average(some);
        const each = await Promise.all(
          some.map(async (one) => (await average([one])).averageWorkingDays ?? 0),
        );
        expect(days >= Math.min(...each) - 0.005 && days <= Math.max(...each) + 0.005).toBe(true);
        expect((await average(some.toReversed())).averageWorkingDays).toBe(days);
      }),
      { numRuns: 30 },
    );
  });
});

describe("an indicator of an average", () => {
  it("says by how much it is missed in the title of what that opens", async () => {
    const period = parsePeriod("2026-Q3");
    const measurement = period && measurementOf(ruleIn(ruleset), period, ruleset);
    const duty =
      measurement && breachDuty(measurement, "housing", await average([OVER]), ruleset, "2026-10-01");
    expect(duty?.title).toContain("2026年第3季度：1件平均7个工作日，不得超过6.5个工作日");
    expect(duty?.figure).toMatchObject({ numerator: 1, averageWorkingDays: 7 });
  });

  it("reads with its limit", () => {
    const [text] = readRule(ruleIn(ruleset), ruleset);
    expect(flat(text?.sentences ?? [])).toContain("所计数自受理时刻至办结时刻平均不得超过六个半工作日");
  });

  it("has its cases proposed, which leave nothing untried", async () => {
    const loaded = loadRegistration(indicator());
    if ("errors" in loaded) throw new Error(JSON.stringify(loaded.errors));
    const { proposals } = await proposeCases(ruleIn(loaded.ruleset), loaded, "2026-11-23");
    const tried = registrationRules(
      indicator(),
      proposals.map(({ ruleCase }) => ruleCase),
    );
    const [report] = await runCases(tried, "2026-11-23", [ruleIn(tried)]);
    expect(report && passed(report), JSON.stringify(report)).toBe(true);
  });

  it.each<[string, object, string]>([
    ["beside a ratio", { atLeastRatio: 1 }, "indicator-threshold"],
    [
      "from where it goes to",
      { atMostAverage: { from: "paidAt", to: "paidAt", workingDays: 6.5 } },
      "compares-with-itself",
    ],
    [
      "from what there is not",
      { atMostAverage: { from: "acceptedOn", to: "paidAt", workingDays: 6.5 } },
      "unknown-fact",
    ],
    [
      "of thirds of days",
      { atMostAverage: { from: "acceptedAt", to: "paidAt", workingDays: 6.3 } },
      "invalid-value",
    ],
  ])("may not be asked %s", (_name, more, code) => {
    const loaded = loadRegistration(indicator(more));
    expect("errors" in loaded && loaded.errors.map((error) => error.code)).toContain(code);
  });
});
