import { Command } from "commander";
import type { SweepRun } from "../adapters/store/sweeps.ts";
import { listSweeps, type SweptDay } from "../application/list-sweeps.ts";
import { toInstant } from "../domain/calendar/instants.ts";
import { mask } from "../domain/mask.ts";
import type { DigestStatus } from "../domain/notice/digest.ts";
import type { IsoDate } from "../domain/schema/primitives.ts";
import { dayOf, jsonOption, onOption } from "./ruleset-option.ts";
import { SILENCES } from "./sweep.ts";
import { table } from "./table.ts";

export function sweepsCommand(): Command {
  const command = new Command("sweeps").description("每日清查的记录");
  command
    .command("list")
    .addOption(onOption())
    .addOption(jsonOption())
    .description("列出最近十四天的清查：应处理 = 通知 + 错过 + 不再适用 + 未发 + 失败")
    .addHelpText("after", "\n例：npx yifa sweeps list")
    .action(list);
  return command;
}

async function list({ on, json }: { on?: IsoDate; json?: true }): Promise<void> {
  const days = await listSweeps(dayOf(on));
  if (json) console.log(mask(JSON.stringify({ days })));
  else console.log(mask(days.length === 0 ? "没有清查记录" : sweepsText(days)));
}

const HEAD = ["日期", "开始", "完成", "应处理", "通知", "错过", "不再适用", "未发", "失败"];

export function sweepsText(days: readonly SweptDay[]): string {
  const rows = days.flatMap(({ day, runs }) =>
    runs.length === 0 ? [[day, "", "未清查"]] : runs.map((run) => rowOf(run)),
  );
  return [table(HEAD, rows), ...days.flatMap(notesOf)].join("\n");
}

function rowOf(run: SweepRun): (string | number)[] {
  const silent = run.suppressed.reduce((sum, { count }) => sum + count, 0);
  const began = toInstant(run.startedAt)?.slice(11, 16) ?? "";
  const { day, done, due, lines, missed, withdrawn, failed } = run;
  return [day, began, done ? "是" : "否", due, lines, missed, withdrawn, silent, failed];
}

const UNSENT: Readonly<Record<Exclude<DigestStatus, "sent" | "empty">, string>> = {
  collecting: "汇集中",
  frozen: "待发",
  sending: "正在发",
  failed: "被邮件服务拒收",
  uncertain: "不知是否发出",
};

/** Why lines were not made, what failed, and what mail of the day is not sent. */
function notesOf({ day, runs, unsent }: SweptDay): string[] {
  const last = runs.at(-1);
  const silent = last?.suppressed.map(({ reason, count }) => `${SILENCES[reason]} ${count}`) ?? [];
  const mails = Object.entries(UNSENT).flatMap(([status, label]) => {
    const count = unsent[status as keyof typeof UNSENT];
    return count ? [`${label} ${count} 封`] : [];
  });
  return [
    ...(silent.length > 0 ? [`${day} 未发：${silent.join("，")}`] : []),
    ...(last?.failures.map(({ what, reason }) => `${day} 失败：${what} ${reason}`) ?? []),
    ...(mails.length > 0 ? [`${day} 邮件：${mails.join("，")}`] : []),
  ];
}
