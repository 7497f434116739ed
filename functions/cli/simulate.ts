import { Command } from "commander";
import { formatChineseDay, weekdayName } from "../domain/calendar/dates.ts";
import { YifaError } from "../domain/errors.ts";
import { mask } from "../domain/mask.ts";
import { findPerson } from "../domain/notice/recipients.ts";
import { Words } from "../domain/read/words.ts";
import type { Ruleset } from "../domain/ruleset/ruleset.ts";
import type { IsoDate } from "../domain/schema/primitives.ts";
import type { SimulatedDigest } from "../domain/simulate/morning.ts";
import { type SimulatedDay, simulate } from "../domain/simulate/simulate.ts";
import { yearHtml } from "../domain/simulate/year-html.ts";
import { agencyYear } from "../domain/simulate/year-page.ts";
import { fill } from "./fill.ts";
import {
  chosenRuleset,
  dataOption,
  hashOption,
  jsonOption,
  parseDate,
  rulesOption,
} from "./ruleset-option.ts";
import { readEntries, storedEntries } from "./simulated-entries.ts";

type Options = {
  from: IsoDate;
  to: IsoDate;
  records: string;
  rules: string;
  ruleset?: string;
  data: string;
  agency?: string;
  json?: true;
  html?: true;
};

export function simulateCommand(): Command {
  return new Command("simulate")
    .requiredOption("--from <DATE>", "第一天", parseDate)
    .requiredOption("--to <DATE>", "最后一天，含当日", parseDate)
    .requiredOption("--records <FILE>", "每行一条台账条目（JSON Lines）；stored 为运行中系统的台账")
    .addOption(rulesOption())
    .addOption(hashOption())
    .option("--agency <ID>", "只看这个机关的")
    .addOption(jsonOption().conflicts("html"))
    .option("--html", "输出该机关一年的网页，须写明 --agency")
    .addOption(dataOption())
    .description("按日推演：会在哪一天给谁发出怎样的汇总邮件，不存储、不发信")
    .addHelpText(
      "after",
      `
台账条目写 on 的，自该日起为系统所知；不写的，以本类日期为准。
条目中在此之后才完成的日期，到当日才为系统所知。
周期事项的办结另写一行：{"discharge": 规则, "period": 周期, "agencies": [机关], "on": 日期}；
单件的写 {"discharge": 事项编号, "on": 日期}。
推演从空的系统开始；--records stored 从当日或者以后起的，接着系统现有的应办事项推演。
系统上线（goLiveOn）之前不发信。

例：npx yifa simulate --from 2026-01-01 --to 2026-12-31 --records 台账.jsonl`,
    )
    .action(run);
}

async function run(options: Options): Promise<void> {
  const { from, to, agency } = options;
  if (from > to) throw new YifaError("invalid", "usage", `--from ${from} 晚于 --to ${to}`);
  if (options.html && agency === undefined)
    throw new YifaError("invalid", "usage", "--html 须写明机关，例如 --agency housing");
  const ruleset = await chosenRuleset(options);
  if (agency !== undefined && !ruleset.directory.agencies.some(({ id }) => id === agency))
    throw new YifaError("invalid", "usage", `通讯录中没有机关“${agency.slice(0, 80)}”，例如 housing`);
  const { entries, ...more } =
    options.records === "stored"
      ? await storedEntries(ruleset, options.data, from)
      : { entries: await readEntries(options.records, ruleset) };
  const days = simulate(entries, ruleset, { from, to, ...more });
  if (options.html) {
    const all: SimulatedDay[] = [];
    for await (const day of days) all.push(day);
    process.stdout.write(mask(yearHtml(agencyYear(all, agency as string, ruleset))));
    return;
  }
  const count = { mails: 0, lines: 0, opened: 0, discharged: 0 };
  for await (const { on, changes, digests } of days) {
    const own = digests.filter((one) => agency === undefined || one.agency === agency);
    count.mails += own.length;
    count.lines += own.reduce((n, { lines }) => n + lines.length, 0);
    for (const { kind, duty } of changes)
      if ((agency === undefined || duty.agency === agency) && (kind === "opened" || kind === "discharged"))
        count[kind]++;
    for (const line of options.json ? own.map(forScripts) : dayLines(on, own, ruleset))
      console.log(mask(line));
  }
  if (options.json) return;
  const sum = `邮件 ${count.mails} 封，通知 ${count.lines} 条；产生应办事项 ${count.opened} 件，办结 ${count.discharged} 件`;
  for (const line of fill(`${from} 至 ${to}：${sum}`)) console.log(line);
}

function forScripts({ lines, ...digest }: SimulatedDigest): string {
  return JSON.stringify({
    ...digest,
    lines: lines.map(({ key, kind, dutyId, step }) => ({
      key,
      kind,
      ...(dutyId !== undefined && { duty: dutyId }),
      ...(step !== undefined && { step }),
    })),
  });
}

/** Mails of one wording are told once, with all who get it. */
function dayLines(on: IsoDate, digests: readonly SimulatedDigest[], ruleset: Ruleset): string[] {
  if (digests.length === 0) return [];
  return [
    `${on.slice(0, 4)}年${formatChineseDay(on)} ${weekdayName(on)}  ${digests.length} 封`,
    ...[...Map.groupBy(digests, ({ subject }) => subject)].flatMap(([subject, same]) => [
      ...fill(subject, "  ", "    "),
      ...fill(`发给${same.map((one) => readerOf(one, ruleset)).join("、")}`, "      "),
    ]),
  ];
}

function readerOf({ recipient }: SimulatedDigest, ruleset: Ruleset): string {
  const role = findPerson(ruleset.directory, recipient)?.person.role;
  return role === undefined ? recipient : new Words(ruleset, undefined).role(role);
}
