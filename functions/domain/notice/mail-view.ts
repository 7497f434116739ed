import type { Digest } from "./digest.ts";

const SHOWN = [
  "id",
  "recipient",
  "agency",
  "day",
  "status",
  "receipt",
  "subject",
  "sentAt",
  "messageId",
  "error",
  "askedAt",
  "resentAt",
] as const satisfies (keyof Digest)[];

/** A mail as people and scripts see it: without its address, and without what the table keeps beside. */
export type MailView = Pick<Digest, (typeof SHOWN)[number]>;

export const mailView = (digest: Digest): MailView =>
  Object.fromEntries(
    SHOWN.flatMap((name) => (digest[name] === undefined ? [] : [[name, digest[name]]])),
  ) as MailView;
