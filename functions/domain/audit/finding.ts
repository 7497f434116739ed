import { createHash } from "node:crypto";
import type { Duty, HistoryEntry, StoredRecord } from "../entities.ts";
import type { NoticeLine } from "../notice/line.ts";
import type { Gap } from "../notice/recipients.ts";

/** What an audit may find, as the keeper of the directory reads it. A gap has its own words. */
export const FAULTS = {
  "missing-line": "有应当发出的通知不见记录",
  "surplus-line": "有通知没有对应的事项或者步骤",
  "untaken-step": "有事项到了应当通知的日期而没有通知",
  "missing-duty": "有依据规则应当登记的事项没有登记",
  "surplus-duty": "有登记在办的事项依据规则不应当存在",
  "history-broken": "有历史记录或者其记载的内容被改动，与校验值不符",
  unreadable: "有台账条目无法核对",
} as const;
type Fault = keyof typeof FAULTS;

/** `what`: the key of a line, the id of a duty, where a case lies, or what does not agree with a history. */
export type Finding =
  | { readonly kind: Fault; readonly agency: string; readonly what: string }
  | { readonly kind: "gap"; readonly agency: string; readonly what: string; readonly gap: Gap };
export type FindingKind = Finding["kind"];

/** All that is stored of one subject, as far as an audit reads it. */
export type AuditedCase = {
  readonly record?: StoredRecord;
  readonly duties: readonly Duty[];
  readonly reports: readonly { readonly rule: string }[];
  readonly lines: readonly NoticeLine[];
  readonly history: readonly HistoryEntry[];
  readonly measures: readonly { readonly dutyId: string }[];
};

/** Short, and without what an id may hold. */
export const findingKey = ({ kind, agency, what }: Finding): string =>
  `${kind}#${createHash("sha256").update(`${agency}#${what}`).digest("hex").slice(0, 24)}`;

/** The history of one duty of a case. */
export const historyOf = (duty: Duty, history: readonly HistoryEntry[]): HistoryEntry[] =>
  history.filter((entry) => entry.details?.duty === duty.id);

/** The keys of the lines that were made when steps were taken, as the history has them. */
export function recordedKeys(entries: readonly HistoryEntry[]): string[] {
  return entries.flatMap(({ what, details }) =>
    what === "noticed" && Array.isArray(details?.lines)
      ? details.lines.flatMap((line: { key?: unknown }) => (typeof line?.key === "string" ? [line.key] : []))
      : [],
  );
}

/** How many are the program's affair. A gap is the directory's. */
export const faultsOf = (found: Readonly<Partial<Record<FindingKind, number>>>): number =>
  (Object.keys(FAULTS) as Fault[]).reduce((sum, kind) => sum + (found[kind] ?? 0), 0);
