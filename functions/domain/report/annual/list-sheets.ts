import type { Sheet } from "../sheet.ts";
import { sumYuan } from "./amounts.ts";
import type { AnnualReport } from "./annual.ts";
import type { Decision } from "./decisions.ts";
import { date, text } from "./facts.ts";
import type { Heading } from "./sheets.ts";

/** The decisions behind the tables: by number, never by party. */
export function decisionSheet({ decisions }: AnnualReport, { agency, year }: Heading): Sheet {
  return {
    name: "清单",
    title: `${year}年度计入统计的行政执法决定`,
    lead: `填报机关：${agency}　　共${decisions.length}宗（次）`,
    columns: [
      { header: "序号", width: 7 },
      { header: "决定文书号", width: 32 },
      { header: "执法类别", width: 12 },
      { header: "作出决定日期", width: 14 },
      { header: "计入栏目", width: 36 },
      { header: "当事人数", width: 10 },
      { header: "金额（元）", width: 18, shows: "yuan" },
      { header: "后续结果", width: 26 },
    ],
    rows: decisions.map((decision, at) => [
      at + 1,
      decision.number,
      decision.kind,
      { date: decision.decidedOn },
      decision.class,
      decision.records.length,
      sumYuan(decision.records, ["fineYuan", "confiscatedYuan", "amountYuan"]) || undefined,
      outcomeText(decision),
    ]),
    notes: [],
  };
}

function outcomeText({ records }: Decision): string {
  const told = records.flatMap((record) => {
    const outcome = text(record, "outcome");
    return outcome === undefined ? [] : [`${outcome}（${date(record, "outcomeOn") ?? "日期未填"}）`];
  });
  return [...new Set(told)].join("、");
}

export function uncountedSheet({ uncounted }: AnnualReport, { agency }: Heading): Sheet {
  return {
    name: "未能计入的台账",
    title: "未能计入的台账",
    lead: `填报机关：${agency}　　共${uncounted.length}条；补正后应当重新生成年报`,
    columns: [
      { header: "序号", width: 7 },
      { header: "台账编号", width: 34 },
      { header: "决定文书号", width: 32 },
      { header: "执法类别", width: 12 },
      { header: "作出决定日期", width: 14 },
      { header: "未计入", width: 20 },
      { header: "原因", width: 44 },
    ],
    rows: uncounted.map(({ record, in: missing, reason }, at) => {
      const decidedOn = date(record, "decidedOn");
      return [
        at + 1,
        record.id,
        text(record, "documentNumber"),
        text(record, "kind"),
        decidedOn === undefined ? undefined : { date: decidedOn },
        missing,
        reason,
      ];
    }),
    notes: [],
  };
}
