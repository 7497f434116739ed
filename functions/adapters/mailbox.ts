import { ImapFlow } from "imapflow";
import { now } from "./clock.ts";
import { REPORT_BYTES } from "./delivery-report.ts";
import { describeFault, log } from "./log.ts";
import { withoutAddresses } from "./mail-outcome.ts";
import type { MailServer } from "./mail-settings.ts";

export type ArrivedMessage = {
  /** As it came, without what is beyond the limit. */
  readonly raw: Uint8Array;
  /** Instant in UTC at which the mailbox got it. */
  readonly at: string;
};
type Take = (message: ArrivedMessage) => Promise<void>;

/** Messages of one run; the next run goes on with the rest. */
const MESSAGES = 100;

/**
 * Hands over what is unread in the inbox, oldest first. Each is marked as read only once it was taken, so a run that
 * dies hands it over again. Answers how many could not be taken.
 */
export async function readMailbox(server: MailServer, take: Take): Promise<{ failed: number }> {
  const client = openMailbox(server);
  let failed = 0;
  try {
    await client.connect();
    await client.mailboxOpen("INBOX");
    const unread = (await client.search({ seen: false }, { uid: true })) || [];
    for (const uid of unread.slice(0, MESSAGES)) if (!(await attempt(client, uid, take))) failed += 1;
    await client.logout();
    return { failed };
  } catch (fault) {
    throw new Error(`收信服务器不可用：${withoutAddresses(reason(fault)).slice(0, 500)}`);
  } finally {
    client.close();
  }
}

function openMailbox({ host, port, user, pass }: MailServer): ImapFlow {
  const client = new ImapFlow({
    host,
    port,
    secure: true,
    tls: { minVersion: "TLSv1.2" },
    auth: { user, pass },
    // Some providers (163.com) let nobody in who does not name the program.
    clientInfo: { name: "yifa", version: false, vendor: false, "support-url": false },
    logger: false,
    disableAutoIdle: true,
    disableCompression: true,
    connectionTimeout: 10_000,
    greetingTimeout: 10_000,
    socketTimeout: 30_000,
    maxLiteralSize: 4 * REPORT_BYTES,
  });
  // What goes wrong between two commands fails the next one.
  client.on("error", () => {});
  return client;
}

/** A command that is refused says why in the text of the server. */
function reason(fault: unknown): string {
  const { responseText } = fault as { responseText?: string };
  return responseText ? `${fault} (${responseText})` : String(fault);
}

/** The fault of one message never stops the others; that of the connection does. */
async function attempt(client: ImapFlow, uid: number, take: Take): Promise<boolean> {
  const query = { source: { maxLength: REPORT_BYTES }, internalDate: true };
  const message = await client.fetchOne(String(uid), query, { uid: true });
  // Somebody took it out of the mailbox meanwhile.
  if (message === false || message.source === undefined) return true;
  try {
    await take({ raw: message.source, at: new Date(message.internalDate ?? now()).toISOString() });
  } catch (fault) {
    log("error", "mailbox: message not taken", { uid, ...describeFault(fault) });
    return false;
  }
  return client.messageFlagsAdd(String(uid), ["\\Seen"], { uid: true });
}
