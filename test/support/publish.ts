import { now } from "../../functions/adapters/clock.ts";
import { putFiles, putFinding } from "../../functions/adapters/ruleset-objects.ts";
import { remember } from "../../functions/adapters/rulesets.ts";
import {
  loadInForce,
  loadPublication,
  savePublication,
} from "../../functions/adapters/store/publications.ts";
import { loadRecomputation } from "../../functions/adapters/store/recompute.ts";
import type { Caller } from "../../functions/domain/entities.ts";
import { approve, propose } from "../../functions/domain/publication/act.ts";
import type { Publication } from "../../functions/domain/publication/publication.ts";
import { beginRecomputation } from "../../functions/domain/publication/recomputation.ts";
import { canonicalFiles, hashOfText } from "../../functions/domain/ruleset/canonical.ts";
import { loadRuleset } from "../../functions/domain/ruleset/load.ts";
import type { Ruleset } from "../../functions/domain/ruleset/ruleset.ts";

export const PROPOSER: Caller = { name: "提出人甲", role: "administrator" };
export const APPROVER: Caller = { name: "批准人乙", role: "administrator" };

/**
 * Puts files into force by the two acts of two persons, without running their cases: tests change a rule or a calendar and
 * leave its cases as they were, which the use case would refuse.
 */
export async function publishRuleset(files: ReadonlyMap<string, string>): Promise<Ruleset> {
  const ruleset = compiled(files);
  const before = await loadInForce();
  remember(ruleset);
  if (before?.hash === ruleset.hash) return ruleset;
  const proposed = await proposeFiles(files);
  const at = now().toISOString();
  const approved = approve(proposed, before, { caller: APPROVER, at });
  const recomputation = beginRecomputation(await loadRecomputation(), before, approved.inForce);
  const entry = { at, by: APPROVER.name, what: "ruleset-approved", details: { hash: ruleset.hash } };
  await savePublication({ ...approved, recomputation, entry });
  return ruleset;
}

/** The first of the two acts. */
export async function proposeFiles(files: ReadonlyMap<string, string>): Promise<Publication> {
  const { hash, rules } = compiled(files);
  const at = now().toISOString();
  await putFiles(hash, files);
  await putFinding(hash, "diagnostics", { warnings: [] });
  const checks = { rules: rules.length, cases: 0, warnings: 0 };
  const known = await loadPublication(hash);
  const version = known ? { version: known.version + 1 } : {};
  const by = { caller: PROPOSER, at };
  const publication = { ...propose({ hash, checks }, undefined, await loadInForce(), by), ...version };
  const entry = { at, by: PROPOSER.name, what: "ruleset-proposed", details: { hash } };
  await savePublication({ publication, entry });
  return publication;
}

/** Compiled once a process: a ruleset never changes. */
const known = new Map<string, Ruleset>();

export function compiled(files: ReadonlyMap<string, string>): Ruleset {
  const hash = hashOfText(canonicalFiles(files));
  const found = known.get(hash);
  if (found) return found;
  const loaded = loadRuleset(files);
  if ("errors" in loaded) throw new Error(JSON.stringify(loaded.errors.slice(0, 5)));
  known.set(hash, loaded.ruleset);
  return loaded.ruleset;
}
