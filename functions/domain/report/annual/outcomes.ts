import type { StoredRecord } from "../../entities.ts";
import { ALL_KINDS, LATER_OUTCOMES } from "./classes.ts";
import { documentKey, type Uncounted } from "./decisions.ts";
import { date, text, within, type Year } from "./facts.ts";

/** By kind, then by outcome. */
type Outcomes = Readonly<Record<string, Readonly<Record<string, number>>>>;

/** What became of decisions of any year, by the day on which it did; a decision on several parties is one. */
export function outcomesOf(
  records: readonly StoredRecord[],
  year: Year,
): { counts: Outcomes; uncounted: Uncounted[] } {
  const changed = records.filter((record) => hasOutcomeIn(record, year));
  const problems = new Map(changed.flatMap((record) => lacking(record)));
  const countable = changed.filter((record) => !problems.has(record));
  const count = (kind: string, outcome: string) =>
    new Set(
      countable
        .filter((record) => text(record, "kind") === kind && text(record, "outcome") === outcome)
        .map((record) => documentKey(record, kind)),
    ).size;
  return {
    counts: Object.fromEntries(
      ALL_KINDS.map((kind) => [
        kind,
        Object.fromEntries(LATER_OUTCOMES.map((outcome) => [outcome, count(kind, outcome)])),
      ]),
    ),
    uncounted: [...problems].map(([record, reason]) => ({ record, in: "决定后续结果", reason })),
  };
}

/** Without a date it may have been in any year since the decision. */
function hasOutcomeIn(record: StoredRecord, year: Year): boolean {
  if (text(record, "outcome") === undefined) return false;
  const on = date(record, "outcomeOn");
  if (on !== undefined) return within(on, year);
  const decidedOn = date(record, "decidedOn");
  return decidedOn === undefined || decidedOn <= year.to;
}

function lacking(record: StoredRecord): [StoredRecord, string][] {
  const reasons = [
    ...(text(record, "kind") === undefined ? ["缺执法类别"] : []),
    ...(date(record, "outcomeOn") === undefined ? ["缺后续结果日期"] : []),
  ];
  return reasons.length === 0 ? [] : [[record, reasons.join("，")]];
}
