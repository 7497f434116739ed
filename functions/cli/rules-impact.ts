import { existsSync } from "node:fs";
import { Command, Option } from "commander";
import { rulesetOfHash } from "../adapters/rulesets.ts";
import { connectToStack } from "../adapters/stack-connection.ts";
import { storedChange, storedImpact } from "../application/impact/stored-impact.ts";
import { YifaError } from "../domain/errors.ts";
import { type Change, caseImpact } from "../domain/impact/case-impact.ts";
import { impactHtml } from "../domain/impact/html.ts";
import type { Impact } from "../domain/impact/impact.ts";
import { type ImpactPage, impactPage } from "../domain/impact/page.ts";
import { allOpenings, periodImpact } from "../domain/impact/periods.ts";
import { ImpactTally } from "../domain/impact/tally.ts";
import { mask } from "../domain/mask.ts";
import type { Ruleset } from "../domain/ruleset/ruleset.ts";
import type { IsoDate } from "../domain/schema/primitives.ts";
import { fill } from "./fill.ts";
import { impactTable } from "./impact-table.ts";
import { dataOption, dayOf, jsonOption, onOption, rulesetOf } from "./ruleset-option.ts";
import { readEntries } from "./simulated-entries.ts";

type Options = {
  from: string;
  to: string;
  records: string;
  on?: IsoDate;
  json?: true;
  html?: true;
  data: string;
};

export function impactCommand(): Command {
  return new Command("impact")
    .requiredOption("--from <DIR|HASH>", "原规则：规则文件夹，或者运行中系统的规则集编号")
    .requiredOption("--to <DIR|HASH>", "新规则，写法相同")
    .option("--records <FILE>", "每行一条台账条目（JSON Lines）；stored 为运行中系统的台账", "stored")
    .addOption(onOption())
    .addOption(jsonOption().conflicts("html"))
    .addOption(new Option("--html", "输出网页，可打印"))
    .addOption(dataOption())
    .description(
      "规则改动的影响：哪些认定、前置程序、应办事项、期限和次日邮件会改变，按机关汇总；不存储、不发信",
    )
    .addHelpText("after", "\n例：npx yifa rules impact --from rules --to rules-new --records 台账.jsonl")
    .action(run);
}

async function run(options: Options): Promise<void> {
  const stored = options.records === "stored";
  if (stored || [options.from, options.to].some(isHash)) connectToStack(options.data);
  const from = await sideOf(options.from);
  const to = await sideOf(options.to);
  const change = { from, to, on: dayOf(options.on) };
  const impact = stored ? await overStored(change) : await overFile(options.records, change);
  if (options.json) console.log(mask(JSON.stringify(impact)));
  else if (options.html) process.stdout.write(mask(impactHtml(impactPage(impact, from, to))));
  else for (const line of impactLines(impactPage(impact, from, to))) console.log(mask(line));
}

const isHash = (written: string): boolean => /^[0-9a-f]{64}$/.test(written) && !existsSync(written);

const sideOf = (written: string): Promise<Ruleset> =>
  isHash(written) ? rulesetOfHash(written) : rulesetOf(written);

async function overFile(path: string, change: Change): Promise<Impact> {
  const tally = new ImpactTally();
  const records = (await readEntries(path, change.from)).flatMap((entry) =>
    "record" in entry ? [entry.record] : [],
  );
  if (records.length === 0)
    throw new YifaError("invalid", "no-records", `文件“${path}”中没有台账条目，应为每行一条的 JSON Lines`);
  tally.addDuties(periodImpact(allOpenings(change), change));
  for (const record of records) {
    try {
      tally.add(await caseImpact(record, undefined, change));
    } catch (error) {
      if (!(error instanceof YifaError)) throw error;
      tally.fail(`${record.type}/${record.id}`, error.message);
    }
  }
  return tally.result(change);
}

async function overStored({ from, to, on }: Change): Promise<Impact> {
  const { isTTY } = process.stderr;
  const impact = await storedImpact(await storedChange(from, to, on), (records) => {
    if (isTTY) process.stderr.write(`\r已比对 ${records} 条`);
  });
  if (isTTY) process.stderr.write("\r\u001b[K");
  return impact;
}

function impactLines(page: ImpactPage): string[] {
  const { from, to, on, mailsOn, records, rules, agencies, sections, failed } = page;
  const lines = fill(`以${on}为准，规则集 ${from} 改为 ${to}，比对台账${records}条；邮件以${mailsOn}为准`);
  for (const { label, titles } of rules)
    lines.push(`${label}：`, ...titles.flatMap((title) => fill(title, "  ", "    ")));
  if (page.nothing)
    return [...lines, ...fill("对现有台账没有影响：认定、前置程序、应办事项和次日邮件均不改变。")];
  lines.push(impactTable(agencies));
  for (const { title, items, more } of sections) {
    lines.push(`${title}：`, ...items.flatMap((item) => fill(item, "  ", "    ")));
    if (more > 0) lines.push(`  另有 ${more} 项，见 --json`);
  }
  if (failed.length > 0)
    lines.push(
      "未能比对：",
      ...failed.flatMap(({ what, reason }) => fill(`${what}：${reason}`, "  ", "    ")),
    );
  return lines;
}
