import type { IsoDate } from "../schema/primitives.ts";
import type { ReceiptState } from "./receipt.ts";

/** `empty`: all that it held was done or withdrawn before it went out, so there was nothing to send. */
export type DigestStatus = "collecting" | "frozen" | "sending" | "sent" | "empty" | "failed" | "uncertain";

/** One mail to one recipient on one day. */
export type Digest = {
  /** `digest:1:<recipient>:<day>`. */
  readonly id: string;
  readonly recipient: string;
  readonly agency: string;
  readonly day: IsoDate;
  readonly status: DigestStatus;
  readonly subject?: string;
  readonly to?: string;
  readonly messageId?: string;
  readonly error?: string;
  readonly sentAt?: string;
  /** The gravest thing that the provider said of it since. */
  readonly receipt?: ReceiptState;
  /** Instant at which a person was asked what became of it. */
  readonly askedAt?: string;
  /** Instant at which its ladders had it sent once more. */
  readonly resentAt?: string;
};
