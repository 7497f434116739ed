import { setTimeout as delay } from "node:timers/promises";
import { Command, Option } from "commander";
import { callApi } from "../adapters/api-client.ts";
import type { SeenImpact } from "../application/impact/get-impact.ts";
import type { ShortImpact } from "../domain/impact/short.ts";
import { mask } from "../domain/mask.ts";
import { short } from "../domain/publication/act.ts";
import { dateText } from "../domain/read/numerals.ts";
import { fill } from "./fill.ts";
import { impactTable } from "./impact-table.ts";
import { type ActOptions, actOptions, fullHash } from "./publication-options.ts";

type Options = ActOptions & { readonly again?: true };

/** Over the API, by whoever has a token: nobody needs the table at hand for it. */
export const weighCommand = (): Command =>
  actOptions(new Command("weigh"))
    .argument("<HASH|DIR>", "提出的规则集的编号，至少前12位；或者内容相同的规则文件夹")
    .addOption(new Option("--again", "当日已经测算过的，按现在的台账重新测算"))
    .description("请系统测算提出的规则集对现有台账的影响，对照施行中的规则集；不改台账，不发信")
    .addHelpText("after", "\n例：npx yifa rules weigh 0123456789ab --as 李某")
    .action(weigh);

/** Between two looks at how far it is, in milliseconds: soon at first, later seldom. */
const FIRST_LOOK_MS = 100;
const SLOWEST_LOOK_MS = 2000;

async function weigh(named: string, options: Options): Promise<void> {
  const path = `/v1/rulesets/${await fullHash(named, options)}/impact`;
  const body = options.again ? { again: true } : {};
  let seen = await callApi<SeenImpact>({ method: "POST", path, body }, options);
  const { isTTY } = process.stderr;
  for (let wait = FIRST_LOOK_MS; seen.status === "running"; wait = Math.min(2 * wait, SLOWEST_LOOK_MS)) {
    const { done, lanes, records } = seen.progress;
    if (isTTY) process.stderr.write(`\r已比对 ${records} 条，${lanes} 路中完成 ${done} 路`);
    await delay(wait);
    seen = await callApi<SeenImpact>({ method: "GET", path }, options);
  }
  if (isTTY) process.stderr.write("\r\u001b[K");
  if (options.json) console.log(JSON.stringify(seen));
  else for (const line of linesOf(seen)) console.log(mask(line));
}

function linesOf({ from, to, fromInForce, impact }: SeenImpact): string[] {
  if (!impact) return ["测算已完成，但结果不在存储桶中，请加 --again 重新测算"];
  const base = fromInForce ? "施行中的" : "已不再施行的";
  const { on, records, rules, agencies } = impact;
  return [
    ...fill(`规则集 ${short(to)} 对照${base} ${short(from)}，以${dateText(on)}为准，比对台账${records}条`),
    ...rulesLines(rules),
    ...(agencies.length === 0 ? ["没有影响"] : [impactTable(agencies), ...countLines(impact)]),
    ...(fromInForce ? [] : ["注意：所对照的规则集已不再施行，请加 --again 重新测算"]),
  ];
}

function rulesLines({ added, removed, changed, settings }: ShortImpact["rules"]): string[] {
  const all = Object.entries({ 新增规则: added, 取消规则: removed, 修改规则: changed, 修改设定: settings });
  return all.flatMap(([label, ids]) =>
    ids.length === 0 ? [] : fill(`${label}：${ids.join("、")}`, "", "  "),
  );
}

function countLines({ counts, mailsOn }: ShortImpact): string[] {
  const { findings, gates, duties, needs, mails, failed } = counts;
  const said = `改变的有：认定 ${findings} 项，前置程序 ${gates} 项，应办事项 ${duties} 项，应补充的事实 ${needs} 项，${dateText(mailsOn)}的邮件 ${mails} 人；逐项见 --json（每类前50项）`;
  return [...fill(said), ...(failed > 0 ? [`未能比对 ${failed} 条，见 --json`] : [])];
}
