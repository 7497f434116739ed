import { conditionsOf, factsOf, flagLevels } from "../ruleset/flag-levels.ts";
import type { Ruleset } from "../ruleset/ruleset.ts";
import type { RecordType } from "../schema/folder.ts";
import type { Rule, RuleVersion } from "../schema/rule.ts";
import { type Evaluable, Evaluator } from "./evaluate.ts";
import type { VersionInForce } from "./versions.ts";

/** The rules of one record type, with an evaluator for each selection of versions that was met. */
export type CompiledType = {
  readonly recordType: RecordType;
  readonly rules: readonly Rule[];
  readonly levels: ReadonlyMap<string, number>;
  /** Facts that conditions and counts of days look at. */
  readonly referenced: ReadonlySet<string>;
  /** Rules that supply a fact, by fact. */
  readonly suppliers: ReadonlyMap<string, readonly string[]>;
  readonly evaluators: Map<string, Evaluator>;
};

const compiled = new WeakMap<Ruleset, Map<string, CompiledType>>();

export function compiledType(ruleset: Ruleset, recordType: RecordType): CompiledType {
  const types = compiled.get(ruleset) ?? new Map<string, CompiledType>();
  compiled.set(ruleset, types);
  const type = types.get(recordType.id) ?? compile(ruleset, recordType);
  types.set(recordType.id, type);
  return type;
}

function compile(ruleset: Ruleset, recordType: RecordType): CompiledType {
  const rules = ruleset.rules.filter((rule) =>
    rule.versions.some((v) => v.appliesTo === recordType.id && (v.flag || v.gate || v.duty)),
  );
  const suppliers = new Map<string, string[]>();
  for (const rule of rules) {
    for (const fact of new Set(rule.versions.map((v) => v.flag?.fact))) {
      if (fact !== undefined) suppliers.set(fact, [...(suppliers.get(fact) ?? []), rule.id]);
    }
  }
  const versions = rules.flatMap((rule) => rule.versions);
  const counts = versions.flatMap((v) => {
    const due = v.duty?.due;
    return due && "after" in due && typeof due.count === "object" ? [due.count.fact] : [];
  });
  const referenced = new Set([...versions.flatMap((v) => conditionsOf(v).flatMap(factsOf)), ...counts]);
  return {
    recordType,
    rules,
    levels: flagLevels(rules).levels,
    referenced,
    suppliers,
    evaluators: new Map(),
  };
}

/** The evaluator for the versions in force, by position of `type.rules`. */
export function evaluatorFor(type: CompiledType, inForce: readonly VersionInForce[]): Evaluator {
  const key = inForce.map((entry) => entry.version?.effectiveFrom ?? "-").join();
  let evaluator = type.evaluators.get(key);
  if (!evaluator) {
    evaluator = new Evaluator(type.rules.flatMap((rule, i) => evaluables(type, rule, inForce[i]?.version)));
    type.evaluators.set(key, evaluator);
  }
  return evaluator;
}

function evaluables(type: CompiledType, rule: Rule, version: RuleVersion | undefined): Evaluable[] {
  if (!version) return [];
  const { when, flag, gate } = version;
  const level = type.levels.get(rule.id) ?? 0;
  const found: Evaluable[] = [];
  if (when) found.push({ key: rule.id, when, level, ...(flag && { supplies: { ...flag } as never }) });
  if (gate) found.push({ key: `${rule.id}#opens`, when: gate.opensWhen, level });
  return found;
}
