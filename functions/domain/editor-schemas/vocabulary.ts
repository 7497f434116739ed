import { isRule, kindOf } from "../ruleset/file-kinds.ts";
import { type Loaded, loadRuleset } from "../ruleset/load.ts";
import type { Ruleset } from "../ruleset/ruleset.ts";

/** What a rules folder gives names to. */
export type Vocabulary = Pick<
  Ruleset,
  "recordTypes" | "documents" | "actions" | "ladders" | "directory" | "settings" | "calendars"
>;

/** Loads all of a folder but its rules, cases and layouts: those are written with its names, and may be unfinished. */
export function loadVocabulary(files: ReadonlyMap<string, string>): Loaded {
  return loadRuleset(new Map([...files].filter(([path]) => givesNames(path))));
}

function givesNames(path: string): boolean {
  const kind = kindOf(path);
  return !(kind && isRule(kind)) && !path.endsWith(".cases.json") && !path.startsWith("layouts/");
}
