import { now, today } from "../adapters/clock.ts";
import { log } from "../adapters/log.ts";
import { METRICS, metric } from "../adapters/metric.ts";
import { currentRuleset } from "../adapters/rulesets.ts";
import { markAddress } from "../adapters/store/addresses.ts";
import { loadDigest, loadMembers } from "../adapters/store/digests.ts";
import { changeDigest, movedChange, movedLineKeys } from "../adapters/store/mail-ledger.ts";
import { commitLines, guarded } from "../adapters/store/notices.ts";
import { YifaError } from "../domain/errors.ts";
import type { NoticeLine } from "../domain/notice/line.ts";
import { isMailingDay, nextMailingDay } from "../domain/notice/mailing-day.ts";
import { afterReceipt, isReturned, type Receipt, type ReceiptState } from "../domain/notice/receipt.ts";
import { redirections } from "../domain/notice/redirect.ts";
import type { IsoDate } from "../domain/schema/primitives.ts";
import { reachable } from "./reachable.ts";

/** `unknown`: of a mail that is not ours. */
type Taken = "taken" | "known" | "unknown";

const ATTEMPTS = 6;

const COUNTED: Partial<Record<ReceiptState, Parameters<typeof metric>[0]>> = {
  delivered: METRICS.mailsDelivered,
  bounced: METRICS.mailsBounced,
  complained: METRICS.mailsComplained,
};

/** event → ledger → address marked → lines to the next recipient. Each can be repeated, so a crash between loses nothing. */
export async function takeReceipt(receipt: Receipt): Promise<Taken> {
  const taken = await record(receipt);
  const counted = COUNTED[receipt.state];
  if (taken === "taken" && counted) metric(counted);
  if (taken === "unknown" || !isReturned(receipt)) return taken;
  if (receipt.endsAddress) {
    const reason = receipt.state === "complained" ? "complained" : "bounced";
    await markAddress(receipt.address, { at: receipt.at, reason, digest: receipt.digest });
  }
  await moveLines(receipt.digest);
  return taken;
}

async function record(receipt: Receipt): Promise<Taken> {
  const { digest: id, state, mail, at, endsAddress } = receipt;
  const details = { mail, ...(endsAddress ? { endsAddress } : {}) };
  const entry = { at, by: "provider", what: `receipt-${state}`, key: `receipt:${state}:${mail}`, details };
  for (let attempt = 1; attempt <= ATTEMPTS; attempt++) {
    const digest = await loadDigest(id);
    if (!digest) return "unknown";
    const done = await changeDigest(digest, afterReceipt(digest, receipt), entry);
    if (done !== "changed") return done === "known" ? "known" : "taken";
  }
  throw new YifaError("conflict", "busy", `汇总邮件 ${id} 正被频繁更新，稍后重试`);
}

/** Each line once, whatever becomes of this run. */
async function moveLines(id: string): Promise<void> {
  const { lines, places } = await loadMembers(id);
  const moved = await movedLineKeys(id);
  const ruleset = await currentRuleset();
  const directory = await reachable(ruleset.directory);
  const next = (day: IsoDate) => nextMailingDay(ruleset, day);
  const day = isMailingDay(ruleset, today()) ? today() : next(today());
  for (const line of lines.filter(({ key }) => !moved.has(key))) {
    const pk = places.get(line.key) as string;
    if (!(await moveLine(id, pk, line, redirections(line, directory, day), next)))
      log("error", "receipts: nobody else to tell", { digest: id, line: line.key });
  }
}

/** The first that has not had the line takes it. */
async function moveLine(
  id: string,
  pk: string,
  line: NoticeLine,
  options: readonly NoticeLine[],
  next: (day: IsoDate) => IsoDate,
): Promise<boolean> {
  for (const option of options) {
    const change = movedChange(id, line.key, option.recipient, now().toISOString());
    if (await commitLines({ pk, lines: [option], ...guarded(change, change.chain) }, next)) return true;
  }
  return false;
}
