import { getFinding } from "../../adapters/ruleset-objects.ts";
import { listPublications, loadInForce, loadPublication } from "../../adapters/store/publications.ts";
import { loadRecomputation, loadRunReport, type RunReport } from "../../adapters/store/recompute.ts";
import { requirePermission } from "../../domain/access/permissions.ts";
import type { Caller } from "../../domain/entities.ts";
import { YifaError } from "../../domain/errors.ts";
import type { InForce, Publication } from "../../domain/publication/publication.ts";
import { type Diagnostic, formatDiagnostic } from "../../domain/ruleset/diagnostic.ts";

/** `superseded`: approved, and another one is in force now. */
export type Standing = Exclude<Publication["status"], "approved"> | "in-force" | "superseded";
export type ListedRuleset = Publication & { readonly standing: Standing };

export type SeenRuleset = ListedRuleset & { readonly found: readonly string[] };

export type RulesetList = {
  readonly inForce?: InForce;
  /** What bringing stored records up to the one in force has done so far. */
  readonly recomputed?: RunReport & { readonly done: boolean };
  readonly rulesets: readonly ListedRuleset[];
};

export async function listRulesets(caller: Caller): Promise<RulesetList> {
  requirePermission(caller, "ruleset:read");
  const [inForce, publications] = await Promise.all([loadInForce(), listPublications()]);
  const rulesets = publications.map((publication) => listed(publication, inForce));
  if (!inForce) return { rulesets };
  const [report, state] = await Promise.all([loadRunReport(inForce.version), loadRecomputation()]);
  const done = state?.run === inForce.version && state.done;
  return { inForce, recomputed: { ...report, done }, rulesets };
}

/** One of them, with the warnings that it was proposed with. */
export async function getPublication(hash: string, caller: Caller): Promise<SeenRuleset> {
  requirePermission(caller, "ruleset:read");
  const [inForce, publication] = await Promise.all([loadInForce(), loadPublication(hash)]);
  if (!publication)
    throw new YifaError(
      "unknown",
      "unknown-ruleset",
      `没有提出过规则集“${hash.slice(0, 80)}”，应为 64 位的规则集编号，可用 npx yifa rules list 查看`,
    );
  return { ...listed(publication, inForce), found: warningsIn(await getFinding(hash, "diagnostics")) };
}

/** What lies beside a ruleset decides nothing, so that it is gone or broken keeps nobody from seeing the rest. */
function warningsIn(found: unknown): string[] {
  const { warnings } = (found ?? {}) as { warnings?: Diagnostic[] };
  return Array.isArray(warnings)
    ? warnings.map(formatDiagnostic)
    : ["提出时的检查结果不在存储桶中，或者已经损坏，请用 npx yifa rules check 重新检查"];
}

function listed(publication: Publication, inForce: InForce | undefined): ListedRuleset {
  const { hash, status } = publication;
  const approved = hash === inForce?.hash ? "in-force" : "superseded";
  return { ...publication, standing: status === "approved" ? approved : status };
}
