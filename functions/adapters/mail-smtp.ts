import { Readable } from "node:stream";
import SMTPConnection from "nodemailer/lib/smtp-connection";
import type { Message } from "./mail-message.ts";
import { describe, type MailOutcome, type Refusal } from "./mail-outcome.ts";
import type { MailServer } from "./mail-settings.ts";

/** Milliseconds in all for one mail. */
const LIMIT_MS = 30_000;

/**
 * One mail over a connection of its own, with TLS from the first byte. The message is a stream that is read only once
 * the server has asked for it: until then a fault is certainly no delivery.
 */
export async function sendBySmtp(
  message: Message,
  { host, port, user, pass }: MailServer,
): Promise<MailOutcome> {
  const connection = new SMTPConnection({
    host,
    port,
    secure: true,
    tls: { minVersion: "TLSv1.2" },
    connectionTimeout: 5_000,
    greetingTimeout: 10_000,
    socketTimeout: 20_000,
    name: message.from.slice(message.from.lastIndexOf("@") + 1),
  });
  let handed = false;
  const bytes = Readable.from(
    (function* () {
      handed = true;
      yield message.bytes;
    })(),
  );
  let timer: NodeJS.Timeout | undefined;
  try {
    await new Promise<void>((done, fail) => {
      const next = (step: () => void) => (fault?: Error | null) => (fault ? fail(fault) : step());
      timer = setTimeout(() => fail(new Error(`no answer within ${LIMIT_MS} ms`)), LIMIT_MS);
      connection.on("error", fail);
      // Comes before the answer that ended the session.
      connection.on("end", () => setImmediate(fail, new Error("connection ended")));
      connection.connect(
        next(() =>
          connection.login(
            { user, pass },
            next(() => connection.send({ from: message.from, to: [message.to] }, bytes, next(done))),
          ),
        ),
      );
    });
    connection.quit();
    return { kind: "accepted", messageId: message.messageId };
  } catch (fault) {
    connection.close();
    return { kind: classify(fault as Fault, handed), error: describe(fault) };
  } finally {
    clearTimeout(timer);
  }
}

type Fault = { code?: string; command?: string; responseCode?: number };

/** Login is asked for, or not granted: 454, 530, 534, 535, 538. */
const LOGIN = new Set([454, 530, 534, 535, 538]);

function classify({ code, command = "", responseCode }: Fault, handed: boolean): Refusal {
  if (responseCode === undefined) {
    if (handed) return "unknown";
    // An address that cannot be written, or a message above the size that the server told.
    return code === "EENVELOPE" || code === "EMESSAGE" ? "rejected" : "paused";
  }
  if (code === "EAUTH" || LOGIN.has(responseCode) || responseCode === 421) return "paused";
  const aboutMail = command === "RCPT TO" || command === "DATA" || responseCode === 552;
  if (responseCode >= 500) return aboutMail ? "rejected" : "paused";
  return aboutMail || command === "MAIL FROM" ? "throttled" : "paused";
}
