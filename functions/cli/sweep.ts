import { Command } from "commander";
import { today } from "../adapters/clock.ts";
import { deliver } from "../application/deliver.ts";
import { openPeriods } from "../application/open-periods.ts";
import { type SweepReport, sweep } from "../application/sweep.ts";
import type { Silence } from "../domain/notice/sweep.ts";
import type { IsoDate } from "../domain/schema/primitives.ts";
import { EXIT } from "./exit.ts";
import { jsonOption, parseDate } from "./ruleset-option.ts";

export function sweepCommand(): Command {
  return new Command("sweep")
    .option("--as-of <DATE>", "以这一天为当日，缺省为北京时间当日", parseDate)
    .addOption(jsonOption())
    .description("当日清查：开启周期事项，生成通知，发出汇总邮件；重复运行不重复发信")
    .addHelpText("after", "\n例：npx yifa sweep --as-of 2026-11-23")
    .action(run);
}

async function run(options: { asOf?: IsoDate; json?: true }): Promise<void> {
  const on = options.asOf ?? today();
  const periods = await openPeriods(on);
  const report = await sweep(on);
  const delivered: { id: string; status: string }[] = [];
  for (const { id } of report.digests)
    delivered.push({ id, status: (await deliver({ digest: id, on })).status });
  const unsent = delivered.filter(({ status }) => !["sent", "sending", "empty"].includes(status));
  if (unsent.length > 0) process.exitCode = EXIT.outside;
  if (options.json) console.log(JSON.stringify({ ...report, opened: periods.opened.length, delivered }));
  else
    for (const line of [
      ...sweepLines(report),
      `发出邮件 ${delivered.length - unsent.length} 封，未发出 ${unsent.length} 封`,
    ])
      console.log(line);
}

export const SILENCES: Readonly<Record<Silence, string>> = {
  "day-off": "当日为休息日",
  closed: "已办结",
  historical: "历史事项",
  provisional: "届满日暂定",
  acknowledged: "已知悉，正在办理",
  "already-noticed": "已通知过",
  "no-recipient": "无人接收",
};

export function sweepLines(report: SweepReport): string[] {
  return [
    `${report.day} 清查：应处理 ${report.due}，生成通知 ${report.lines}，错过 ${report.missed}，不再适用 ${report.withdrawn}，失败 ${report.failed.length}`,
    ...(report.moved > 0 ? [`  规则或者放假安排改变，期限随之调整 ${report.moved} 件`] : []),
    ...report.suppressed.map(({ reason, count }) => `  未发：${SILENCES[reason]} ${count}`),
    ...report.failed.map(({ what, reason }) => `  失败：${what} ${reason}`),
  ];
}
