import type { Ruleset } from "../ruleset/ruleset.ts";
import type { IsoDate } from "../schema/primitives.ts";
import type { RuleVersion } from "../schema/rule.ts";

export function ruleVersion(
  ruleset: Ruleset,
  ruleId: string,
  version: IsoDate | undefined,
): RuleVersion | undefined {
  const versions = ruleset.rules.find((rule) => rule.id === ruleId)?.versions;
  return versions?.find((v) => v.effectiveFrom === version) ?? versions?.at(-1);
}

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
