import pMap from "p-map";
import { METRICS, metric } from "../adapters/metric.ts";
import { enqueueDigests } from "../adapters/queue.ts";
import { awaitingDigests } from "../adapters/store/awaiting.ts";
import { freezeDigest, type StoredDigest, settleDigest } from "../adapters/store/digests.ts";
import type { DigestStatus } from "../domain/notice/digest.ts";
import { settleUnsent } from "./settle-unsent.ts";
import type { SweepContext } from "./sweep.ts";

export type ReleasedDigest = { readonly id: string; readonly status: DigestStatus };

/** Digests handled side by side. */
const CONCURRENCY = 8;
/** Milliseconds after which a claim without an outcome is given up: longer than any function may run. */
const CLAIM_MS = 15 * 60_000;

/**
 * Freezes what collects, hands all that is frozen to the queue, gives up on claims that never came back, and sees to
 * mails that were refused or whose outcome is unknown.
 */
export async function freezeDigests(context: SweepContext): Promise<ReleasedDigest[]> {
  const digests = await awaitingDigests(context.on);
  const released = await pMap(digests, (digest) => takeFurther(digest, context), {
    concurrency: CONCURRENCY,
  });
  released.sort((a, b) => (a.id < b.id ? -1 : 1));
  const frozen = released.filter(({ status }) => status === "frozen");
  await enqueueDigests(frozen.map(({ id }) => ({ digest: id, on: context.on })));
  return released;
}

async function takeFurther(digest: StoredDigest, context: SweepContext): Promise<ReleasedDigest> {
  const { at } = context;
  const { id, status, claimedAt = at } = digest;
  if (status === "uncertain" || status === "failed")
    return { id, status: await settleUnsent(digest, context) };
  if (status === "collecting") {
    await freezeDigest(id);
    return { id, status: "frozen" };
  }
  const abandoned = status === "sending" && Date.parse(at) - Date.parse(claimedAt) > CLAIM_MS;
  if (!abandoned) return { id, status };
  await settleDigest(digest, "uncertain", { error: "发送过程中断，不知是否已经发出" });
  metric(METRICS.mailsUncertain);
  return { id, status: "uncertain" };
}
