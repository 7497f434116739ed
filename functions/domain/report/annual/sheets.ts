import type { IsoDate } from "../../schema/primitives.ts";
import type { Sheet } from "../sheet.ts";
import type { AnnualReport } from "./annual.ts";
import { decisionSheet, uncountedSheet } from "./list-sheets.ts";
import { compulsorySheet, licenceSheet, otherSheet, outcomeSheet, penaltySheet } from "./table-sheets.ts";

/** Whose statistics, of what, made when and by which rules. */
export type Heading = {
  readonly agency: string;
  readonly year: number;
  readonly madeOn: IsoDate;
  readonly ruleset: string;
};

/** The workbook: how it was counted, the tables of the form, and the decisions behind them. No party is named. */
export function annualSheets(report: AnnualReport, heading: Heading): Sheet[] {
  return [
    cover(report, heading),
    penaltySheet(report, heading),
    licenceSheet(report, heading),
    compulsorySheet(report, heading),
    otherSheet(report, heading),
    outcomeSheet(report, heading),
    decisionSheet(report, heading),
    uncountedSheet(report, heading),
  ];
}

function cover(report: AnnualReport, { agency, year, madeOn, ruleset }: Heading): Sheet {
  const running = madeOn <= `${year}-12-31` ? `统计年度尚未届满，数据截至${madeOn}` : "统计年度已经届满";
  return {
    name: "说明",
    title: `${year}年度行政执法统计年报`,
    lead: `填报机关：${agency}`,
    notes: [],
    columns: [
      { header: "项目", width: 18 },
      { header: "内容", width: 96 },
    ],
    rows: [
      ["统计年度", `${year}年1月1日至12月31日，首尾两日均计入；${running}`],
      ["制表日期", { date: madeOn }],
      ["规则集编号", ruleset],
      ["数据来源", "本机关的行政执法决定台账；没有相应台账的，填0"],
      [
        "归属年度",
        "按作出决定的日期确定；申请、受理、后续结果分别按收到申请、作出受理决定、结果生效的日期确定",
      ],
      ["宗数", "一个决定为一宗；同一文书号、同日对几个当事人作出的，算一宗"],
      [
        "并处",
        "并处两种以上行政处罚的，计入最重的类别；从轻到重按行政处罚法第九条各项的次序，其他行政处罚最轻",
      ],
      ["金额", "以决定书确定的金额为准，不是实际收缴的金额；一宗有几个当事人的，为各当事人金额之和"],
      ["撤销、变更", "决定后来被撤销、变更或者确认违法的，仍计入其作出的年度，另见“决定后续结果”"],
      ["未能计入", `${report.uncounted.length}条，见“未能计入的台账”；补正台账后应当重新生成`],
    ],
  };
}
