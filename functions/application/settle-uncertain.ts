import { loadMembers, type StoredDigest } from "../adapters/store/digests.ts";
import { agencyPk } from "../adapters/store/keys.ts";
import { changeDigest, digestWrites } from "../adapters/store/mail-ledger.ts";
import { commitLines } from "../adapters/store/notices.ts";
import type { DigestStatus } from "../domain/entities.ts";
import { askLines, isOverdue, uncertainPolicy } from "../domain/notice/uncertain.ts";
import type { SweepContext } from "./sweep.ts";

/** What the ladders say of a mail whose outcome no event has told in time; the status after it. */
export async function settleUncertain(
  digest: StoredDigest,
  { ruleset, on, at, nextDay }: SweepContext,
): Promise<DigestStatus> {
  const { id, attempts, agency, claimedAt = at } = digest;
  if (digest.askedAt !== undefined) return "uncertain";
  const { lines, duties } = await loadMembers(id);
  const policy = uncertainPolicy(lines, duties, ruleset);
  if (!isOverdue(policy, claimedAt, at)) return "uncertain";
  const reason = `结果不明已满 ${policy.afterHours} 小时`;
  const entry = { at, by: "sweep", reason, key: `uncertain:${attempts}` };
  // Once; if that is lost too, a person is asked.
  if (policy.act === "resend" && digest.resentAt === undefined) {
    const change = { status: "frozen", error: undefined, resentAt: at } as const;
    const done = await changeDigest(digest, change, { ...entry, what: "resend" });
    return done === "done" ? "frozen" : "uncertain";
  }
  const guard = digestWrites(digest, { status: "uncertain", askedAt: at }, { ...entry, what: "ask" });
  await commitLines({ pk: agencyPk(agency), lines: askLines(digest, attempts, ruleset, on), guard }, nextDay);
  return "uncertain";
}
