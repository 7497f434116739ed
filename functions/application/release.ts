import { now } from "../adapters/clock.ts";
import { deliverQueueWaits, enqueueDigests } from "../adapters/queue.ts";
import { currentRuleset } from "../adapters/rulesets.ts";
import { awaitingDigests } from "../adapters/store/awaiting.ts";
import { endMailPause, loadMailPause, type MailPause } from "../adapters/store/mail-pause.ts";
import { isMailingDay } from "../domain/notice/mailing-day.ts";
import type { IsoDate } from "../domain/schema/primitives.ts";

export type ReleaseReport = {
  readonly day: IsoDate;
  /** Digests handed to the queue again. */
  readonly released: readonly string[];
  /** The pause of all mail that was found, over or not. */
  readonly pause?: MailPause;
};

/**
 * Hands digests that the provider would not take before to the queue again: those that it put off, and after a pause
 * all that are frozen. One that cannot be composed is not among them; it is the dead letters' business.
 */
export async function release(on: IsoDate): Promise<ReleaseReport> {
  const pause = await loadMailPause();
  const found = { day: on, ...(pause && { pause }) };
  if (pause && pause.until > now().toISOString()) return { ...found, released: [] };
  // What still waits in the queue would only get there twice.
  if (!isMailingDay(await currentRuleset(), on) || (await deliverQueueWaits()))
    return { ...found, released: [] };
  const frozen = (await awaitingDigests(on)).filter(({ status }) => status === "frozen");
  const released = frozen.filter(({ attempts }) => pause !== undefined || attempts > 0).map(({ id }) => id);
  await enqueueDigests(released.map((digest) => ({ digest, on })));
  if (pause) await endMailPause(pause);
  return { ...found, released };
}
