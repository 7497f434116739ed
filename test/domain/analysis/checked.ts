import { checkRuleConditions } from "../../../functions/domain/analysis/check-conditions.ts";
import { Evaluator } from "../../../functions/domain/decide/evaluate.ts";
import type { Folded } from "../../../functions/domain/decide/fold.ts";
import { readSubject } from "../../../functions/domain/decide/read-subject.ts";
import type { Diagnostic } from "../../../functions/domain/ruleset/diagnostic.ts";
import type { Condition } from "../../../functions/domain/schema/condition.ts";
import { leaf, lookup, ruleOf, ruleset } from "./fixture.ts";

export function check(...versions: object[]) {
  const { rule, source } = ruleOf("probe/probe", versions);
  return checkRuleConditions(rule, source, () => lookup, ruleset);
}
export const flag = { fact: "major", value: true };
export const says = (...found: readonly ReturnType<typeof check>[number][]) =>
  found.map((d) => `${d.severity} ${d.code} ${d.pointer}`);

export const licence = leaf("kind", "equal", "行政许可");
export const penalty = leaf("kind", "equal", "行政处罚");
export const decided = leaf("decidedOn", "isPresent");

/** What comes of a condition on an example. */
export async function comesTo(condition: Condition, example: unknown): Promise<boolean | null | undefined> {
  const { subject, on } = readSubject(JSON.stringify(example), ruleset, "2026-09-28");
  const defaults = { exempt: false, "setting.scope": "all", on };
  const results = new Map<string, Folded>();
  await new Evaluator([{ key: "it", when: condition, level: 0 }]).evaluate(
    { ...defaults, ...subject.facts },
    results,
  );
  return results.get("it")?.result;
}

export const exampleOf = (found: Diagnostic | undefined) => found?.message.split("。例：")[1];
