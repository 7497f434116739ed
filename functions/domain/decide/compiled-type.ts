import { conditionsOf, factsOf, flagLevels } from "../ruleset/flag-levels.ts";
import type { Ruleset } from "../ruleset/ruleset.ts";
import type { Condition } from "../schema/condition.ts";
import type { RecordType } from "../schema/folder.ts";
import type { Scalar } from "../schema/primitives.ts";
import type { Rule, RuleVersion } from "../schema/rule.ts";
import { type Evaluable, Evaluator } from "./evaluate.ts";
import type { VersionInForce } from "./versions.ts";

/** The rules of one record type, with a selection for each set of versions in force that was met. */
export type CompiledType = {
  readonly recordType: RecordType;
  /** Only with the versions that have an effect on this type's records. */
  readonly rules: readonly Rule[];
  readonly positions: ReadonlyMap<string, number>;
  readonly levels: ReadonlyMap<string, number>;
  /** Facts that conditions and counts of days look at. */
  readonly referenced: ReadonlySet<string>;
  /** Rules that supply a fact, by fact. */
  readonly suppliers: ReadonlyMap<string, readonly string[]>;
  /** Rules that are exceptions to a rule, by that rule. */
  readonly exceptions: ReadonlyMap<string, readonly string[]>;
  readonly selections: Map<string, Selection>;
};

/** What is in force together. */
export type Selection = {
  readonly evaluator: Evaluator;
  /** What each flag would supply, by rule. */
  readonly claims: ReadonlyMap<string, Claim>;
  /** How many rules supply a fact. */
  readonly claimants: ReadonlyMap<string, number>;
};
export type Claim = { readonly fact: string; readonly value: Scalar; readonly otherwise?: Scalar };

const compiled = new WeakMap<Ruleset, Map<string, CompiledType>>();

export function compiledType(ruleset: Ruleset, recordType: RecordType): CompiledType {
  const types = compiled.get(ruleset) ?? new Map<string, CompiledType>();
  compiled.set(ruleset, types);
  const type = types.get(recordType.id) ?? compile(ruleset, recordType);
  types.set(recordType.id, type);
  return type;
}

function compile(ruleset: Ruleset, recordType: RecordType): CompiledType {
  const rules = ruleset.rules.flatMap((rule) => {
    const versions = rule.versions.filter(
      (v) => v.appliesTo === recordType.id && (v.flag || v.gate || v.duty),
    );
    return versions.length === 0 ? [] : [{ ...rule, versions }];
  });
  const versions = rules.flatMap((rule) => rule.versions);
  const counts = versions.flatMap((v) => {
    const due = v.duty?.due;
    return due && "after" in due && typeof due.count === "object" ? [due.count.fact] : [];
  });
  return {
    recordType,
    rules,
    positions: new Map(rules.map((rule, i) => [rule.id, i])),
    levels: flagLevels(rules).levels,
    referenced: new Set([...versions.flatMap((v) => conditionsOf(v).flatMap(factsOf)), ...counts]),
    suppliers: rulesBy(rules, (rule) => rule.versions.flatMap((v) => (v.flag ? [v.flag.fact] : []))),
    exceptions: rulesBy(rules, (rule) => rule.exceptTo ?? []),
    selections: new Map(),
  };
}

function rulesBy(rules: readonly Rule[], keysOf: (rule: Rule) => string[]): Map<string, string[]> {
  const found = new Map<string, string[]>();
  for (const rule of rules) {
    for (const key of new Set(keysOf(rule))) found.set(key, [...(found.get(key) ?? []), rule.id]);
  }
  return found;
}

/** The selection for the versions in force, by position of `type.rules`. */
export function selectionOf(type: CompiledType, inForce: readonly VersionInForce[]): Selection {
  const key = inForce.map((entry) => entry.version?.effectiveFrom ?? "-").join();
  let selection = type.selections.get(key);
  if (!selection) {
    selection = select(type, inForce);
    type.selections.set(key, selection);
  }
  return selection;
}

function select(type: CompiledType, inForce: readonly VersionInForce[]): Selection {
  const versions = type.rules.flatMap((rule, i) => {
    const version = inForce[i]?.version;
    return version ? [{ rule, version }] : [];
  });
  const flags = new Map(versions.flatMap(({ rule, version: { flag } }) => (flag ? [[rule.id, flag]] : [])));
  const claims = new Map<string, Claim>();
  const claimants = new Map<string, number>();
  for (const { rule, version } of versions) {
    if (!version.flag) continue;
    const { fact, value, otherwise } = version.flag;
    // An exception that does not apply leaves the fact to the rule that it is an exception to.
    const yields = (rule.exceptTo ?? []).some((general) => flags.get(general)?.fact === fact);
    claims.set(rule.id, { fact, value, ...(otherwise !== undefined && !yields && { otherwise }) });
    claimants.set(fact, (claimants.get(fact) ?? 0) + 1);
  }
  const evaluator = new Evaluator(versions.flatMap(({ rule, version }) => evaluables(type, rule, version)));
  return { evaluator, claims, claimants };
}

/** Of a rule without a condition. */
const ALWAYS: Condition = { all: [] };

function evaluables(type: CompiledType, rule: Rule, { when, flag, gate }: RuleVersion): Evaluable[] {
  const level = type.levels.get(rule.id) ?? 0;
  const own = { key: rule.id, when: when ?? ALWAYS, level, ...(flag && { supplies: true as const }) };
  return gate ? [own, { key: `${rule.id}#opens`, when: gate.opensWhen, level }] : [own];
}
