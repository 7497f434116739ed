import * as z from "zod";
import type { Receipt, ReceiptState } from "../domain/notice/receipt.ts";
import { digestOfTag } from "./mail-ses.ts";

const instant = z.iso.datetime({ offset: true }).transform((at) => new Date(at).toISOString());
const timed = z.object({ timestamp: instant }).optional();

/** What SES publishes of a mail that was sent with our configuration set; the rest of it is of no use here. */
const sesEvent = z.object({
  eventType: z.string(),
  mail: z.object({
    messageId: z.string().min(1).max(200),
    timestamp: instant,
    destination: z.array(z.string().max(400)).min(1),
    tags: z.record(z.string(), z.array(z.string())).default({}),
  }),
  delivery: timed,
  deliveryDelay: timed,
  bounce: z.object({ timestamp: instant, bounceType: z.string() }).optional(),
  complaint: timed,
});

const STATES: Readonly<Record<string, ReceiptState>> = {
  Send: "accepted",
  DeliveryDelay: "delayed",
  Reject: "rejected",
  "Rendering Failure": "rejected",
  Delivery: "delivered",
  Bounce: "bounced",
  Complaint: "complained",
};

/**
 * The event in a message of the queue; nothing where it is not about a digest.
 * @throws where the message is no event of SES.
 */
export function readSesEvent(body: string): Receipt | undefined {
  const { eventType, mail, ...told } = parse(body);
  const digest = digestOfTag(mail.tags.digest?.[0] ?? "");
  const state = Object.hasOwn(STATES, eventType) ? STATES[eventType] : undefined;
  if (digest === undefined || state === undefined) return undefined;
  const { bounce, complaint, delivery, deliveryDelay } = told;
  const at = (bounce ?? complaint ?? delivery ?? deliveryDelay)?.timestamp ?? mail.timestamp;
  return {
    digest,
    state,
    mail: mail.messageId,
    sentAt: mail.timestamp,
    at,
    // One mail has one recipient.
    address: mail.destination[0] as string,
    endsAddress: complaint !== undefined || bounce?.bounceType === "Permanent",
  };
}

/** A fault says nothing of the text, which holds an address. */
function parse(body: string): z.infer<typeof sesEvent> {
  try {
    return sesEvent.parse(JSON.parse(body));
  } catch (fault) {
    const where =
      fault instanceof z.ZodError ? fault.issues.map(({ path }) => path.join(".")).join("、") : "";
    throw new Error(`消息不是 SES 的事件${where && `：${where}`}`);
  }
}
