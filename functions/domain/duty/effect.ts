import type { Duty } from "../entities.ts";
import type { Ruleset } from "../ruleset/ruleset.ts";
import type { Facts, IsoDate } from "../schema/primitives.ts";
import type { RuleVersion } from "../schema/rule.ts";

export function ruleVersion(
  ruleset: Ruleset,
  ruleId: string,
  version: IsoDate | undefined,
): RuleVersion | undefined {
  const versions = ruleset.rules.find((rule) => rule.id === ruleId)?.versions;
  return versions?.find((v) => v.effectiveFrom === version) ?? versions?.at(-1);
}

/** The version under which the duty is owed: the latest in force on its triggering day, or covering what came before it. */
export function versionOfDuty(ruleset: Ruleset, duty: Duty): RuleVersion | undefined {
  const versions = ruleset.rules.find((rule) => rule.id === duty.rule)?.versions ?? [];
  const day = duty.triggerOn ?? duty.openedOn;
  return (
    versions
      .toSorted(byStart)
      .findLast((v) => v.effectiveFrom <= (v.coversEarlier ? duty.derivation.dueOn : day)) ?? versions[0]
  );
}
const byStart = (a: RuleVersion, b: RuleVersion) => a.effectiveFrom.localeCompare(b.effectiveFrom);

/** What closing a duty of this rule asks for, whichever effect opened it. */
export type ClosingTerms = {
  readonly dischargedBy?: string;
  readonly evidence: readonly string[];
  readonly publishes: readonly string[];
};

export function closingTerms(version: RuleVersion | undefined): ClosingTerms {
  if (version?.duty) {
    const { dischargedBy, evidence = [], publishes = [] } = version.duty;
    return { ...(dischargedBy === undefined ? {} : { dischargedBy }), evidence, publishes };
  }
  return { evidence: version?.cadence?.evidence?.map((mark) => mark.key) ?? [], publishes: [] };
}

/** What is still to be shown. What the record holds counts too, except from an earlier round of a duty that recurs. */
export function missingEvidence(
  { evidence, dischargedBy }: ClosingTerms,
  supplied: Readonly<Record<string, string>>,
  facts: Facts = {},
): string[] {
  const earlierRound = dischargedBy !== undefined && Object.hasOwn(facts, dischargedBy);
  const isHeld = (name: string) => !earlierRound && Object.hasOwn(facts, name);
  const isSupplied = (name: string) => Object.hasOwn(supplied, name) && supplied[name]?.trim() !== "";
  return evidence.filter((name) => !isSupplied(name) && !isHeld(name));
}
