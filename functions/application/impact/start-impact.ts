import { now } from "../../adapters/clock.ts";
import { enqueueImpact } from "../../adapters/queue.ts";
import { rulesetOfHash } from "../../adapters/rulesets.ts";
import { loadImpactRun, loadLanes, saveImpactRun } from "../../adapters/store/impacts.ts";
import { loadInForce, loadPublication } from "../../adapters/store/publications.ts";
import { requirePermission } from "../../domain/access/permissions.ts";
import type { Caller } from "../../domain/entities.ts";
import { YifaError } from "../../domain/errors.ts";
import { lanesOf } from "../../domain/impact/lanes.ts";
import { type ImpactRun, isSameQuestion, newRun, standsStill } from "../../domain/impact/run.ts";
import { short } from "../../domain/publication/act.ts";
import { affectedBy } from "../../domain/publication/affected.ts";
import { personOf } from "../../domain/publication/person.ts";
import type { IsoDate } from "../../domain/schema/primitives.ts";

export type ImpactQuestion = {
  readonly to: string;
  /** The ruleset in force where none is named. */
  readonly from?: string | undefined;
  readonly on: IsoDate;
  /** Over what is stored now, also where the same was asked today before. */
  readonly again?: boolean | undefined;
};

/**
 * Starts working out what a proposed ruleset would do to all that is stored. The same question on the same day is
 * answered by the run that is there; where that one stands still, it is set going again.
 */
export async function startImpact(question: ImpactQuestion, caller: Caller): Promise<ImpactRun> {
  requirePermission(caller, "ruleset:weigh");
  const { to, on, again = false } = question;
  await requireProposed(to);
  const from = question.from ?? (await inForce());
  if (from === to)
    throw new YifaError("conflict", "same-ruleset", `规则集 ${short(to)} 与对照的是同一个，没有改动可以测算`);
  const at = now().toISOString();
  const known = await loadImpactRun(to);
  if (known && isSameQuestion(known, { from, on }) && !again) {
    await setGoing(known, at);
    return known;
  }
  const lanes = lanesOf(affectedBy([await rulesetOfHash(from)], await rulesetOfHash(to)));
  const run = newRun({ to, from, on, lanes, by: personOf(caller), at }, known);
  if (!(await saveImpactRun(run)))
    throw new YifaError("conflict", "changed-meanwhile", "另一次影响测算刚刚开始，请查看其进度");
  await enqueueImpact(run.lanes.map((lane) => ({ to, run: run.id, lane })));
  return run;
}

async function setGoing(run: ImpactRun, at: string): Promise<void> {
  const lanes = await loadLanes(run);
  if (!standsStill(run, lanes, at)) return;
  const done = new Set(lanes.flatMap((one) => (one.done ? [one.lane] : [])));
  const left = run.lanes.filter((lane) => !done.has(lane));
  // With all lanes done only the end is missing, which any of them brings about.
  const sent = left.length > 0 ? left : run.lanes.slice(0, 1);
  await enqueueImpact(sent.map((lane) => ({ to: run.to, run: run.id, lane })));
}

async function inForce(): Promise<string> {
  const found = await loadInForce();
  if (found) return found.hash;
  throw new YifaError("conflict", "nothing-in-force", "尚无施行的规则集，没有可以对照的");
}

/** A publication of a ruleset, whatever became of it. */
export async function requireProposed(hash: string): Promise<void> {
  if (await loadPublication(hash)) return;
  throw new YifaError(
    "unknown",
    "unknown-ruleset",
    `没有提出过规则集“${hash.slice(0, 80)}”，应为 64 位的规则集编号，可用 npx yifa rules list 查看`,
  );
}
