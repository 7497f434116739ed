import { expect, it } from "vitest";
import { decide } from "../../../functions/domain/decide/decide.ts";
import { normaliseFacts } from "../../../functions/domain/decide/facts.ts";
import { shippedRules } from "../../support/rules.ts";

const ruleset = await shippedRules();

it("the shipped rules do not contradict each other on any record of any rule's cases", async () => {
  const contradicted: string[] = [];
  let decided = 0;
  for (const rule of ruleset.rules) {
    for (const { name, record, on = "2026-11-23", settings } of ruleset.cases.get(rule.id) ?? []) {
      const type = record?.type ?? rule.versions[0]?.appliesTo;
      if (!record || type === undefined) continue;
      const facts = normaliseFacts(ruleset, type, record.facts);
      const subject = {
        type,
        id: name,
        facts,
        ...(record.agency !== undefined && { agency: record.agency }),
      };
      const { findings } = await decide(subject, ruleset, on, settings ? { settings } : {});
      contradicted.push(...findings.flatMap((f) => (f.conflict ? [`${rule.id} ${name}: ${f.rule}`] : [])));
      decided++;
    }
  }
  expect(contradicted).toEqual([]);
  expect(decided).toBeGreaterThan(200);
});
