import { YifaError } from "../domain/errors.ts";
import { approvalFault, pointerFault } from "../domain/publication/proof.ts";
import type { InForce } from "../domain/publication/publication.ts";
import type { Ruleset } from "../domain/ruleset/ruleset.ts";
import { log } from "./log.ts";
import { METRICS, metric } from "./metric.ts";
import { BrokenRuleset, getRuleset } from "./ruleset-objects.ts";
import { loadInForce, loadPublication } from "./store/publications.ts";

/** Rulesets in memory, the last used at the end. Each was compared with its hash, and a ruleset never changes. */
const remembered = new Map<string, Ruleset>();
const REMEMBERED = 3;
/** When objects were last found broken, in milliseconds of this process; they are looked at again after a minute. */
const broken = new Map<string, number>();
const LOOK_AGAIN_MS = 60_000;

export function remember(ruleset: Ruleset): Ruleset {
  remembered.delete(ruleset.hash);
  remembered.set(ruleset.hash, ruleset);
  for (const hash of [...remembered.keys()].slice(0, -REMEMBERED)) remembered.delete(hash);
  return ruleset;
}

/**
 * The ruleset in force: two small reads, and the files only when its hash is new here. One that is not what two persons
 * approved, or not as its hash says, decides nothing: the last one before it that is in order goes on, with an alarm.
 */
export async function currentRuleset(): Promise<Ruleset> {
  const inForce = await loadInForce();
  if (!inForce) throw unavailable("尚未发布规则集，请先由一名管理员提出、另一名管理员批准");
  for (const hash of [inForce.hash, ...inForce.previous]) {
    const found = await usable(hash, hash === inForce.hash ? inForce : undefined);
    if (found) return found;
  }
  throw unavailable("施行的规则集未通过核验，之前的也没有可用的，请联系运维人员");
}

/** Nothing where it must not decide: told to the log and the alarm. */
async function usable(hash: string, inForce: InForce | undefined): Promise<Ruleset | undefined> {
  const publication = await loadPublication(hash);
  const fault = inForce ? pointerFault(inForce, publication) : approvalFault(publication, hash);
  if (fault !== undefined) return refuse(hash, fault);
  try {
    return await load(hash);
  } catch (error) {
    if (error instanceof BrokenRuleset) return refuse(hash, error.message);
    throw error;
  }
}

function refuse(hash: string, reason: string): undefined {
  log("error", "ruleset refused", { ruleset: hash, reason });
  metric(METRICS.rulesetRefused);
}

async function load(hash: string): Promise<Ruleset> {
  const known = remembered.get(hash);
  if (known) return remember(known);
  const foundAt = broken.get(hash);
  if (foundAt !== undefined && performance.now() - foundAt < LOOK_AGAIN_MS)
    throw new BrokenRuleset(hash, "刚才已核验，未通过");
  try {
    return remember(await getRuleset(hash));
  } catch (error) {
    if (error instanceof BrokenRuleset) broken.set(hash, performance.now());
    throw error;
  }
}

/**
 * A ruleset that was proposed or published, to look at and to replay: it decides nothing by being read.
 * @throws {YifaError} `unknown-ruleset` when there is none of this hash.
 */
export async function rulesetOfHash(hash: string): Promise<Ruleset> {
  try {
    if (/^[0-9a-f]{64}$/.test(hash)) return remembered.get(hash) ?? remember(await getRuleset(hash));
  } catch (fault) {
    if (!(fault instanceof BrokenRuleset)) throw fault;
    if (!fault.missing) throw new YifaError("invalid", "broken-ruleset", fault.message, { cause: fault });
  }
  throw new YifaError(
    "unknown",
    "unknown-ruleset",
    `没有规则集“${hash.slice(0, 80)}”，应为提出或者发布过的规则集的编号，当前的是 ${(await currentRuleset()).hash}`,
  );
}

const unavailable = (message: string) => new YifaError("unavailable", "no-ruleset", message);
