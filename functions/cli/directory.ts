import { Command } from "commander";
import { type DirectoryGap, directoryGaps, GAPS } from "../domain/directory/gaps.ts";
import type { Ruleset } from "../domain/ruleset/ruleset.ts";
import type { IsoDate } from "../domain/schema/primitives.ts";
import { agencyName } from "./decision-text.ts";
import { EXIT } from "./exit.ts";
import { fill } from "./fill.ts";
import { dayOf, jsonOption, onOption, rulesetOf, rulesOption } from "./ruleset-option.ts";

type Options = { rules: string; on?: IsoDate; json?: true };

export function directoryCommand(): Command {
  const directory = new Command("directory").description("通讯录：检查岗位、代办人和邮箱");
  directory
    .command("check")
    .addOption(rulesOption())
    .addOption(onOption())
    .addOption(jsonOption())
    .description("列出岗位空缺、离岗无人代办、可疑和共用的邮箱；有一处的，退出码为 1")
    .addHelpText("after", "\n例：npx yifa directory check --on 2026-11-23")
    .action(check);
  return directory;
}

async function check({ rules, on, json }: Options): Promise<void> {
  const ruleset = await rulesetOf(rules);
  const gaps = directoryGaps(ruleset, dayOf(on));
  if (gaps.length > 0) process.exitCode = EXIT.negative;
  if (json) console.log(JSON.stringify({ gaps }));
  else for (const line of gapLines(gaps, ruleset)) console.log(line);
}

function gapLines(gaps: readonly DirectoryGap[], ruleset: Ruleset): string[] {
  const { agencies } = ruleset.directory;
  const people = agencies.reduce((sum, agency) => sum + agency.people.length, 0);
  const total = gaps.length > 0 ? `共 ${gaps.length} 处需要核实` : "没有缺口";
  return [
    ...[...Map.groupBy(gaps, ({ kind }) => kind)].flatMap(([kind, own]) => [
      ...fill(`${GAPS[kind].label}（${own.length} 处）：${GAPS[kind].explanation}`),
      ...own.flatMap((gap) => fill(gapLine(gap, ruleset), "  ", "    ")),
    ]),
    `通讯录 ${agencies.length} 个机关、${people} 人：${total}`,
  ];
}

function gapLine({ kind, agencies, role, from, people = [] }: DirectoryGap, ruleset: Ruleset): string {
  const label = ruleset.directory.roles.find(({ id }) => id === role)?.label;
  const parts = [
    agencies.map((id) => agencyName(ruleset, id)).join("、"),
    ...(label === undefined ? [] : [label]),
    ...(from === undefined ? [] : [`自 ${from} 起`]),
    kind === "doubtful" ? `${people.length} 个邮箱` : people.join("、"),
  ];
  return parts.filter((part) => part !== "").join("　");
}
