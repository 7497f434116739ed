import { Words } from "../read/words.ts";
import type { Diagnostic } from "../ruleset/diagnostic.ts";
import { factLookup } from "../ruleset/fact-lookup.ts";
import type { RuleSources } from "../ruleset/load.ts";
import type { Ruleset } from "../ruleset/ruleset.ts";
import { Budget } from "./budget.ts";
import { contradictions } from "./contradictions.ts";
import { exceptions } from "./exceptions.ts";
import { neverInForce } from "./never-in-force.ts";
import { type Provision, Provisions } from "./provisions.ts";
import { shadowed } from "./shadowed.ts";

/** Looks at leaves for a whole folder: a few seconds; the shipped one takes 45,000. */
const LOOKS = 10_000_000;

/**
 * What rules say together, each with a record that shows it: contradictions, rules that add nothing, exceptions without
 * effect. All of it are warnings: a record may never come to it.
 */
export function analyse({
  ruleset,
  sources,
}: {
  readonly ruleset: Ruleset;
  readonly sources: RuleSources;
}): Diagnostic[] {
  const budget = new Budget(LOOKS);
  const agencies = ruleset.directory.agencies.map((agency) => agency.id);
  const found: Diagnostic[] = [];
  for (const recordType of ruleset.recordTypes.values()) {
    const provisions = new Provisions(recordType, provisionsOn(recordType.id, ruleset, sources), {
      lookup: factLookup(recordType, ruleset.settings, agencies),
      settings: ruleset.settings,
      words: new Words(ruleset, recordType.id),
      budget,
    });
    for (const check of [neverInForce, contradictions, shadowed, exceptions])
      found.push(...check(provisions));
    found.push(...provisions.unanswered());
  }
  return found.sort((a, b) => a.file.localeCompare(b.file) || a.line - b.line || a.column - b.column);
}

function provisionsOn(recordType: string, { rules }: Ruleset, sources: RuleSources): Provision[] {
  return rules.flatMap((rule) => {
    const source = sources.get(rule.id);
    if (!source) return [];
    return rule.versions.flatMap((version, i) => {
      const onRecords = version.flag || version.gate || version.duty;
      if (version.appliesTo !== recordType || !onRecords) return [];
      return [{ rule, version, source, path: ["versions", i] }];
    });
  });
}
