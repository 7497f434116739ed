import { now } from "../../adapters/clock.ts";
import { BrokenRuleset, getRuleset } from "../../adapters/ruleset-objects.ts";
import { remember } from "../../adapters/rulesets.ts";
import { loadInForce, loadPublication, savePublication } from "../../adapters/store/publications.ts";
import { loadRecomputation } from "../../adapters/store/recompute.ts";
import { requirePermission } from "../../domain/access/permissions.ts";
import type { Caller } from "../../domain/entities.ts";
import { YifaError } from "../../domain/errors.ts";
import type { ImpactStanding } from "../../domain/impact/run.ts";
import { approve, reject, rollBack, short, withdraw } from "../../domain/publication/act.ts";
import type { InForce, Publication } from "../../domain/publication/publication.ts";
import { beginRecomputation } from "../../domain/publication/recomputation.ts";
import { impactOf } from "./list-rulesets.ts";

export type Approved = {
  readonly inForce: InForce;
  /** How far its impact was worked out; absent for the first ruleset of all. */
  readonly impact?: ImpactStanding;
};

/**
 * The second person's word: from now on every function decides by it. Whether anybody could see what it would do is
 * told, and kept in the history; an emergency does not wait for it.
 */
export async function approveRuleset(hash: string, caller: Caller): Promise<Approved> {
  requirePermission(caller, "ruleset:approve");
  const [publication, before] = await Promise.all([requirePublication(hash), loadInForce()]);
  const at = now().toISOString();
  const after = approve(publication, before, { caller, at });
  await requireIntact(hash);
  const impact = await impactOf(hash, before);
  const details = { hash, ...(before && { before: before.hash }), ...(impact && { impact }) };
  const recomputation = beginRecomputation(await loadRecomputation(), before, after.inForce);
  const entry = { at, by: caller.name, what: "ruleset-approved", details };
  await savePublication({ ...after, recomputation, entry });
  return { inForce: after.inForce, ...(impact && { impact }) };
}

export async function rejectRuleset(hash: string, reason: string, caller: Caller): Promise<Publication> {
  requirePermission(caller, "ruleset:approve");
  const at = now().toISOString();
  const publication = reject(await requirePublication(hash), reason, { caller, at });
  const entry = { at, by: caller.name, what: "ruleset-rejected", reason, details: { hash } };
  await savePublication({ publication, entry });
  return publication;
}

export async function withdrawRuleset(hash: string, caller: Caller): Promise<Publication> {
  requirePermission(caller, "ruleset:propose");
  const at = now().toISOString();
  const publication = withdraw(await requirePublication(hash), { caller, at });
  const entry = { at, by: caller.name, what: "ruleset-withdrawn", details: { hash } };
  await savePublication({ publication, entry });
  return publication;
}

/** To the ruleset named, or to the one before. */
export async function rollBackRuleset(
  hash: string | undefined,
  reason: string,
  caller: Caller,
): Promise<InForce> {
  requirePermission(caller, "ruleset:roll-back");
  const before = await loadInForce();
  const to = hash ?? before?.previous[0];
  if (!before || to === undefined)
    throw new YifaError("conflict", "nothing-before", "没有可以回退到的规则集：之前没有发布过别的规则集");
  const at = now().toISOString();
  const inForce = rollBack(await requirePublication(to), before, reason, { caller, at });
  await requireIntact(to);
  const details = { hash: to, before: before.hash };
  const recomputation = beginRecomputation(await loadRecomputation(), before, inForce);
  const entry = { at, by: caller.name, what: "ruleset-rolled-back", reason, details };
  await savePublication({ inForce, recomputation, entry });
  return inForce;
}

async function requirePublication(hash: string): Promise<Publication> {
  const found = await loadPublication(hash);
  if (found) return found;
  throw new YifaError(
    "unknown",
    "unknown-ruleset",
    `没有提出过规则集“${hash.slice(0, 80)}”，应为 64 位的规则集编号，可用 npx yifa rules list 查看`,
  );
}

/** What is put into force must lie in the bucket as it was proposed. */
async function requireIntact(hash: string): Promise<void> {
  try {
    remember(await getRuleset(hash));
  } catch (fault) {
    if (!(fault instanceof BrokenRuleset)) throw fault;
    throw new YifaError("conflict", "broken-ruleset", `${short(hash)} 不能施行：${fault.message}`, {
      cause: fault,
    });
  }
}
