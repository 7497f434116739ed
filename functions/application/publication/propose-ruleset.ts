import { now, today } from "../../adapters/clock.ts";
import { putFiles, putFinding } from "../../adapters/ruleset-objects.ts";
import { remember } from "../../adapters/rulesets.ts";
import { loadInForce, loadPublication, savePublication } from "../../adapters/store/publications.ts";
import { requirePermission } from "../../domain/access/permissions.ts";
import type { Caller } from "../../domain/entities.ts";
import { YifaError } from "../../domain/errors.ts";
import { propose } from "../../domain/publication/act.ts";
import { type Examination, examine, type Refused } from "../../domain/publication/examine.ts";
import type { Publication } from "../../domain/publication/publication.ts";

/**
 * Examines a rules folder here, whatever its sender says of it, and puts it before a second administrator. The files and
 * what was found lie in the bucket before the proposal is known to anybody.
 */
export async function proposeRuleset(
  files: ReadonlyMap<string, string>,
  caller: Caller,
): Promise<Publication> {
  requirePermission(caller, "ruleset:propose");
  const found = await examine(files, today());
  if (!("ruleset" in found)) throw refused(found);
  const { ruleset, warnings, reports } = found;
  const { hash } = ruleset;
  const known = await loadPublication(hash);
  const at = now().toISOString();
  const checks = checksOf(found);
  const publication = propose({ hash, checks }, known, await loadInForce(), { caller, at });
  await putFiles(hash, files);
  await putFinding(hash, "diagnostics", { warnings });
  await putFinding(hash, "tests", { rules: reports });
  const { base } = publication;
  const details = { hash, ...(base === undefined ? {} : { base }), ...checks };
  await savePublication({ publication, entry: { at, by: caller.name, what: "ruleset-proposed", details } });
  remember(ruleset);
  return publication;
}

const checksOf = ({ ruleset, warnings, reports }: Examination) => ({
  rules: ruleset.rules.length,
  cases: reports.reduce((sum, { cases }) => sum + cases.length, 0),
  warnings: warnings.length,
});

/** As many as a mail or a screen takes; `rules check` and `rules test` tell all. */
const TOLD = 200;

function refused(found: Refused): YifaError {
  if ("errors" in found)
    return new YifaError(
      "invalid",
      "invalid-ruleset",
      `规则文件有 ${found.errors.length} 处错误，改正后再提出（npx yifa rules check 可以列出）`,
      { details: { errors: found.errors.slice(0, TOLD) } },
    );
  const failed = found.failed.map(({ rule, cases, gaps }) => ({
    rule,
    cases: cases.filter(({ failures }) => failures.length > 0),
    gaps,
  }));
  return new YifaError(
    "invalid",
    "failing-cases",
    `有 ${failed.length} 条规则的案例没有通过或者没有试全，改正后再提出（npx yifa rules test 可以列出）`,
    { details: { rules: failed.slice(0, TOLD) } },
  );
}
