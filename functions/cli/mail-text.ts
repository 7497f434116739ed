import { toInstant } from "../domain/calendar/instants.ts";
import type { HistoryEntry } from "../domain/entities.ts";
import type { NoticeLine } from "../domain/notice/line.ts";
import { DIGEST_STATUSES, eventLabel } from "../domain/notice/mail-act.ts";
import type { MailView } from "../domain/notice/mail-view.ts";
import { RECEIPT_STATES } from "../domain/notice/receipt.ts";
import { fill } from "./fill.ts";

/** 已发出，被退回 */
export const mailState = ({ status, receipt }: Pick<MailView, "status" | "receipt">): string =>
  DIGEST_STATUSES[status].label + (receipt === undefined ? "" : `，${RECEIPT_STATES[receipt].label}`);

/** Status and receipt, day, subject; what went wrong; the id. */
export function mailLines({ id, day, subject = "", error, sentAt, ...mail }: MailView): string[] {
  const sent = sentAt === undefined ? "" : `，${minute(sentAt)}`;
  return [
    ...fill(`${mailState(mail)}${sent}　${day}　${subject}`.trim(), "", "  "),
    ...(error === undefined ? [] : fill(error, "  ")),
    `  ${id}`,
  ];
}

/** What a mail holds, and what happened to it. */
export const contentLines = (lines: readonly NoticeLine[], history: readonly HistoryEntry[]): string[] => [
  `通知 ${lines.length} 条：`,
  ...lines.flatMap(({ text, dutyId, step }) => fill(text ?? `${dutyId}　${step}`, "  ", "    ")),
  ...(history.length > 0 ? ["经过："] : []),
  ...history.flatMap(({ at, by, what, reason, details }) => {
    const to = typeof details?.to === "string" ? ` ${details.to}` : "";
    return fill(`${minute(at)}　${eventLabel(what)}${to}（${by}）${reason ?? ""}`, "  ", "    ");
  }),
];

/** Beijing time. */
export const minute = (at: string): string => (toInstant(at) ?? at).slice(0, 16).replace("T", " ");
