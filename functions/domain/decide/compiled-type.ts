import { conditionsOf, factsOf, flagLevels } from "../ruleset/flag-levels.ts";
import type { Ruleset } from "../ruleset/ruleset.ts";
import type { RecordType } from "../schema/folder.ts";
import type { Rule } from "../schema/rule.ts";
import { type Evaluable, Evaluator } from "./evaluate.ts";
import type { VersionInForce } from "./versions.ts";

/** The rules of one record type, with an evaluator for each selection of versions that was met. */
export type CompiledType = {
  readonly recordType: RecordType;
  readonly rules: readonly Rule[];
  readonly levels: ReadonlyMap<string, number>;
  readonly referenced: ReadonlySet<string>;
  /** Rules that supply a fact, by fact. */
  readonly suppliers: ReadonlyMap<string, readonly string[]>;
  readonly evaluators: Map<string, Evaluator>;
};

const compiled = new WeakMap<Ruleset, Map<string, CompiledType>>();

export function compiledType(ruleset: Ruleset, recordType: RecordType): CompiledType {
  let types = compiled.get(ruleset);
  if (!types) compiled.set(ruleset, (types = new Map()));
  let type = types.get(recordType.id);
  if (!type) types.set(recordType.id, (type = compile(ruleset, recordType)));
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
  const referenced = new Set(versions.flatMap((v) => conditionsOf(v).flatMap(factsOf)));
  return { recordType, rules, levels: flagLevels(rules).levels, referenced, suppliers, evaluators: new Map() };
}

/** The evaluator for the versions in force, by position of `type.rules`. */
export function evaluatorFor(type: CompiledType, inForce: readonly (VersionInForce | undefined)[]): Evaluator {
  const key = inForce.map((entry) => entry?.version.effectiveFrom ?? "-").join();
  let evaluator = type.evaluators.get(key);
  if (!evaluator) {
    evaluator = new Evaluator(type.rules.flatMap((rule, i) => evaluables(type, rule, inForce[i])));
    type.evaluators.set(key, evaluator);
  }
  return evaluator;
}

function evaluables(type: CompiledType, rule: Rule, inForce: VersionInForce | undefined): Evaluable[] {
  if (!inForce) return [];
  const { when, flag, gate } = inForce.version;
  const level = type.levels.get(rule.id) ?? 0;
  const found: Evaluable[] = [];
  if (when) found.push({ key: rule.id, when, level, ...(flag && { supplies: { ...flag } as never }) });
  if (gate) found.push({ key: `${rule.id}#opens`, when: gate.opensWhen, level });
  return found;
}
