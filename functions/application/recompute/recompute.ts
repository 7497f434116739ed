import pMap from "p-map";
import { now } from "../../adapters/clock.ts";
import { describeFault, log } from "../../adapters/log.ts";
import { currentRuleset, rulesetOfHash } from "../../adapters/rulesets.ts";
import { listDuties } from "../../adapters/store/duties.ts";
import {
  clearFailed,
  type Failed,
  loadRecomputation,
  loadRunReport,
  saveFailed,
  saveRecomputation,
} from "../../adapters/store/recompute.ts";
import { listRecords } from "../../adapters/store/record-list.ts";
import { loadSweepState } from "../../adapters/store/sweeps.ts";
import { YifaError } from "../../domain/errors.ts";
import { isMailingDay, nextMailingDay } from "../../domain/notice/mailing-day.ts";
import { affectedBy } from "../../domain/publication/affected.ts";
import { endPass, passAt, type Recomputation } from "../../domain/publication/recomputation.ts";
import type { Ruleset } from "../../domain/ruleset/ruleset.ts";
import type { IsoDate } from "../../domain/schema/primitives.ts";
import { withReachable } from "../reachable.ts";
import { bringUp, isBehind, type RunContext } from "./recompute-case.ts";
import { moveDuty } from "./recompute-dates.ts";
import { tellChanges } from "./tell-changes.ts";

/** What this call did; a run that was broken off is continued by the next. */
export type RecomputeReport = {
  /** There was no time for all, or another run went on meanwhile: the next call goes on. */
  readonly stopped?: true;
  /** Duties whose due date changed. */
  readonly moved: number;
  /** Records and duties that could not be written: they are tried again the next day. */
  readonly failed: readonly { readonly what: string; readonly reason: string }[];
};

type Found = { moved: number; failed: { what: string; reason: string }[] };
/** One list to walk: the open duties by the calendars, or the records of a type by the rules. */
type List = "dates" | (string & {});
const DATES: List = "dates";

const PAGE = 100;
/** Cases read side by side; what has to be written is written one after the other, because it shares digests. */
const CONCURRENCY = 8;

/**
 * Brings what is stored up to the ruleset in force: due dates where calendars changed, and every record of the types on
 * whose decisions anything changed. Page by page; what is right already is only read.
 */
export async function recompute(on: IsoDate, hasTime: () => boolean = () => true): Promise<RecomputeReport> {
  const found: Found = { moved: 0, failed: [] };
  const [ruleset, stored] = await Promise.all([currentRuleset(), loadRecomputation()]);
  // While the ruleset in force is refused, nothing is brought up to the one that goes on in its place.
  if (!stored || stored.ruleset !== ruleset.hash) return found;
  const state = passAt(stored, now().toISOString());
  const left = state ? [] : await leftFrom(stored.run, on);
  if (!state && left.length === 0) return found;
  const mailOn = await mailDay(ruleset, on);
  const context = { ruleset: await withReachable(ruleset), on, mailOn, run: stored.run };
  if (!state) await tryAgain(left, context, found);
  else if (!(await takePass(state, context, found, hasTime))) return { ...found, stopped: true };
  return found;
}

/** Today's mail while it is still to go out, else that of the next day that has one: nobody gets two in one morning. */
async function mailDay(ruleset: Ruleset, on: IsoDate): Promise<IsoDate> {
  const over = !isMailingDay(ruleset, on) || (await loadSweepState(on))?.done === true;
  return over ? nextMailingDay(ruleset, on) : on;
}

async function takePass(
  from: Recomputation,
  context: RunContext,
  found: Found,
  hasTime: () => boolean,
): Promise<boolean> {
  const { dates, types } = affectedBy(await Promise.all(from.bases.map(readable)), context.ruleset);
  const lists: readonly List[] = [...(dates ? [DATES] : []), ...types];
  let state = from;
  while ((state.place?.list ?? 0) < lists.length) {
    const { list = 0, cursor } = state.place ?? {};
    const next = await takePage(lists[list] as List, cursor, context, found);
    const place = next === undefined ? { list: list + 1 } : { list, cursor: next };
    state = { ...state, place, version: state.version + 1 };
    if (!(await saveRecomputation(state))) return false;
    if (place.list < lists.length && !hasTime()) return false;
  }
  await tellChanges(context);
  return saveRecomputation({ ...endPass(state), version: state.version + 1 });
}

/** @returns where the next page begins, or nothing after the last one. */
async function takePage(
  list: List,
  cursor: string | undefined,
  context: RunContext,
  found: Found,
): Promise<string | undefined> {
  const agencies = context.ruleset.directory.agencies.map(({ id }) => id);
  if (list === DATES) {
    const page = await listDuties({ agencies, status: "open", cursor, pageSize: PAGE });
    for (const duty of page.items)
      await attempt(duty.id, list, context, found, () => moveDuty(duty, context));
    return page.cursor;
  }
  const page = await listRecords({ agencies, type: list, cursor, pageSize: PAGE });
  // Which cannot be decided is found out, and told, when it is written.
  const behind = await pMap(page.items, (key) => isBehind(key, context).catch(() => true), {
    concurrency: CONCURRENCY,
  });
  for (const { type, id } of page.items.filter((_, n) => behind[n]))
    await attempt(id, list, context, found, () => bringUp({ type, id }, context));
  return page.cursor;
}

/** One bad record never keeps the others back: it is noted, and tried again the next day. */
async function attempt(
  what: string,
  list: List,
  { run, on }: RunContext,
  found: Found,
  work: () => Promise<number>,
): Promise<boolean> {
  try {
    found.moved += await work();
    return true;
  } catch (fault) {
    // A table that is away is no fault of the record: the page is taken again.
    if (fault instanceof YifaError && fault.kind === "unavailable") throw fault;
    const reason = fault instanceof Error ? fault.message : String(fault);
    log("error", "recompute: failed", { what, list, ...describeFault(fault) });
    await saveFailed(run, { what, list, reason, on });
    found.failed.push({ what, reason });
    return false;
  }
}

/** What failed on an earlier day. */
const leftFrom = async (run: number, on: IsoDate): Promise<Failed[]> =>
  (await loadRunReport(run)).failed.filter((one) => one.on < on);

async function tryAgain(left: readonly Failed[], context: RunContext, found: Found): Promise<void> {
  for (const one of left) {
    const { what, list } = one;
    const work = () =>
      list === DATES ? moveDuty({ id: what }, context) : bringUp({ type: list, id: what }, context);
    if (await attempt(what, list, context, found, work)) await clearFailed(context.run, one);
  }
}

/** A base that is gone or broken may have differed in everything. */
async function readable(hash: string): Promise<Ruleset | undefined> {
  try {
    return await rulesetOfHash(hash);
  } catch (fault) {
    if (fault instanceof YifaError && fault.kind !== "unavailable") return undefined;
    throw fault;
  }
}
