import pMap from "p-map";
import { now } from "../adapters/clock.ts";
import { describeFault, log } from "../adapters/log.ts";
import { enqueueDigests } from "../adapters/queue.ts";
import { currentRuleset } from "../adapters/rulesets.ts";
import { type Awaiting, awaitingDigests, awaitingSteps } from "../adapters/store/awaiting.ts";
import { freezeDigest, settleDigest } from "../adapters/store/digests.ts";
import type { DigestStatus } from "../domain/entities.ts";
import { isMailingDay, nextMailingDay } from "../domain/notice/mailing-day.ts";
import { duePairs, type Silence } from "../domain/notice/sweep.ts";
import type { Ruleset } from "../domain/ruleset/ruleset.ts";
import type { IsoDate } from "../domain/schema/primitives.ts";
import { recompute } from "./recompute.ts";
import { sweepCase } from "./sweep-case.ts";
import { sweepFactsRequest } from "./sweep-facts.ts";
import { Tally } from "./tally.ts";

/** due = lines + missed + withdrawn + all suppressed. Each counts pairs of a step and a recipient. */
export type SweepReport = {
  readonly day: IsoDate;
  readonly due: number;
  readonly lines: number;
  readonly missed: number;
  readonly withdrawn: number;
  /** Open duties whose due date a change of the calendars moved; their lines are not counted above. */
  readonly moved: number;
  readonly suppressed: readonly { readonly reason: Silence; readonly count: number }[];
  /** All digests dated `day` or earlier that were not sent before. */
  readonly digests: readonly { readonly id: string; readonly status: DigestStatus }[];
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
/** Milliseconds after which a claim without an outcome is given up: longer than any function may run. */
const CLAIM_MS = 15 * 60_000;

export async function sweep(on: IsoDate): Promise<SweepReport> {
  const ruleset = await currentRuleset();
  const context = {
    ruleset,
    on,
    at: now().toISOString(),
    nextDay: (day: IsoDate) => nextMailingDay(ruleset, day),
  };
  const tally = new Tally();
  const recomputed = await recompute(on);
  tally.moved(recomputed.moved.length);
  for (const { what, reason } of recomputed.failed) tally.fail(what, reason);
  const { awaiting, unreadable } = await awaitingSteps(on);
  for (const what of unreadable) tally.fail(what, "条目损坏，无法读取");
  if (!isMailingDay(ruleset, on)) {
    for (const item of awaiting) tally.silent("day-off", pairsOf(item, context));
    return tally.report(on, []);
  }
  await pMap(byAgency(awaiting), (items) => sweepAgency(items, context, tally), { concurrency: CONCURRENCY });
  return tally.report(on, await releaseDigests(context));
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

/** Freezes what collects, hands all that is frozen to the queue, and gives up on claims that never came back. */
async function releaseDigests({ on, at }: SweepContext): Promise<SweepReport["digests"]> {
  const digests = await pMap(
    await awaitingDigests(on),
    async (digest) => {
      if (digest.status === "collecting") {
        await freezeDigest(digest.id);
        return { id: digest.id, status: "frozen" as const };
      }
      const abandoned =
        digest.status === "sending" && Date.parse(at) - Date.parse(digest.claimedAt ?? at) > CLAIM_MS;
      if (!abandoned) return { id: digest.id, status: digest.status };
      await settleDigest(digest, "uncertain", { error: "发送过程中断，不知是否已经发出" });
      return { id: digest.id, status: "uncertain" as const };
    },
    { concurrency: CONCURRENCY },
  );
  digests.sort((a, b) => (a.id < b.id ? -1 : 1));
  await enqueueDigests(
    digests.filter((one) => one.status === "frozen").map(({ id }) => ({ digest: id, on })),
  );
  return digests;
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
