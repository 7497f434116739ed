import type { Diagnostic } from "../ruleset/diagnostic.ts";
import { Budget } from "./budget.ts";
import { contradictions } from "./contradictions.ts";
import { exceptions } from "./exceptions.ts";
import { neverInForce } from "./never-in-force.ts";
import { type LoadedRules, Provisions } from "./provisions.ts";
import { shadowed } from "./shadowed.ts";

/** Looks at leaves for a whole folder: a few seconds; the shipped one takes 45,000. */
const LOOKS = 10_000_000;

/**
 * What rules say together, each with a record that shows it: contradictions, rules that add nothing, exceptions without
 * effect. All of it are warnings: a record may never come to it.
 */
export function analyse(loaded: LoadedRules): Diagnostic[] {
  const budget = new Budget(LOOKS);
  const found = [...loaded.ruleset.recordTypes.values()].flatMap((recordType) => {
    const provisions = new Provisions(recordType, loaded, budget);
    const checks = [neverInForce, contradictions, shadowed, exceptions];
    return [...checks.flatMap((check) => [...check(provisions)]), ...provisions.unanswered()];
  });
  return found.sort((a, b) => a.file.localeCompare(b.file) || a.line - b.line || a.column - b.column);
}
