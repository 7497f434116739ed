import { describe, expect, it } from "vitest";
import { parseHalf } from "../../../functions/domain/report/half.ts";
import { supervisionReport } from "../../../functions/domain/report/supervision.ts";
import { supervisionSheets } from "../../../functions/domain/report/supervision-sheets.ts";
import type { SupervisionReportTerms } from "../../../functions/domain/schema/supervision-report.ts";
import { shippedRules } from "../../support/rules.ts";
import { done, duty } from "./duties.ts";

const ON = "2026-11-23";
const ruleset = await shippedRules();
const terms = ruleset.settings.supervisionReport as SupervisionReportTerms;
const extension = { until: "2026-09-28", reason: "案情复杂", askedBy: "housing", grantedBy: "head" };
const report = supervisionReport(
  [
    {
      agency: "housing",
      duties: [
        duty({ extension }),
        done("2026-09-30", { instance: 2, provisional: true }),
        done("2026-09-20", { instance: 3 }),
      ],
      measures: [],
      review: { numerator: 2499, denominator: 2500, open: 0 },
      filing: { numerator: 0, denominator: 0, open: 0 },
    },
  ],
  { half: parseHalf("2026H2", ON), on: ON, terms },
);
const sheets = supervisionSheets(report, terms, ruleset);
const cell = (name: string, row: number, header: string, group?: string) => {
  const sheet = sheets.find((one) => one.name === name);
  const at = sheet?.columns.findIndex((column) => column.header === header && column.group === group) ?? -1;
  return sheet?.rows[row]?.[at];
};

describe("the supervisor's workbook", () => {
  it("has three pages, each row as wide as its header", () => {
    expect(sheets.map(({ name }) => name)).toEqual(["总表", "逾期明细", "指标来源"]);
    for (const { columns, rows } of sheets) for (const row of rows) expect(row).toHaveLength(columns.length);
  });

  const cells: [string, string, number, string, string | undefined, unknown][] = [
    ["the agency by its full name", "总表", 0, "机关", undefined, "昌吉市住房和城乡建设局"],
    ["a share rounded down", "总表", 0, "审核率", "重大执法决定法制审核", 0.999],
    ["no share where there is nothing", "总表", 0, "报备率", "规范性文件报备", "—"],
    ["a last row of sums", "总表", 1, "应办", "应办事项", 3],
    ["the latest first, until now", "逾期明细", 0, "逾期日数", undefined, 56],
    ["a granted extension beside it", "逾期明细", 0, "备注", undefined, "已批准延期至 2026-09-28"],
    ["when it was done, late", "逾期明细", 1, "办结日", undefined, { date: "2026-09-30" }],
    ["that its date was provisional", "逾期明细", 1, "备注", undefined, "期限暂定"],
    ["the points of a part", "指标来源", 0, "分值", undefined, terms.duties.weight],
    ["that the points are ours", "指标来源", 0, "分值来源", undefined, "系统默认，可配置"],
    [
      "the articles of the rule that is measured",
      "指标来源",
      2,
      "依据",
      undefined,
      "〔IP-2.4-a〕；《行政处罚法》第五十八条",
    ],
  ];
  it.each(cells)("tells %s", (_name, page, row, header, group, value) => {
    expect(cell(page, row, header, group)).toEqual(value);
  });

  it("says whose rules it was made by", () => {
    expect(sheets.at(-1)?.lead).toContain(ruleset.hash.slice(0, 12));
  });
});
