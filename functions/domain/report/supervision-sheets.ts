import { citationText } from "../read/citation.ts";
import type { Ruleset } from "../ruleset/ruleset.ts";
import type { SupervisionReportTerms } from "../schema/supervision-report.ts";
import { NO_CASES } from "./rate.ts";
import type { ReportedDuty } from "./reported-duty.ts";
import type { Cell, Column, Sheet } from "./sheet.ts";
import { STANDINGS } from "./standing.ts";
import type { AgencyRow, SupervisionReport, SupervisionRow } from "./supervision.ts";
import { FIGURES, NOTES } from "./supervision-figures.ts";
import { sourceSheet } from "./supervision-sources.ts";

const TITLE = "依法行政督查统计表";

/** The workbook: 总表, 逾期明细, 指标来源. */
export function supervisionSheets(
  report: SupervisionReport,
  terms: SupervisionReportTerms,
  ruleset: Ruleset,
): Sheet[] {
  const lead = `${report.half.label}（${report.half.startsOn} 至 ${report.half.endsOn}），截至 ${report.on}`;
  return [
    mainSheet(report, lead, ruleset),
    lateSheet(report, lead, ruleset),
    { ...sourceSheet(terms, ruleset), lead: `${lead}；规则集 ${ruleset.hash.slice(0, 12)}` },
  ];
}

const nameOf = ({ directory }: Ruleset, id: string): string =>
  directory.agencies.find((agency) => agency.id === id)?.name ?? id;

function mainSheet({ rows, total }: SupervisionReport, lead: string, ruleset: Ruleset): Sheet {
  const cells = (row: SupervisionRow): Cell[] => FIGURES.map(({ of }) => of(row));
  return {
    name: "总表",
    title: TITLE,
    lead,
    columns: [
      { header: "机关", width: 28 },
      ...FIGURES.map(({ of: _, ...column }): Column => ({ ...column, width: 7 })),
      { header: "得分", width: 7 },
    ],
    rows: [
      ...rows.map((row: AgencyRow) => [nameOf(ruleset, row.agency), ...cells(row), row.score ?? NO_CASES]),
      ["合计", ...cells(total), undefined],
    ],
    notes: NOTES,
  };
}

function lateSheet({ late }: SupervisionReport, lead: string, ruleset: Ruleset): Sheet {
  return {
    name: "逾期明细",
    title: "逾期事项明细表",
    lead,
    columns: [
      { header: "机关", width: 32 },
      { header: "编号", width: 28 },
      { header: "事项", width: 48 },
      { header: "期限届满日", width: 13 },
      { header: "办结日", width: 13 },
      { header: "状态", width: 11 },
      { header: "逾期日数", width: 10 },
      { header: "备注", width: 24 },
      { header: "依据", width: 32 },
      { header: "事项代号", width: 40 },
    ],
    rows: late.map((one) => lateRow(one, ruleset)),
    notes:
      late.length === 0
        ? ["本半年没有逾期事项。"]
        : ["依据中〔〕内为文件条款代号，可用 yifa explain 事项代号 查看期限的推算。"],
  };
}

function lateRow(duty: ReportedDuty, ruleset: Ruleset): Cell[] {
  const { doneOn, extendedUntil, provisional } = duty;
  const remarks = [
    ...(provisional ? ["期限暂定"] : []),
    ...(extendedUntil === undefined ? [] : [`已批准延期至 ${extendedUntil}`]),
  ];
  return [
    nameOf(ruleset, duty.agency),
    duty.caseNumber,
    duty.title,
    { date: duty.dueOn },
    doneOn === undefined ? undefined : { date: doneOn },
    STANDINGS[duty.standing].label,
    duty.daysLate,
    remarks.join("；"),
    duty.cites.map(citationText).join("；"),
    duty.id,
  ];
}
