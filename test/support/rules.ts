import { readRulesFolder } from "../../functions/adapters/rules-folder.ts";
import { loadRuleset } from "../../functions/domain/ruleset/load.ts";
import type { Ruleset } from "../../functions/domain/ruleset/ruleset.ts";

/** The rules that the project ships. */
export async function shippedRules(): Promise<Ruleset> {
  const loaded = loadRuleset(await readRulesFolder("rules"));
  if ("ruleset" in loaded) return loaded.ruleset;
  throw new Error(JSON.stringify(loaded.errors.slice(0, 3)));
}
