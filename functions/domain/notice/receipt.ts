import type { Label } from "../schema/choice.ts";
import type { Digest, DigestStatus } from "./digest.ts";

/** What the provider says became of a mail, each outranking those before it. */
export const RECEIPT_STATES = {
  accepted: { label: "已受理", explanation: "邮件服务商已受理，尚未投递" },
  delayed: { label: "延迟投递", explanation: "对方服务器暂不接收，服务商仍在重试" },
  rejected: { label: "未予发出", explanation: "服务商受理之后决定不发" },
  delivered: { label: "已投递", explanation: "对方服务器已接收；不表示收件人已经阅读" },
  bounced: { label: "被退回", explanation: "对方服务器退回，通知改发下一位收件人" },
  complained: { label: "被投诉", explanation: "收件人标为垃圾邮件，通知改发下一位收件人" },
} as const satisfies Record<string, Label>;
export type ReceiptState = keyof typeof RECEIPT_STATES;

/** One event of the provider about one mail. */
export type Receipt = {
  readonly digest: string;
  readonly state: ReceiptState;
  /** The provider's own id of the mail. */
  readonly mail: string;
  /** Instants in UTC: when the provider took the mail, and when this happened to it. */
  readonly sentAt: string;
  readonly at: string;
  /** To whom the mail went: belongs into no log and no history. */
  readonly address: string;
  /** The address takes no mail at all, or wants none: nothing more is sent to it. */
  readonly endsAddress: boolean;
};

/** Statuses in which no mail has ever been handed over. */
const UNSENT: readonly DigestStatus[] = ["collecting", "empty"];
const RANKS = Object.keys(RECEIPT_STATES) as ReceiptState[];

type Settled = Pick<Digest, "status" | "receipt" | "messageId" | "sentAt">;

/**
 * The digest after one more event. Never back, and the same for every order and repetition of the events of a mail; so
 * also one whose sending is not recorded yet, or whose outcome was unknown, is settled by any of them.
 */
export function afterReceipt(digest: Settled, { state, mail, sentAt }: Receipt): Settled {
  if (UNSENT.includes(digest.status)) return digest;
  const before = digest.receipt;
  const receipt = before !== undefined && RANKS.indexOf(before) >= RANKS.indexOf(state) ? before : state;
  return {
    status: receipt === "rejected" ? "failed" : "sent",
    receipt,
    messageId: digest.messageId ?? mail,
    sentAt: digest.sentAt ?? sentAt,
  };
}

/** Whether its lines must reach somebody else. */
export const isReturned = ({ state }: Pick<Receipt, "state">): boolean =>
  state === "bounced" || state === "complained";
