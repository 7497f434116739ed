import { decide } from "../../../functions/domain/decide/decide.ts";
import type { Ruleset } from "../../../functions/domain/ruleset/ruleset.ts";
import type { Condition } from "../../../functions/domain/schema/condition.ts";
import type { Facts } from "../../../functions/domain/schema/primitives.ts";
import type { Rule, RuleVersion } from "../../../functions/domain/schema/rule.ts";
import { shippedRules } from "../../support/rules.ts";

const shipped = await shippedRules();
export const ON = "2026-11-23";
export const TYPE = "enforcement-decision";

/** Only the given rules, beside the shipped record types, calendars and so on. */
export const rulesetOf = (...rules: Rule[]): Ruleset => ({ ...shipped, rules });

type Probe = Partial<RuleVersion> & Pick<Rule, "exceptTo">;
/** A rule of one version, on penalties unless it says otherwise. */
export function probe(id: string, { exceptTo, ...version }: Probe): Rule {
  return ruleOf(id, [version], exceptTo);
}
export function ruleOf(id: string, versions: Partial<RuleVersion>[], exceptTo?: string[]): Rule {
  const whole = versions.map((v) => ({
    effectiveFrom: "2019-08-06",
    appliesTo: TYPE,
    when: yes("complex"),
    ...v,
  }));
  const cites = [{ law: id, article: "1" }];
  return { id, title: `《${id}》`, cites, versions: whole, ...(exceptTo && { exceptTo }) };
}

export const yes = (fact: string): Condition => ({ fact, operator: "equal", value: true });
export const no = (fact: string): Condition => ({ fact, operator: "equal", value: false });

/** To disclose so many working days after the decision; the number may be a fact. */
export const disclose = (count: number | { fact: string }): NonNullable<RuleVersion["duty"]> => ({
  action: "disclose",
  responsible: "record.agency",
  due: { after: "decidedOn", count, unit: "working-day", source: "text" },
  dischargedBy: "publishedOn",
  ladder: "disclosure",
});

export const ask = (ruleset: Ruleset, facts: Facts, on = ON) =>
  decide({ type: TYPE, id: "A", agency: "housing", facts }, ruleset, on);

/** Findings by rule. */
export async function findings(ruleset: Ruleset, facts: Facts, on = ON) {
  const decision = await ask(ruleset, facts, on);
  return { ...decision, of: (rule: string) => decision.findings.find((f) => f.rule === rule) };
}
