import type { StoredRecord } from "../../entities.ts";
import type { Uncounted } from "./decisions.ts";
import { date, text, within, type Year } from "./facts.ts";

export type Applications = {
  readonly applied: number;
  readonly accepted: number;
  readonly uncounted: readonly Uncounted[];
};

/** Results that nobody applied for. */
const OF_OFFICE: readonly (string | undefined)[] = ["撤销", "撤回", "注销"];

/** Applications for licences by the day they came in, and acceptances by the day of acceptance, decided or not. */
export function applicationsOf(records: readonly StoredRecord[], year: Year): Applications {
  const licences = records.filter((record) => text(record, "kind") === "行政许可");
  const on = (fact: string) => licences.filter((record) => within(date(record, fact), year)).length;
  return {
    applied: on("appliedOn"),
    accepted: on("acceptedOn"),
    uncounted: licences.filter((record) => mayBelong(record, year)).flatMap(datesLacking),
  };
}

/** Decided in the year or later: without a date of its own the application may have come in during the year. */
function mayBelong(record: StoredRecord, { from }: Year): boolean {
  const decidedOn = date(record, "decidedOn");
  return decidedOn !== undefined && decidedOn >= from && !OF_OFFICE.includes(text(record, "result"));
}

function datesLacking(record: StoredRecord): Uncounted[] {
  const lacking = [
    { fact: "appliedOn", label: "申请日期", in: "申请数量" },
    { fact: "acceptedOn", label: "受理日期", in: "受理数量" },
  ].filter(({ fact }) => date(record, fact) === undefined);
  if (lacking.length === 0) return [];
  const joined = (of: "label" | "in") => lacking.map((one) => one[of]).join("、");
  return [{ record, in: joined("in"), reason: `缺${joined("label")}` }];
}
