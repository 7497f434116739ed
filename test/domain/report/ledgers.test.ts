import { describe, expect, it } from "vitest";
import { LEDGERS, type Ledger } from "../../../functions/domain/report/ledgers.ts";
import { shippedRules } from "../../support/rules.ts";

const ruleset = await shippedRules();

describe("the rules that are shipped have what the ledgers list:", () => {
  const ledgers: [string, Ledger][] = Object.values(LEDGERS).map((ledger) => [ledger.label, ledger]);

  it.each(ledgers)("%s", (_label, { recordType, facts, only, actions, step }) => {
    const type = ruleset.recordTypes.get(recordType);
    const names = type?.facts.map(({ name }) => name);
    expect(names).toEqual(expect.arrayContaining([...facts, ...(only ? [only.isTrue, only.orPresent] : [])]));
    expect([...ruleset.actions.keys()]).toEqual(expect.arrayContaining([...actions]));
    if (step !== undefined) expect(type?.steps).toContain(step);
  });

  it.each(ledgers)(
    "%s: each fact once, and no number of an identity card",
    (_label, { recordType, facts }) => {
      const personal = ruleset.recordTypes
        .get(recordType)
        ?.facts.filter((f) => f.personal === "identity-number");
      expect(new Set(facts).size).toBe(facts.length);
      expect(facts.filter((name) => personal?.some((fact) => fact.name === name))).toEqual([]);
    },
  );

  it("duties of the rules that the ledgers' actions name are about their records", () => {
    for (const { recordType, actions } of Object.values<Ledger>(LEDGERS)) {
      const opened = ruleset.rules.flatMap(({ versions }) =>
        versions.flatMap(({ appliesTo, duty }) => (appliesTo === recordType && duty ? [duty.action] : [])),
      );
      expect(opened).toEqual(expect.arrayContaining([...actions]));
    }
  });
});
