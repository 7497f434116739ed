import { setTimeout as delay } from "node:timers/promises";
import { YifaError } from "../domain/errors.ts";
import { buildMessage, type OutgoingMail } from "./mail-message.ts";
import { describe, type MailOutcome } from "./mail-outcome.ts";
import { sendBySes } from "./mail-ses.ts";
import { mailGapMs, mailProvider } from "./mail-settings.ts";
import { sendBySmtp } from "./mail-smtp.ts";

/** Hands one mail to the provider of the environment, once, no faster than its quota. Never throws. */
export async function sendMail(mail: OutgoingMail): Promise<MailOutcome> {
  try {
    const provider = mailProvider();
    const gapMs = mailGapMs();
    const message = await buildMessage(mail);
    await turn(gapMs);
    return await (provider.kind === "ses" ? sendBySes(message) : sendBySmtp(message, provider));
  } catch (fault) {
    // From before anything was handed over.
    const about = fault instanceof YifaError ? "rejected" : "paused";
    return { kind: about, error: describe(fault) };
  }
}

/** Monotone milliseconds; the instant from which the next mail may go. */
let freeAt = 0;

async function turn(gapMs: number): Promise<void> {
  const at = performance.now();
  const mine = Math.max(at, freeAt);
  freeAt = mine + gapMs;
  if (mine > at) await delay(mine - at);
}
