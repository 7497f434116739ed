import type { Measure } from "../measure/measure.ts";
import { MEASURE_STATUSES } from "../measure/status.ts";
import { citationText } from "../read/citation.ts";
import { Words } from "../read/words.ts";
import type { Ruleset } from "../ruleset/ruleset.ts";
import type { IsoDate } from "../schema/primitives.ts";
import type { Range } from "./ledger.ts";
import { rangeText } from "./ledger-sheet.ts";
import type { Sheet } from "./sheet.ts";

export const MEASURE_LEDGER = "督办台账";

/** Drafted on these days, both inclusive. */
export const draftedWithin = (measures: readonly Measure[], { from, to }: Range): Measure[] =>
  measures
    .filter(
      ({ draftedOn }) => (from === undefined || from <= draftedOn) && (to === undefined || draftedOn <= to),
    )
    .sort((a, b) => (a.draftedOn === b.draftedOn ? compare(a.id, b.id) : compare(a.draftedOn, b.draftedOn)));

const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

/** The page of the measures against agencies that were late. */
export function measureSheet(
  measures: readonly Measure[],
  { range, on }: { readonly range: Range; readonly on: IsoDate },
  ruleset: Ruleset,
): Sheet {
  const words = new Words(ruleset, undefined);
  return {
    name: MEASURE_LEDGER,
    title: MEASURE_LEDGER,
    lead: `${rangeText(range)}，共 ${measures.length} 件，截至 ${on}`,
    columns: [
      { header: "序号", width: 6 },
      { header: "责任机关", width: 30 },
      { header: "措施", width: 12 },
      { header: "编号", width: 26 },
      { header: "事项", width: 46 },
      { header: "期限", width: 13 },
      { header: "拟办日", width: 13 },
      { header: "签发机关", width: 30 },
      { header: "签发日", width: 13 },
      { header: "文号", width: 26 },
      { header: "答复期限", width: 13 },
      { header: "答复日", width: 13 },
      { header: "答复", width: 40 },
      { header: "状态", width: 10 },
      { header: "审核日", width: 13 },
      { header: "审核意见", width: 30 },
      { header: "依据", width: 30 },
      { header: "事项代号", width: 40 },
    ],
    rows: measures.map((one, i) => [
      i + 1,
      words.agency(one.agency),
      one.kind,
      one.caseNumber,
      one.title,
      { date: one.dueOn },
      { date: one.draftedOn },
      words.agency(one.issuer),
      one.issued && { date: one.issued.on },
      one.issued?.number,
      one.issued && { date: one.issued.answerBy },
      one.answer && { date: one.answer.on },
      one.answer?.text,
      MEASURE_STATUSES[one.status].label,
      one.closing && { date: one.closing.on },
      one.closing?.reason,
      one.cites.map(citationText).join("；"),
      one.dutyId,
    ]),
    notes: [
      "措施由系统拟办，签发之前不送达责任机关；日期范围按拟办日。答复、审核意见为最近一次，撤销的原因列入审核意见。",
    ],
  };
}
