import { Command } from "commander";
import { today } from "../adapters/clock.ts";
import { currentRuleset } from "../adapters/rulesets.ts";
import { type ImportReport, importFile } from "../application/import-file.ts";
import { mask } from "../domain/mask.ts";
import type { IsoDate } from "../domain/schema/primitives.ts";
import { EXIT } from "./exit.ts";
import { jsonOption, parseDate, rulesetOf } from "./ruleset-option.ts";

type Options = { agency?: string; asOf?: IsoDate; dryRun?: true; json?: true; rules: string };

export function importCommand(): Command {
  return new Command("import")
    .argument("<FILE>", "双公示等表格（.xlsx、.csv）或 JSON Lines（.jsonl）")
    .option("--agency <ID>", "只导入这个机关的条目")
    .option("--as-of <DATE>", "以这一天为当日，已发生的日期不得晚于它", parseDate)
    .option("--dry-run", "只检查不存储，不需要运行中的系统")
    .option("--rules <DIR>", "--dry-run 时使用的规则文件夹", "rules")
    .addOption(jsonOption())
    .description("导入台账；一行有误不影响其他行，同一文件重复导入不产生变化")
    .addHelpText("after", "\n例：npx yifa import 处罚.xlsx --as-of 2026-11-23 --dry-run")
    .action(run);
}

async function run(path: string, options: Options): Promise<void> {
  const ruleset = options.dryRun ? await rulesetOf(options.rules) : await currentRuleset();
  const { agency, dryRun } = options;
  const report = await importFile({
    path,
    asOf: options.asOf ?? today(),
    ruleset,
    ...(agency !== undefined && { agency }),
    ...(dryRun && { dryRun }),
    onProgress: showProgress,
  });
  if (report.rejected.length > 0) process.exitCode = EXIT.negative;
  if (options.json) console.log(mask(JSON.stringify(report)));
  else for (const line of importLines(report)) console.log(mask(line));
}

/** One line that rewrites itself, on a terminal only. */
function showProgress(done: number, total: number): void {
  if (!process.stderr.isTTY) return;
  process.stderr.write(done === total ? "\r\u001B[K" : `\r已处理 ${done}/${total} 行`);
}

export function importLines(report: ImportReport): string[] {
  const rows = new Set(report.rejected.map((r) => r.row)).size;
  return [
    `${report.file}：新增 ${report.accepted}，更新 ${report.updated}，未变 ${report.unchanged}，退回 ${rows} 行`,
    ...report.rejected.map((r) => `  退回 第${r.row}行 ${r.column}：${r.message}`),
    ...report.warnings.map((w) => `  注意 第${w.row}行：${w.message}`),
    ...(report.unknownColumns.length > 0
      ? [`  未识别的列已原样保留：${report.unknownColumns.join("、")}`]
      : []),
  ];
}
