import { MEASURES, type MeasureKind } from "../schema/folder.ts";
import type { DutyCounts } from "./duty-counts.ts";
import { rateCell } from "./rate.ts";
import type { Cell } from "./sheet.ts";
import { STANDINGS } from "./standing.ts";
import type { SupervisionRow } from "./supervision.ts";

type Figure = { readonly header: string; readonly group?: string; readonly shows?: "share" } & {
  readonly of: (row: SupervisionRow) => Cell;
};
const grouped = (group: string, figures: readonly Figure[]): Figure[] =>
  figures.map((figure) => ({ ...figure, group }));

const dutyFigures = (due: string, done: string, of: (row: SupervisionRow) => DutyCounts): Figure[] => [
  { header: due, of: (row) => of(row).due },
  { header: done, of: (row) => of(row).done },
  { header: STANDINGS.onTime.label, of: (row) => of(row).onTime },
  { header: STANDINGS.late.label, of: (row) => of(row).late },
  { header: STANDINGS.overdue.label, of: (row) => of(row).overdue },
  { header: STANDINGS.pending.label, of: (row) => of(row).pending },
  { header: "按期率", shows: "share", of: (row) => rateCell(of(row).onTimeRate) },
  { header: "逾期日数合计", of: (row) => of(row).daysLate },
  { header: "最长逾期日数", of: (row) => of(row).longestDaysLate },
];
const openRate = (base: string, met: string, share: string, part: "review" | "filing"): Figure[] => [
  { header: base, of: (row) => row[part].denominator },
  { header: met, of: (row) => row[part].numerator },
  { header: share, shows: "share", of: (row) => rateCell(row[part]) },
  { header: "未认定", of: (row) => row[part].open },
];
const APART = ["provisional", "historical", "waived", "withdrawn"] as const;

/** The columns of the table between the agency and its score. */
export const FIGURES: readonly Figure[] = [
  ...grouped("应办事项", [
    ...dutyFigures("应办", "已办", (row) => row.duties),
    { header: "已批准延期", of: (row) => row.duties.extended },
  ]),
  ...grouped(
    "其中：应公开",
    dutyFigures("应公开", "已公开", (row) => row.disclosure),
  ),
  ...grouped(
    "不计入应办",
    APART.map((one) => ({ header: STANDINGS[one].label, of: (row) => row.duties[one] })),
  ),
  ...grouped("重大执法决定法制审核", openRate("应审核", "已审核", "审核率", "review")),
  ...grouped("规范性文件报备", openRate("应报备", "已报备", "报备率", "filing")),
  ...grouped(
    "监督措施（签发）",
    (Object.keys(MEASURES) as MeasureKind[]).map((kind) => ({
      header: MEASURES[kind].label,
      of: (row) => row.measures[kind],
    })),
  ),
];

export const NOTES: readonly string[] = [
  "统计届满日在本半年内（含首日、末日）的事项。按期率＝按期办结÷（按期办结＋逾期办结＋逾期未办）。",
  "各项比例、得分只舍不入；没有应计事项的记“—”，其分值按比例并入其他各项。",
  "逾期日数按自然日计，自届满日次日起至办结日，尚未办结的至统计日。",
  "期限暂定而尚未办结的、历史事项、已豁免和已撤回的事项单列，不计入应办。",
  "缺少事实、尚不能认定应否审核或者报备的（“未认定”），不计入审核率、报备率。",
];
