import { now } from "../adapters/clock.ts";
import { linkAddresses } from "../adapters/link-token.ts";
import { describeFault, log } from "../adapters/log.ts";
import { openMail, type SendMail } from "../adapters/mail.ts";
import type { Attachment } from "../adapters/mail-message.ts";
import type { MailOutcome } from "../adapters/mail-outcome.ts";
import { METRICS, metric } from "../adapters/metric.ts";
import type { DeliverMessage } from "../adapters/queue.ts";
import { currentRuleset } from "../adapters/rulesets.ts";
import {
  claimDigest,
  loadDigest,
  loadMembers,
  type StoredDigest,
  settleDigest,
} from "../adapters/store/digests.ts";
import { loadMailPause, pauseMail } from "../adapters/store/mail-pause.ts";
import { loadMeasures } from "../adapters/store/measures.ts";
import { attachableIds } from "../domain/notice/attach.ts";
import { compose } from "../domain/notice/compose.ts";
import { confirmLinks } from "../domain/notice/confirm-link.ts";
import type { DigestStatus } from "../domain/notice/digest.ts";
import { findPerson } from "../domain/notice/recipients.ts";
import type { Mail } from "../domain/notice/render.ts";
import type { Ruleset } from "../domain/ruleset/ruleset.ts";
import type { IsoDate } from "../domain/schema/primitives.ts";
import { makeFiles } from "./attachments.ts";

/** What a digest is now. `frozen`: not taken by the provider; the release hands it in again. */
export type Delivery = { readonly status: DigestStatus };

/** Milliseconds for which nothing is handed to a provider that takes no mail; then one digest tries. */
const PAUSE_MS = 10 * 60_000;

const COUNTED = {
  sent: METRICS.mailsSent,
  failed: METRICS.mailsFailed,
  uncertain: METRICS.mailsUncertain,
} as const;

/** digest → compose → claim → send → record. Handing the same digest in twice sends it once. */
export async function deliver({ digest: id, on }: DeliverMessage): Promise<Delivery> {
  const stored = await loadDigest(id);
  if (!stored) throw new Error(`没有汇总邮件 ${id}`);
  if (stored.status !== "frozen" || (await isPaused())) return { status: stored.status };
  const ruleset = await currentRuleset();
  // Composed before it is claimed: a template or a record that is broken leaves the digest as it was.
  const { mail, leftOut, files } = await composed({ stored, ruleset, on });
  const sendMail = openMail();
  const claim = await claimDigest(id, now().toISOString());
  if (!claim) return { status: "sending" };
  if (leftOut.length > 0) log("info", "deliver: left out", { digest: id, leftOut });
  if (!mail) return record(claim, "empty", { error: "所含事项均已办结或者不再需要办理" });
  return send(claim, { ...mail, attachments: files }, { ruleset, sendMail });
}

type Finished = Mail & { readonly attachments: readonly Attachment[] };

async function composed({ stored, ...at }: { stored: StoredDigest; ruleset: Ruleset; on: IsoDate }) {
  const members = await loadMembers(stored.id);
  const links = await linkAddresses(confirmLinks({ digest: stored, ...members, ...at }));
  const measures = await loadMeasures(attachableIds(members));
  const input = { digest: stored, ...members, measures, links, ...at };
  const whole = compose(input);
  const files = await makeFiles(whole.attached, stored.id, at.on);
  return files ? { ...whole, files } : { ...compose({ ...input, withoutFiles: true }), files: [] };
}

async function send(
  claim: StoredDigest,
  mail: Finished,
  { ruleset, sendMail }: { ruleset: Ruleset; sendMail: SendMail },
): Promise<Delivery> {
  const to = findPerson(ruleset.directory, claim.recipient)?.person.email;
  if (to === undefined) return record(claim, "failed", { error: `通讯录中没有收件人 ${claim.recipient}` });
  const { office } = ruleset.settings;
  const from = { name: office.senderName, address: office.sender };
  const outcome = await sendMail({ ...mail, from, to, digest: claim.id });
  return settle(claim, outcome, { subject: mail.subject, to });
}

async function settle(
  claim: StoredDigest,
  outcome: MailOutcome,
  sent: { subject: string; to: string },
): Promise<Delivery> {
  if (outcome.kind === "accepted") {
    return record(claim, "sent", { ...sent, messageId: outcome.messageId, sentAt: now().toISOString() });
  }
  const { error } = outcome;
  log("warn", "deliver: not accepted", { digest: claim.id, kind: outcome.kind, error });
  switch (outcome.kind) {
    case "rejected":
      return record(claim, "failed", { ...sent, error });
    case "unknown":
      return record(claim, "uncertain", { ...sent, error });
    case "throttled":
      return record(claim, "frozen", { error });
    case "paused":
      await pause(error);
      return record(claim, "frozen", { error });
  }
}

/** Where even this fails the next digest finds out for itself: this one was certainly not taken. */
async function pause(reason: string): Promise<void> {
  const at = now();
  const until = new Date(at.getTime() + PAUSE_MS).toISOString();
  await pauseMail(at.toISOString(), until, reason).catch((fault: unknown) =>
    log("error", "deliver: pause not recorded", describeFault(fault)),
  );
}

async function isPaused(): Promise<boolean> {
  const pause = await loadMailPause();
  return pause !== undefined && pause.until > now().toISOString();
}

/** The claim stays `sending` when even this fails: the sweep calls it uncertain later, and nobody sends it again. */
async function record(
  claim: StoredDigest,
  status: Exclude<DigestStatus, "collecting" | "sending">,
  set: Parameters<typeof settleDigest>[2],
): Promise<Delivery> {
  for (let attempt = 1; ; attempt++) {
    try {
      await settleDigest(claim, status, set);
      if (status in COUNTED) metric(COUNTED[status as keyof typeof COUNTED]);
      return { status };
    } catch (fault) {
      log("error", "deliver: outcome not recorded", {
        digest: claim.id,
        status,
        attempt,
        ...describeFault(fault),
      });
      if (attempt === 3) return { status: "sending" };
    }
  }
}
