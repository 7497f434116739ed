import type { Condition } from "../schema/condition.ts";
import type { Rule, RuleVersion } from "../schema/rule.ts";

/** Facts that a condition looks at, `value: {fact}` included. */
export function factsOf(condition: Condition | undefined): string[] {
  if (!condition) return [];
  if ("all" in condition) return condition.all.flatMap(factsOf);
  if ("any" in condition) return condition.any.flatMap(factsOf);
  if ("not" in condition) return factsOf(condition.not);
  const { value } = condition;
  const referred = typeof value === "object" && !Array.isArray(value) ? [value.fact] : [];
  return [condition.fact, ...referred];
}

export function conditionsOf(version: RuleVersion): Condition[] {
  return [version.when, version.gate?.opensWhen].filter((c) => c !== undefined);
}

/**
 * The order in which rules can be evaluated: a rule that looks at a fact some flag supplies comes after that flag.
 * Level 0 first. Rules in a circle of flags are named in `circular`.
 */
export function flagLevels(rules: readonly Rule[]): { levels: Map<string, number>; circular: Set<string> } {
  const suppliers = new Map<string, Rule[]>();
  for (const rule of rules) {
    for (const version of rule.versions) {
      if (!version.flag) continue;
      const key = `${version.appliesTo}#${version.flag.fact}`;
      suppliers.set(key, [...(suppliers.get(key) ?? []), rule]);
    }
  }
  const levels = new Map<string, number>();
  const circular = new Set<string>();
  const visit = (rule: Rule, above: readonly string[]): number => {
    const known = levels.get(rule.id);
    if (known !== undefined) return known;
    if (above.includes(rule.id)) {
      for (const id of above.slice(above.indexOf(rule.id))) circular.add(id);
      return 0;
    }
    const needed = rule.versions.flatMap((v) =>
      conditionsOf(v)
        .flatMap(factsOf)
        .flatMap((fact) => suppliers.get(`${v.appliesTo}#${fact}`) ?? []),
    );
    const level = Math.max(0, ...needed.map((other) => visit(other, [...above, rule.id]) + 1));
    levels.set(rule.id, level);
    return level;
  };
  for (const rule of rules) visit(rule, []);
  return { levels, circular };
}
