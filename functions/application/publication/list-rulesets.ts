import { getFinding } from "../../adapters/ruleset-objects.ts";
import { loadImpactRun } from "../../adapters/store/impacts.ts";
import { listPublications, loadInForce, loadPublication } from "../../adapters/store/publications.ts";
import { loadRecomputation, loadRunReport, type RunReport } from "../../adapters/store/recompute.ts";
import { requirePermission } from "../../domain/access/permissions.ts";
import type { Caller } from "../../domain/entities.ts";
import { YifaError } from "../../domain/errors.ts";
import { type ImpactStanding, impactStanding } from "../../domain/impact/run.ts";
import type { InForce, Publication } from "../../domain/publication/publication.ts";
import { type Diagnostic, formatDiagnostic } from "../../domain/ruleset/diagnostic.ts";

/** `superseded`: approved, and another one is in force now. */
export type Standing = Exclude<Publication["status"], "approved"> | "in-force" | "superseded";
export type ListedRuleset = Publication & {
  readonly standing: Standing;
  /** Of one that awaits approval, once there is a ruleset in force that it would replace. */
  readonly impact?: ImpactStanding;
};

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
  const rulesets = await Promise.all(publications.map((publication) => listed(publication, inForce)));
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
  const found = warningsIn(await getFinding(hash, "diagnostics"));
  return { ...(await listed(publication, inForce)), found };
}

/** What lies beside a ruleset decides nothing, so that it is gone or broken keeps nobody from seeing the rest. */
function warningsIn(found: unknown): string[] {
  const { warnings } = (found ?? {}) as { warnings?: Diagnostic[] };
  return Array.isArray(warnings)
    ? warnings.map(formatDiagnostic)
    : ["提出时的检查结果不在存储桶中，或者已经损坏，请用 npx yifa rules check 重新检查"];
}

async function listed(publication: Publication, inForce: InForce | undefined): Promise<ListedRuleset> {
  const { hash, status } = publication;
  const approved = hash === inForce?.hash ? "in-force" : "superseded";
  const standing = status === "approved" ? approved : status;
  const impact = status === "proposed" && (await impactOf(hash, inForce));
  return { ...publication, standing, ...(impact && { impact }) };
}

/** Nothing where there is nothing to compare with. */
export async function impactOf(
  hash: string,
  inForce: InForce | undefined,
): Promise<ImpactStanding | undefined> {
  return inForce && impactStanding(await loadImpactRun(hash), inForce.hash);
}
