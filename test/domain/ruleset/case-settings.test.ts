import { describe, expect, it } from "vitest";
import { runCases } from "../../../functions/domain/ruleset/run-cases.ts";
import { RULE, registrationRules } from "../../support/registration.ts";

/** All that are accepted are to be done; a breach is to be dealt with in as many working days as a setting says. */
const INDICATOR = {
  duty: undefined,
  when: undefined,
  indicator: {
    numerator: { fact: "completedAt", operator: "isPresent" },
    denominator: { fact: "acceptedAt", operator: "isPresent" },
    atLeastRatio: 1,
    every: "quarter",
    responsible: { group: "enforcement-agencies" },
    breach: {
      action: "disclose",
      due: {
        after: "periodEnd",
        count: { fact: "setting.disclosureWorkingDays" },
        unit: "working-day",
        source: "default",
      },
      ladder: "general",
    },
  },
};

async function dueUnder(settings: object, due: string) {
  const breach = {
    name: "未达到",
    period: "2025-Q2",
    records: [{ facts: { acceptedAt: "2025-05-06" } }],
    on: "2025-07-01",
    settings,
    expect: { outcome: "applies", due },
  };
  const ruleset = registrationRules(INDICATOR, [breach]);
  const rules = ruleset.rules.filter(({ id }) => id === RULE);
  return (await runCases(ruleset, "2025-07-01", rules))[0]?.cases[0]?.failures;
}

describe("a case of what comes with periods may change", () => {
  it.each<[string, object, string]>([
    ["nothing", {}, "2025-07-28"],
    ["the days that a breach gives", { disclosureWorkingDays: 5 }, "2025-07-07"],
  ])("%s", async (_name, settings, due) => {
    expect(await dueUnder(settings, due)).toEqual([]);
  });
});
