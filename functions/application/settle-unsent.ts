import { loadMembers, type StoredDigest } from "../adapters/store/digests.ts";
import { agencyPk } from "../adapters/store/keys.ts";
import { changeDigest, digestChange } from "../adapters/store/mail-ledger.ts";
import { commitLines, guarded } from "../adapters/store/notices.ts";
import type { DigestStatus } from "../domain/notice/digest.ts";
import { askLines, isOverdue, uncertainPolicy } from "../domain/notice/uncertain.ts";
import type { SweepContext } from "./sweep.ts";

/** A mail of unknown outcome, by what its ladders say; one that was refused, by a person. The status after it. */
export async function settleUnsent(digest: StoredDigest, context: SweepContext): Promise<DigestStatus> {
  if (digest.askedAt !== undefined) return digest.status;
  return digest.status === "failed"
    ? ask(digest, digest.error ?? "未能发出", context)
    : settleUncertain(digest, context);
}

async function settleUncertain(digest: StoredDigest, context: SweepContext): Promise<DigestStatus> {
  const { at, ruleset } = context;
  const { id, attempts, claimedAt = at } = digest;
  const { lines, duties } = await loadMembers(id);
  const policy = uncertainPolicy(lines, duties, ruleset);
  if (!isOverdue(policy, claimedAt, at)) return "uncertain";
  const reason = `结果不明已满 ${policy.afterHours} 小时`;
  // Once; if that is lost too, a person is asked.
  if (policy.act === "ask" || digest.resentAt !== undefined) return ask(digest, reason, context);
  const entry = { at, by: "sweep", what: "resend", reason, key: `resend:${attempts}` };
  const done = await changeDigest(digest, { status: "frozen", error: undefined, resentAt: at }, entry);
  return done === "done" ? "frozen" : "uncertain";
}

async function ask(
  digest: StoredDigest,
  reason: string,
  { ruleset, on, at, nextDay }: SweepContext,
): Promise<DigestStatus> {
  const { status, attempts, agency } = digest;
  const entry = { at, by: "sweep", what: "ask", reason, key: `ask:${attempts}` };
  const change = digestChange(digest, { status, askedAt: at }, entry);
  const lines = askLines(digest, attempts, ruleset, on);
  await commitLines({ pk: agencyPk(agency), lines, ...guarded(change, change.chain) }, nextDay);
  return status;
}
