import { Command } from "commander";
import { today } from "../adapters/clock.ts";
import { currentRuleset } from "../adapters/rulesets.ts";
import { getAnnualReport } from "../application/annual-report.ts";
import { YifaError } from "../domain/errors.ts";
import { mask } from "../domain/mask.ts";
import type { AnnualReport } from "../domain/report/annual/annual.ts";
import { text } from "../domain/report/annual/facts.ts";
import { annualSheets } from "../domain/report/annual/sheets.ts";
import type { IsoDate } from "../domain/schema/primitives.ts";
import { EXIT } from "./exit.ts";
import { fileName, forceOption, outOption, saveWorkbook } from "./report-file.ts";
import { jsonOption, onOption } from "./ruleset-option.ts";
import { COMMAND_LINE } from "./stack-commands.ts";

type Options = { agency: string; year: string; out?: string; force?: true; on?: IsoDate; json?: true };

export function annualCommand(): Command {
  return new Command("annual")
    .requiredOption("--agency <ID>", "填报机关的代号")
    .requiredOption("--year <YEAR>", "统计年度，例如 2026")
    .addOption(outOption())
    .addOption(forceOption())
    .addOption(onOption())
    .addOption(jsonOption().conflicts(["out", "force"]))
    .description("行政执法统计年报：按决定台账填制各统计表；有台账未能计入的，退出状态为1")
    .addHelpText("after", "\n例：npx yifa report annual --agency market-regulation --year 2026")
    .action(run);
}

async function run(options: Options): Promise<void> {
  const { agency } = options;
  const madeOn = options.on ?? today();
  const year = readYear(options.year, madeOn);
  const ruleset = await currentRuleset();
  const report = await getAnnualReport({ agency, year, caller: COMMAND_LINE, ruleset });
  const heading = { year, madeOn, ruleset: ruleset.hash };
  if (report.uncounted.length > 0) process.exitCode = EXIT.negative;
  if (options.json) {
    console.log(mask(JSON.stringify({ agency, ...heading, ...view(report) })));
    return;
  }
  const { name = agency, short = agency } = ruleset.directory.agencies.find(({ id }) => id === agency) ?? {};
  const path = options.out ?? fileName(`行政执法统计年报-${short}-${year}`);
  await saveWorkbook(annualSheets(report, { agency: name, ...heading }), path, options.force);
  for (const line of summary(report, path)) console.log(mask(line));
}

function readYear(written: string, on: IsoDate): number {
  if (/^20\d\d$/.test(written) && written <= on.slice(0, 4)) return Number(written);
  throw new YifaError(
    "invalid",
    "usage",
    `统计年度“${written}”应为已经开始的年度，2000至${on.slice(0, 4)}，例如 ${on.slice(0, 4)}`,
  );
}

/** The tables as they are, the records behind them by number only. */
function view({ decisions, uncounted, ...tables }: AnnualReport) {
  return {
    ...tables,
    decisions: decisions.map(({ records, ...decision }) => ({
      ...decision,
      records: records.map(({ id }) => id),
    })),
    uncounted: uncounted.map(({ record, ...why }) => ({
      record: record.id,
      number: text(record, "documentNumber"),
      ...why,
    })),
  };
}

function summary({ decisions, uncounted }: AnnualReport, path: string): string[] {
  const counted = `已写入 ${path}：计入 ${decisions.length} 宗（次）`;
  if (uncounted.length === 0) return [counted];
  return [`${counted}，${uncounted.length} 条未能计入，见“未能计入的台账”`];
}
