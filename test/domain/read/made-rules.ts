import { readRule } from "../../../functions/domain/read/rule.ts";
import { flat } from "../../../functions/domain/read/sentence.ts";
import { Words } from "../../../functions/domain/read/words.ts";
import type { Rule, RuleVersion } from "../../../functions/domain/schema/rule.ts";
import { shippedRules } from "../../support/rules.ts";

export const ruleset = await shippedRules();
export const words = new Words(ruleset, "enforcement-decision");

export function sentencesOf(id: string): string[] {
  const rule = ruleset.rules.find((one) => one.id === id);
  if (!rule) throw new Error(`no rule ${id}`);
  return readRule(rule, ruleset).map(({ sentences }) => flat(sentences));
}

export const duty = {
  action: "disclose",
  responsible: "record.agency",
  due: { after: "decidedOn", count: 7, unit: "working-day", source: "text" },
  ladder: "disclosure",
} as const satisfies RuleVersion["duty"];

/** A made-up rule of the shipped folder. */
export function readMade(version: Partial<RuleVersion>, more: Partial<Rule> = {}): string {
  const versions = [{ effectiveFrom: "2019-08-06", appliesTo: "enforcement-decision", duty, ...version }];
  const rule: Rule = {
    id: "made/up",
    title: "试验",
    cites: [{ law: "法", article: "1" }],
    versions,
    ...more,
  };
  return readRule(rule, ruleset)
    .map(({ sentences }) => flat(sentences))
    .join("／");
}
