import { createHash } from "node:crypto";
import MailComposer from "nodemailer/lib/mail-composer";
import { YifaError } from "../domain/errors.ts";
import { parseDigestId } from "../domain/notice/line.ts";
import { readAddress } from "../domain/text/mail-address.ts";
import { now } from "./clock.ts";

export type Attachment = {
  /** File name, as the reader sees it. */
  readonly name: string;
  /** MIME type with its parameters. */
  readonly type: string;
  readonly content: Uint8Array;
};

export type OutgoingMail = {
  readonly from: { readonly name: string; readonly address: string };
  readonly to: string;
  readonly subject: string;
  readonly text: string;
  readonly html: string;
  /** The digest's id: comes back with every event of the provider about this mail. */
  readonly digest: string;
  readonly attachments: readonly Attachment[];
};

/** A mail as it goes over the wire, the same through every provider. Addresses are ASCII. */
export type Message = {
  readonly from: string;
  readonly to: string;
  readonly digest: string;
  /** Of the digest and nothing else, so that a second copy is known as one. Without angle brackets. */
  readonly messageId: string;
  readonly bytes: Buffer;
};

/** @throws {YifaError} `invalid-address` */
export async function buildMessage(mail: OutgoingMail): Promise<Message> {
  const from = asciiAddress(mail.from.address);
  const to = asciiAddress(mail.to);
  const messageId = messageIdOf(mail.digest, from);
  const composer = new MailComposer({
    from: { name: mail.from.name, address: from },
    to,
    subject: mail.subject,
    text: mail.text,
    html: mail.html,
    textEncoding: "base64",
    date: now(),
    messageId: `<${messageId}>`,
    // RFC 3834: no out-of-office reply to a machine.
    headers: { "Auto-Submitted": "auto-generated", "Content-Language": "zh-CN" },
    attachments: mail.attachments.map(({ name, type, content }) => ({
      filename: name,
      contentType: type,
      content: Buffer.from(content),
    })),
    baseBoundary: createHash("sha256").update(mail.digest).digest("hex").slice(0, 32),
    disableFileAccess: true,
    disableUrlAccess: true,
  });
  return { from, to, digest: mail.digest, messageId, bytes: await composer.compile().build() };
}

/** `digest.1.<recipient>.<day>@<sender's domain>`; identifiers and dates hold no dot. */
export const messageIdOf = (digest: string, sender: string): string => {
  const from = asciiAddress(sender);
  return `${digest.replaceAll(":", ".")}@${from.slice(from.lastIndexOf("@") + 1)}`;
};
export function digestOfMessageId(messageId: string): string | undefined {
  const id = messageId.slice(0, messageId.lastIndexOf("@")).replaceAll(".", ":");
  return parseDigestId(id) && id;
}

function asciiAddress(address: string): string {
  const read = readAddress(address);
  if (read.ok) return read.ascii;
  throw new YifaError("invalid", "invalid-address", `邮箱地址不可用：${read.reason}`);
}
