import type { Decision } from "../entities.ts";
import type { Ruleset } from "../ruleset/ruleset.ts";
import { ruleVersion } from "./effect.ts";

/** Facts that would settle the flags and gates that are undetermined, as far as a record can state them; sorted. */
export function missingFacts(decision: Decision, ruleset: Ruleset): string[] {
  const stateable = new Set(ruleset.recordTypes.get(decision.type)?.facts.map((fact) => fact.name));
  const missing = decision.findings
    .filter((finding) => finding.outcome === "undetermined")
    .filter((finding) => {
      const version = ruleVersion(ruleset, finding.rule, finding.version);
      return version?.flag !== undefined || version?.gate !== undefined;
    })
    .flatMap((finding) => finding.missing)
    .filter((fact) => stateable.has(fact));
  return [...new Set(missing)].sort();
}
