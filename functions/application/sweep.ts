import pMap from "p-map";
import { now } from "../adapters/clock.ts";
import { describeFault, log } from "../adapters/log.ts";
import { currentRuleset } from "../adapters/rulesets.ts";
import { type Awaiting, awaitingSteps } from "../adapters/store/awaiting.ts";
import { loadSweepState, type SweepState, saveSweepRun, saveSweepState } from "../adapters/store/sweeps.ts";
import { isMailingDay, nextMailingDay } from "../domain/notice/mailing-day.ts";
import { duePairs } from "../domain/notice/sweep.ts";
import type { SweepCounts } from "../domain/notice/sweep-counts.ts";
import type { Ruleset } from "../domain/ruleset/ruleset.ts";
import type { IsoDate } from "../domain/schema/primitives.ts";
import { freezeDigests, type ReleasedDigest } from "./freeze-digests.ts";
import { withReachable } from "./reachable.ts";
import { recompute } from "./recompute/recompute.ts";
import { sweepCase } from "./sweep-case.ts";
import { sweepFactsRequest } from "./sweep-facts.ts";
import { sweepRunOf } from "./sweep-run.ts";
import { Tally } from "./tally.ts";

export type SweepReport = SweepCounts & {
  /** All digests dated `day` or earlier that were not sent before. */
  readonly digests: readonly ReleasedDigest[];
  /** Cases that could not be read or written; they stay due. */
  readonly failed: readonly { readonly what: string; readonly reason: string }[];
};

export type SweepContext = {
  readonly ruleset: Ruleset;
  readonly on: IsoDate;
  /** Instant of the run, ISO in UTC. */
  readonly at: string;
  readonly nextDay: (day: IsoDate) => IsoDate;
};

/** Agencies swept side by side; the cases of one agency follow each other, because they share a digest. */
const CONCURRENCY = 8;

/**
 * All that awaits a step by `on`. Without time left it takes no further page and says so; the next run of the day goes
 * on from there. What was done awaits nothing any more, so wherever a run begins it only takes what is left.
 */
export async function sweep(on: IsoDate, hasTime: () => boolean = () => true): Promise<SweepReport> {
  const ruleset = await withReachable(await currentRuleset());
  const at = now().toISOString();
  const context = { ruleset, on, at, nextDay: (day: IsoDate) => nextMailingDay(ruleset, day) };
  const before = await loadSweepState(on);
  const state = before && !before.done ? before : { since: at, done: false, failed: 0 };
  const tally = new Tally();
  const recomputed = await recompute(on, hasTime);
  tally.moved(recomputed.moved);
  for (const { what, reason } of recomputed.failed) tally.fail(what, reason);
  const done = !recomputed.stopped && (await takePages({ state, context, tally, hasTime }));
  const digests = done && isMailingDay(ruleset, on) ? await freezeDigests(context) : [];
  const report = tally.report({ day: on, done, digests });
  await saveSweepRun(sweepRunOf(report, at, now().toISOString()));
  if (done) await saveSweepState(on, { since: state.since, done, failed: state.failed + tally.failures });
  return report;
}

type Pages = { state: SweepState; context: SweepContext; tally: Tally; hasTime: () => boolean };

/** Page after page, each to its end, so that a place is only passed when all before it was taken. */
async function takePages({ state, context, tally, hasTime }: Pages): Promise<boolean> {
  const { ruleset, on } = context;
  const mailing = isMailingDay(ruleset, on);
  for await (const { awaiting, unreadable, next } of awaitingSteps(on, state.place)) {
    for (const what of unreadable) tally.fail(what, "条目损坏，无法读取");
    if (mailing)
      await pMap(byAgency(awaiting), (items) => sweepAgency(items, context, tally), {
        concurrency: CONCURRENCY,
      });
    else for (const item of awaiting) tally.silent("day-off", pairsOf(item, context));
    const busy = awaiting.length + unreadable.length > 0;
    const goesOn = next === undefined || hasTime();
    if (next && (busy || !goesOn))
      await saveSweepState(on, { ...state, place: next, failed: state.failed + tally.failures });
    if (!goesOn) return false;
  }
  return true;
}

async function sweepAgency(items: readonly Awaiting[], context: SweepContext, tally: Tally): Promise<void> {
  for (const [pk, own] of Map.groupBy(items, (item) => item.pk)) {
    const request = own.find((item) => item.kind === "facts-request");
    const cases = own.filter((item) => item.kind !== "facts-request");
    try {
      if (request) await sweepFactsRequest(request, context, tally);
      if (cases.length > 0) await sweepCase(cases, context, tally);
    } catch (fault) {
      // One bad record never stops another's mail: it stays due, and the report says so.
      log("error", "sweep: case failed", { pk, ...describeFault(fault) });
      tally.fail(pk, fault instanceof Error ? fault.message : String(fault));
    }
  }
}

function byAgency(awaiting: readonly Awaiting[]): Awaiting[][] {
  const agencyOf = (item: Awaiting) =>
    item.kind === "duty" ? item.duty.agency : item.kind === "report" ? item.report.agency : item.agency;
  // A case is swept once, with the agency of its first item, even where its duties are owed by several.
  const home = new Map<string, string>();
  for (const item of awaiting) if (!home.has(item.pk)) home.set(item.pk, agencyOf(item));
  return [...Map.groupBy(awaiting, (item) => home.get(item.pk)).values()];
}

function pairsOf(item: Awaiting, { ruleset, on }: SweepContext): number {
  return item.kind === "duty" ? duePairs(item.duty, ruleset.directory, on).length : 1;
}
