import { Command } from "commander";
import { today } from "../adapters/clock.ts";
import { currentRuleset } from "../adapters/rulesets.ts";
import { getSupervisionReport, termsOf } from "../application/supervision-report.ts";
import { mask } from "../domain/mask.ts";
import { parseHalf } from "../domain/report/half.ts";
import { NO_CASES, rateText } from "../domain/report/rate.ts";
import type { AgencyRow, SupervisionReport, SupervisionRow } from "../domain/report/supervision.ts";
import { NOTES } from "../domain/report/supervision-figures.ts";
import { supervisionSheets } from "../domain/report/supervision-sheets.ts";
import type { Ruleset } from "../domain/ruleset/ruleset.ts";
import type { IsoDate } from "../domain/schema/primitives.ts";
import { fill } from "./fill.ts";
import { forceOption, saveWorkbook } from "./report-file.ts";
import { jsonOption, onOption } from "./ruleset-option.ts";
import { COMMAND_LINE } from "./stack-commands.ts";
import { table } from "./table.ts";

type Options = { half: string; out?: string; force?: true; on?: IsoDate; json?: true };

export function supervisionCommand(): Command {
  return new Command("supervision")
    .requiredOption("--half <HALF>", "统计的半年，例如 2026H2")
    .option("--out <FILE>", "同时写入这个 .xlsx 文件：总表、逾期明细、指标来源")
    .addOption(forceOption())
    .addOption(onOption())
    .addOption(jsonOption().conflicts(["out", "force"]))
    .description("半年督查统计：各机关的应办、按期、逾期、审核、报备、监督措施和得分")
    .addHelpText("after", "\n例：npx yifa report supervision --half 2026H2 --out 督查统计.xlsx")
    .action(run);
}

async function run({ out, force, json, ...options }: Options): Promise<void> {
  const on = options.on ?? today();
  const half = parseHalf(options.half, on);
  const ruleset = await currentRuleset();
  const report = await getSupervisionReport({ half, caller: COMMAND_LINE, on, ruleset });
  if (json) {
    console.log(mask(JSON.stringify({ ruleset: ruleset.hash, ...report })));
    return;
  }
  for (const line of supervisionLines(report, ruleset)) console.log(mask(line));
  if (out === undefined) return;
  await saveWorkbook(supervisionSheets(report, termsOf(ruleset), ruleset), out, force);
  console.log(`已写入 ${out}`);
}

/** The table in 80 columns, in parts; agencies that have nothing are only counted. */
export function supervisionLines({ half, on, rows, total }: SupervisionReport, ruleset: Ruleset): string[] {
  const shown = rows.filter((row) => hasAnything([...dueCells(row), ...rateCells(row), ...apartCells(row)]));
  const apart = shown.filter((row) => hasAnything(apartCells(row)));
  const name = ({ agency }: AgencyRow) =>
    ruleset.directory.agencies.find(({ id }) => id === agency)?.short ?? agency;
  const silent = rows.length - shown.length;
  return [
    `${half.label}督查统计（截至 ${on}）`,
    table(DUE_HEAD, [...shown.map((row) => [name(row), ...dueCells(row)]), ["合计", ...dueCells(total)]]),
    "",
    table(RATE_HEAD, [
      ...shown.map((row) => [name(row), ...rateCells(row), row.score?.toFixed(1) ?? NO_CASES]),
      ["合计", ...rateCells(total)],
    ]),
    "",
    ...(apart.length > 0
      ? [
          table(APART_HEAD, [
            ...apart.map((row) => [name(row), ...apartCells(row)]),
            ["合计", ...apartCells(total)],
          ]),
          "",
        ]
      : []),
    ...(silent > 0 ? [`其余 ${silent} 个机关本半年没有应计事项。`] : []),
    ...NOTES.flatMap((note) => fill(note)),
  ];
}

type Cells = readonly (string | number)[];
const hasAnything = (cells: Cells): boolean => cells.some((cell) => typeof cell === "number" && cell > 0);

const DUE_HEAD = ["机关", "应办", "已办", "按期率", "逾期", "日数", "最长", "应公开", "已公开", "按期率"];

const dueCells = ({ duties, disclosure }: SupervisionRow): Cells => [
  duties.due,
  duties.done,
  rateText(duties.onTimeRate),
  duties.late + duties.overdue,
  duties.daysLate,
  duties.longestDaysLate,
  disclosure.due,
  disclosure.done,
  rateText(disclosure.onTimeRate),
];

const RATE_HEAD = ["机关", "应审核", "已审核", "审核率", "应报备", "已报备", "报备率", "延期", "得分"];

const rateCells = ({ review, filing, duties }: SupervisionRow): Cells => [
  review.denominator,
  review.numerator,
  rateText(review),
  filing.denominator,
  filing.numerator,
  rateText(filing),
  duties.extended,
];

const APART = ["provisional", "historical", "waived", "withdrawn"] as const;
const APART_HEAD = ["机关", "督办", "约谈", "整改", "通报", "暂定", "历史", "豁免", "撤回", "未认定"];

/** Measures, and what is not counted above. */
const apartCells = ({ measures, duties, review, filing }: SupervisionRow): Cells => [
  ...Object.values(measures),
  ...APART.map((one) => duties[one]),
  review.open + filing.open,
];
