import { factLookup } from "../../../functions/domain/ruleset/fact-lookup.ts";
import { loadRuleset } from "../../../functions/domain/ruleset/load.ts";
import { parseSourceFile, type SourceFile } from "../../../functions/domain/ruleset/source-file.ts";
import type { Condition, Leaf } from "../../../functions/domain/schema/condition.ts";
import type { Operator } from "../../../functions/domain/schema/operators.ts";
import type { Rule } from "../../../functions/domain/schema/rule.ts";
import { fixture } from "../../support/corpus.ts";

const loaded = loadRuleset(fixture);
if (!("ruleset" in loaded)) throw new Error(JSON.stringify(loaded.errors));
export const { ruleset } = loaded;

/** The facts of a decision of the small folder. */
export const lookup = factLookup(
  ruleset.recordTypes.get("decision"),
  ruleset.settings,
  ruleset.directory.agencies.map((agency) => agency.id),
);

export const leaf = (fact: string, operator: Operator, value?: Leaf["value"]): Leaf =>
  value === undefined ? { fact, operator } : { fact, operator, value };
export const all = (...conditions: Condition[]): Condition => ({ all: conditions });
export const any = (...conditions: Condition[]): Condition => ({ any: conditions });
export const not = (condition: Condition): Condition => ({ not: condition });

/** A rule on decisions with a file of its own. */
export function ruleOf(
  id: string,
  versions: readonly object[],
  more: Partial<Rule> = {},
): { rule: Rule; source: SourceFile } {
  const whole = versions.map((one) => ({ effectiveFrom: "2019-08-06", appliesTo: "decision", ...one }));
  const text = JSON.stringify({ id, title: `规则${id}`, cites: [], ...more, versions: whole }, null, 2);
  const { source } = parseSourceFile(`demo/${id}.json`, text);
  if (!source) throw new Error("not JSON");
  return { rule: JSON.parse(text) as Rule, source };
}
