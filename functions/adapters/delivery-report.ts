import PostalMime, { type Attachment } from "postal-mime";
import type { Receipt, ReceiptState } from "../domain/notice/receipt.ts";
import { digestOfMessageId } from "./mail-message.ts";

/** What a server wrote back about a mail of ours. Anybody can write such a thing. */
export type DeliveryReport = Omit<Receipt, "address" | "sentAt"> & {
  /** Whom it is about: as their server names them, and as the mail did. */
  readonly recipients: readonly string[];
};

/** What comes after that is left unread: a report stands before the mail that it returns. Of the worst lines so many take seconds. */
export const REPORT_BYTES = 128 * 1024;

/** RFC 3464 and, for addresses that are not ASCII, RFC 6533. */
const STATUS = /^message\/(?:global-)?delivery-status$/;
/** RFC 5965. */
const FEEDBACK = /^message\/feedback-report$/;
const RETURNED = /^(?:message\/rfc822|message\/global|text\/rfc822-headers|message\/global-headers)$/;

const STATES: Readonly<Record<string, ReceiptState>> = {
  failed: "bounced",
  delayed: "delayed",
  delivered: "delivered",
  expanded: "delivered",
  relayed: "accepted",
};
const COMPLAINTS = ["abuse", "fraud", "opt-out"];

/**
 * RFC 3463: no such mailbox or domain, moved away, switched off, or no mail taken. Other codes with a 5 are of a full
 * mailbox, of this one mail, or say nothing (5.0.0 is also how a filter for spam refuses).
 */
const NO_SUCH_ADDRESS = /^5\.(?:1\.(?:1|2|3|6|10)|2\.1)(?!\d)/;

/** The reports in a message that came at an instant; none where it is no report about a digest. Never throws. */
export async function readDeliveryReport(raw: Uint8Array, at: string): Promise<DeliveryReport[]> {
  const parts = await partsOf(raw);
  const returned = fieldsOf(blocksOf(parts, RETURNED)[0] ?? "");
  const mail = /<([^<>\s]+)>/.exec(returned.get("message-id") ?? "")?.[1] ?? "";
  const digest = digestOfMessageId(mail);
  if (digest === undefined) return [];
  const told = [
    ...blocksOf(parts, STATUS).flatMap((block) => deliveryOf(fieldsOf(block)) ?? []),
    ...blocksOf(parts, FEEDBACK).flatMap((block) => complaintOf(fieldsOf(block), returned) ?? []),
  ];
  return told.map((one) => ({ digest, mail, at, ...one }));
}

type Told = Pick<DeliveryReport, "state" | "endsAddress" | "recipients">;
type Fields = ReadonlyMap<string, string>;

function deliveryOf(fields: Fields): Told | undefined {
  const action = /^[a-z]+/.exec(fields.get("action")?.toLowerCase() ?? "")?.[0] ?? "";
  const state = Object.hasOwn(STATES, action) ? STATES[action] : undefined;
  if (state === undefined) return undefined;
  const endsAddress = state === "bounced" && NO_SUCH_ADDRESS.test(fields.get("status") ?? "");
  return { state, endsAddress, recipients: addresses(fields, ["final-recipient", "original-recipient"]) };
}

/** Some leave the recipient out, for privacy, but return the mail with its own headers. */
function complaintOf(fields: Fields, returned: Fields): Told | undefined {
  if (!COMPLAINTS.includes(fields.get("feedback-type")?.toLowerCase() ?? "")) return undefined;
  const named = addresses(fields, ["original-rcpt-to"]);
  const recipients = named.length > 0 ? named : addresses(returned, ["to"]);
  return { state: "complained", endsAddress: true, recipients };
}

/** `rfc822; name@example.org`: the type of the address does not count. */
const addresses = (fields: Fields, names: readonly string[]): string[] =>
  names.flatMap(
    (name) =>
      fields
        .get(name)
        ?.replace(/^[\w-]+;/, "")
        .trim() || [],
  );

async function partsOf(raw: Uint8Array): Promise<Attachment[]> {
  try {
    const mail = await PostalMime.parse(raw.subarray(0, REPORT_BYTES), {
      // What is returned is looked at, never entered: a report forwarded by somebody is none.
      forceRfc822Attachments: true,
      attachmentEncoding: "utf8",
      maxNestingDepth: 20,
      maxHeadersSize: REPORT_BYTES,
    });
    return mail.attachments;
  } catch {
    return [];
  }
}

/** Groups of fields in the first part of a kind; a digest has one recipient, so a report needs few. */
function blocksOf(parts: readonly Attachment[], kind: RegExp): string[] {
  const part = parts.find(({ mimeType }) => kind.test(mimeType));
  return typeof part?.content === "string" ? part.content.trimStart().split(/\n[ \t\r]*\n/, 20) : [];
}

/** By name in lower case; of two with one name the first counts. */
function fieldsOf(block: string): Fields {
  const fields = new Map<string, string>();
  for (const line of block.replace(/\r?\n[ \t]+/g, " ").split(/\r?\n/, 500)) {
    const colon = line.indexOf(":");
    const name = line.slice(0, Math.max(colon, 0)).trim().toLowerCase();
    if (name !== "" && !fields.has(name)) fields.set(name, line.slice(colon + 1, colon + 1001).trim());
  }
  return fields;
}
