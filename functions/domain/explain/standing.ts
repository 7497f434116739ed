import { leavesOf } from "../analysis/fact-space.ts";
import { settingFacts } from "../decide/settings.ts";
import type { Decision, Subject } from "../entities.ts";
import { conditionsOf } from "../ruleset/flag-levels.ts";
import type { Ruleset } from "../ruleset/ruleset.ts";
import type { Leaf } from "../schema/condition.ts";
import type { Facts, FactValue, IsoDate } from "../schema/primitives.ts";
import type { RuleVersion } from "../schema/rule.ts";

/** What stood for a decision: the versions that counted, what they looked at, and all values that were known. */
export type Standing = {
  readonly versions: ReadonlyMap<string, RuleVersion>;
  readonly leaves: readonly Leaf[];
  readonly known: Facts;
};

export function standingOf(subject: Subject, decision: Decision, ruleset: Ruleset, on: IsoDate): Standing {
  const rules = new Map(ruleset.rules.map((rule) => [rule.id, rule]));
  const versions = new Map(
    decision.findings.flatMap(({ rule, version }) => {
      const inForce = rules.get(rule)?.versions.find(({ effectiveFrom }) => effectiveFrom === version);
      return inForce ? [[rule, inForce] as const] : [];
    }),
  );
  const type = ruleset.recordTypes.get(subject.type);
  const defaults: Record<string, FactValue> = {};
  for (const { name, default: silence } of type?.facts ?? [])
    if (silence !== undefined) defaults[name] = silence;
  const own = type?.date === undefined ? undefined : subject.facts[type.date];
  const settings = settingFacts(ruleset, typeof own === "string" ? own.slice(0, 10) : on);
  return {
    versions,
    leaves: distinct([...versions.values()].flatMap(conditionsOf).flatMap(leavesOf)),
    known: { ...settings, ...defaults, ...decision.flags, ...subject.facts, on },
  };
}

const distinct = (leaves: readonly Leaf[]): Leaf[] => [
  ...new Map(leaves.map((leaf) => [JSON.stringify(leaf), leaf])).values(),
];
