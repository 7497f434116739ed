import { type DeliveryReport, readDeliveryReport } from "../adapters/delivery-report.ts";
import { messageIdOf } from "../adapters/mail-message.ts";
import { mailboxServer } from "../adapters/mail-settings.ts";
import { readMailbox } from "../adapters/mailbox.ts";
import { currentRuleset } from "../adapters/rulesets.ts";
import { addressHash } from "../adapters/store/addresses.ts";
import { loadDigest } from "../adapters/store/digests.ts";
import type { DigestStatus } from "../domain/notice/digest.ts";
import { findPerson } from "../domain/notice/recipients.ts";
import type { Ruleset } from "../domain/ruleset/ruleset.ts";
import { takeReceipt } from "./take-receipt.ts";

/** Messages without a report of a digest, reports as they were taken, and messages that the next run sees again. */
export type ReportsTaken = Record<"other" | "taken" | "known" | "unknown" | "failed", number>;

/** mailbox → report → receipt → read. */
export async function takeReports(): Promise<ReportsTaken> {
  const ruleset = await currentRuleset();
  const counts = { other: 0, taken: 0, known: 0, unknown: 0 };
  const { failed } = await readMailbox(mailboxServer(), async ({ raw, at }) => {
    const reports = await readDeliveryReport(raw, at);
    if (reports.length === 0) counts.other += 1;
    for (const report of reports) counts[await takeReport(report, ruleset)] += 1;
  });
  return { ...counts, failed };
}

/** In any other a report would say of a mail that it went out when it certainly did not, or is about to go again. */
const WENT_OUT: readonly DigestStatus[] = ["sending", "sent", "uncertain"];

/** Anybody can write a report: it counts for a mail that went out, under its own Message-ID, about whom it went to. */
async function takeReport({ recipients, ...report }: DeliveryReport, ruleset: Ruleset) {
  const digest = await loadDigest(report.digest);
  if (!digest || !WENT_OUT.includes(digest.status)) return "unknown";
  const mail = digest.messageId ?? messageIdOf(digest.id, ruleset.settings.office.sender);
  // A send that died before it was recorded has left no address.
  const address = digest.to ?? findPerson(ruleset.directory, digest.recipient)?.person.email;
  if (address === undefined || report.mail !== mail) return "unknown";
  if (!recipients.some((one) => addressHash(one) === addressHash(address))) return "unknown";
  return takeReceipt({ ...report, address, sentAt: digest.sentAt ?? digest.claimedAt ?? report.at });
}
