import { Command } from "commander";
import { readRulesFolder } from "../adapters/rules-folder.ts";
import { type Proposal, UNCONFIRMED } from "../domain/analysis/cases/case-book.ts";
import { type Proposals, proposeCases } from "../domain/analysis/cases/propose-cases.ts";
import { foundText } from "../domain/read/case.ts";
import { Words } from "../domain/read/words.ts";
import { ruleNamed } from "../domain/ruleset/rule-named.ts";
import type { Ruleset } from "../domain/ruleset/ruleset.ts";
import type { IsoDate } from "../domain/schema/primitives.ts";
import type { Rule, RuleCase } from "../domain/schema/rule.ts";
import { fill } from "./fill.ts";
import { dayOf, jsonOption, onOption, rulesetIn } from "./ruleset-option.ts";

export function casesCommand(): Command {
  return new Command("cases")
    .argument("<RULE>", "规则编号")
    .argument("[DIR]", "规则文件夹", "rules")
    .addOption(onOption())
    .addOption(jsonOption())
    .description(
      "为一条规则补出还缺的案例：条件的正反两面、各个版本、届满日和次日、无法认定；结果须由法制人员核对",
    )
    .addHelpText("after", "\n例：npx yifa rules cases disclosure/licence-or-penalty")
    .action(propose);
}

async function propose(id: string, dir: string, options: { on?: IsoDate; json?: true }): Promise<void> {
  const loaded = rulesetIn(await readRulesFolder(dir));
  const rule = ruleNamed(loaded.ruleset, id);
  const proposed = await proposeCases(rule, loaded, dayOf(options.on));
  const cases = proposed.proposals.map(({ ruleCase }) => ruleCase);
  if (options.json) console.log(JSON.stringify({ rule: rule.id, cases, left: proposed.left }));
  else for (const line of lines(rule, proposed, loaded.ruleset)) console.log(line);
}

function lines(rule: Rule, { proposals, left }: Proposals, ruleset: Ruleset): string[] {
  const words = new Words(ruleset, rule.versions.find(({ appliesTo }) => appliesTo !== undefined)?.appliesTo);
  const missed = left.flatMap((gap) => fill(`未能补出：${gap}`));
  if (proposals.length === 0)
    return left.length > 0 ? missed : [`规则 ${rule.id} 的案例已经齐全，没有要补充的`];
  const told = `以下 ${proposals.length} 个案例尚未核对。结果是程序算出来的，不是法律意见：请逐个对照原文，算得不对的改规则，算得对的删去名称中的“${UNCONFIRMED}”，再放进规则旁的 .cases.json 文件。`;
  return [
    ...fill(told),
    "",
    ...proposals.flatMap((one, i) => proposalLines(one, i + 1, words)),
    ...missed,
    JSON.stringify(caseFile(rule, proposals), null, 2),
  ];
}

function proposalLines(
  { tries, record, provisional, ruleCase }: Proposal,
  n: number,
  words: Words,
): string[] {
  const { period, on, settings, expect } = ruleCase;
  const keys = Object.keys(provisional ? { ...expect, provisional } : expect) as (keyof RuleCase["expect"])[];
  const expected = foundText({ ...expect, provisional }, keys, words);
  const changed = Object.entries(settings ?? {}).map(
    ([id, value]) => `${words.label(`setting.${id}`)}改为${words.value(`setting.${id}`, value as never)}`,
  );
  return [
    ...fill(`${n}. ${tries}`, "", "   "),
    ...(record === undefined ? [] : fill(`台账：${record}`, "   ")),
    ...(period === undefined ? [] : fill(`周期：${period}`, "   ")),
    ...(on === undefined ? [] : fill(`查询日：${on}`, "   ")),
    ...(changed.length === 0 ? [] : fill(`设定：${changed.join("，")}`, "   ")),
    ...fill(`算得：${expected}`, "   "),
    "",
  ];
}

/** As it stands in a file beside the rule; the schema of its cases is named like the rule's own. */
function caseFile({ $schema }: Rule, proposals: readonly Proposal[]): unknown {
  const schema = $schema?.replace(/\/rule(?=[^/]*$)/, "/cases");
  return {
    ...(schema !== undefined && { $schema: schema }),
    cases: proposals.map(({ ruleCase }) => ruleCase),
  };
}
