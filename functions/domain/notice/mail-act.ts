import { YifaError } from "../errors.ts";
import type { Label } from "../schema/choice.ts";
import type { Digest, DigestStatus } from "./digest.ts";
import { RECEIPT_STATES } from "./receipt.ts";

export const DIGEST_STATUSES = {
  collecting: { label: "汇集中", explanation: "当日通知仍可加入" },
  frozen: { label: "待发", explanation: "内容已定，等待发送" },
  sending: { label: "发送中", explanation: "正交给邮件服务商" },
  sent: { label: "已发出", explanation: "邮件服务商已接收" },
  empty: { label: "无须发送", explanation: "所含事项发送之前已办结或者不再适用" },
  failed: { label: "未发出", explanation: "邮件服务商拒收，可以重发" },
  uncertain: { label: "结果不明", explanation: "不知是否已经发出，不自行重发" },
} as const satisfies Record<DigestStatus, Label>;

/** What an administrator does to a mail. */
export const MAIL_ACTS = {
  retry: { from: "failed", to: "frozen", label: "重发" },
  resend: { from: "uncertain", to: "frozen", label: "再发一次" },
  "confirm-sent": { from: "uncertain", to: "sent", label: "认定已发出" },
  "confirm-not-sent": { from: "uncertain", to: "failed", label: "认定未发出" },
} as const satisfies Record<string, { from: DigestStatus; to: DigestStatus; label: string }>;
export type MailAct = keyof typeof MAIL_ACTS;

/** @throws {YifaError} `conflict` where the mail is not in the status that the act is for. */
export function statusAfterAct({ id, status }: Pick<Digest, "id" | "status">, act: MailAct): DigestStatus {
  const { from, to, label } = MAIL_ACTS[act];
  if (status === from) return to;
  throw new YifaError(
    "conflict",
    "mail-status",
    `邮件“${id}”的状态是“${DIGEST_STATUSES[status].label}”，不能${label}，应为“${DIGEST_STATUSES[from].label}”`,
  );
}

/** Entries of the history of a mail, in words. */
const EVENTS: Readonly<Record<string, string>> = {
  ask: "请人核实",
  "line-moved": "通知改发",
  ...Object.fromEntries(
    Object.entries(RECEIPT_STATES).map(([state, { label }]) => [`receipt-${state}`, `回执：${label}`]),
  ),
  ...Object.fromEntries(Object.entries(MAIL_ACTS).map(([act, { label }]) => [act, label])),
};
export const eventLabel = (what: string): string => EVENTS[what] ?? what;
