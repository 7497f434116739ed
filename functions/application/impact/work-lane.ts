import { now } from "../../adapters/clock.ts";
import { getImpactPart, putImpact, putImpactPart } from "../../adapters/impact-objects.ts";
import { enqueueImpact, type ImpactMessage } from "../../adapters/queue.ts";
import { rulesetOfHash } from "../../adapters/rulesets.ts";
import { loadImpactRun, loadLane, loadLanes, saveImpactRun, saveLane } from "../../adapters/store/impacts.ts";
import { YifaError } from "../../domain/errors.ts";
import { readLane, type StoredChange } from "../../domain/impact/lanes.ts";
import type { ImpactRun, LaneState } from "../../domain/impact/run.ts";
import { ImpactTally } from "../../domain/impact/tally.ts";
import { lanePage } from "./lane-page.ts";
import { finished, storedChange } from "./stored-impact.ts";

/** `overtaken`: another run for the ruleset was begun since. */
export type LaneReport = "overtaken" | "continued" | "lane-done" | "run-done";

/** Pages between two saves of how far a lane came. */
const PAGES = 10;
/** So many pages, their tally and the end of the run are done well within it. */
const RESERVE_MS = 90_000;

/**
 * Goes on with one lane as far as the time of this call reaches, then in another call; the lane that is done last ends the
 * run. Nothing but the run, its lanes and its objects is written, each under what was read, so that a message that comes
 * twice and a call that dies anywhere count nothing twice and leave nothing out.
 */
export async function workLane(
  { to, run: id, lane }: ImpactMessage,
  timeLeftMs: () => number,
  pages = PAGES,
): Promise<LaneReport> {
  const run = await loadImpactRun(to);
  if (run?.id !== id) return "overtaken";
  if (run.finishedAt !== undefined) return "run-done";
  const change = await storedChange(await rulesetOfHash(run.from), await rulesetOfHash(to), run.on);
  if (!(await walk(run, lane, change, timeLeftMs, pages))) {
    await enqueueImpact([{ to, run: id, lane }]);
    return "continued";
  }
  const lanes = new Map((await loadLanes(run)).map((state) => [state.lane, state]));
  const states = run.lanes.map((name) => lanes.get(name));
  if (!states.every((state) => state?.done)) return "lane-done";
  await end(run, states as LaneState[], change);
  return "run-done";
}

/** @returns whether the lane is at its end. */
async function walk(
  run: ImpactRun,
  name: string,
  change: StoredChange,
  timeLeftMs: () => number,
  pages: number,
): Promise<boolean> {
  const lane = readLane(name);
  let state = (await loadLane(run, name)) ?? BEGUN;
  while (!state.done) {
    const tally = new ImpactTally();
    let cursor = state.cursor;
    for (let page = 0; page < pages && (page === 0 || cursor !== undefined); page++)
      cursor = await lanePage(lane, cursor, change, tally);
    const part = await putImpactPart(run, name, tally.state);
    const { cursor: _, ...rest } = state;
    state = {
      ...rest,
      lane: name,
      parts: [...state.parts, part],
      records: state.records + tally.records,
      ...(cursor === undefined ? { done: true } : { cursor }),
      at: now().toISOString(),
      version: state.version + 1,
    };
    if (!(await saveLane(run, state)))
      throw new YifaError(
        "conflict",
        "changed-meanwhile",
        `影响测算 ${run.id} 的 ${name} 已由另一次运行办理`,
      );
    if (!state.done && timeLeftMs() < RESERVE_MS) return false;
  }
  return true;
}

const BEGUN: LaneState = { lane: "", parts: [], records: 0, done: false, at: "", version: 0 };

/** Of two that come to the end at once one is first, and the other finds it done. */
async function end(run: ImpactRun, lanes: readonly LaneState[], change: StoredChange): Promise<void> {
  const tally = new ImpactTally();
  for (const { parts } of lanes) for (const part of parts) tally.merge(await getImpactPart(part));
  const result = await putImpact(await finished(tally, change));
  await saveImpactRun({ ...run, finishedAt: now().toISOString(), result, version: run.version + 1 });
}
