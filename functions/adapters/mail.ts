import { setTimeout as delay } from "node:timers/promises";
import { buildMessage, type Message, type OutgoingMail } from "./mail-message.ts";
import { describe, type MailOutcome } from "./mail-outcome.ts";
import { sendBySes } from "./mail-ses.ts";
import { mailGapMs, mailProvider } from "./mail-settings.ts";
import { sendBySmtp } from "./mail-smtp.ts";

/** Hands one mail to the provider, once, no faster than its quota. Never throws. */
export type SendMail = (mail: OutgoingMail) => Promise<MailOutcome>;

/** @throws where the environment does not say how to send: to be found out before a digest is claimed. */
export function openMail(): SendMail {
  const provider = mailProvider();
  const gapMs = mailGapMs();
  return async (mail) => {
    let message: Message;
    try {
      message = await buildMessage(mail);
    } catch (fault) {
      return { kind: "rejected", error: describe(fault) };
    }
    await turn(gapMs);
    return provider.kind === "ses" ? sendBySes(message) : sendBySmtp(message, provider);
  };
}

/** Monotone milliseconds; the instant from which the next mail may go. */
let freeAt = 0;

async function turn(gapMs: number): Promise<void> {
  const at = performance.now();
  const mine = Math.max(at, freeAt);
  freeAt = mine + gapMs;
  if (mine > at) await delay(mine - at);
}
