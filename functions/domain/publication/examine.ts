import { analyse } from "../analysis/analyse.ts";
import type { Diagnostic } from "../ruleset/diagnostic.ts";
import { loadRuleset } from "../ruleset/load.ts";
import type { Ruleset } from "../ruleset/ruleset.ts";
import { passed, type RuleReport, runCases } from "../ruleset/run-cases.ts";
import type { IsoDate } from "../schema/primitives.ts";

/** What is kept beside a ruleset: warnings, and the cases of each rule with their number of conditions tried. */
export type Examination = {
  readonly ruleset: Ruleset;
  readonly warnings: readonly Diagnostic[];
  readonly reports: readonly RuleReport[];
};

/** A folder that may not be proposed, and all that is wrong with it. */
export type Refused = { readonly errors: readonly Diagnostic[] } | { readonly failed: readonly RuleReport[] };

/** Everything that `rules check` and `rules test` look at; nobody's word counts for it. */
export async function examine(
  files: ReadonlyMap<string, string>,
  on: IsoDate,
): Promise<Examination | Refused> {
  const loaded = loadRuleset(files);
  if ("errors" in loaded) return { errors: loaded.errors.filter(({ severity }) => severity === "error") };
  const found = [...loaded.warnings, ...analyse(loaded)];
  const errors = found.filter(({ severity }) => severity === "error");
  if (errors.length > 0) return { errors };
  const reports = await runCases(loaded.ruleset, on);
  const failed = reports.filter((report) => !passed(report));
  return failed.length > 0 ? { failed } : { ruleset: loaded.ruleset, warnings: found, reports };
}
