import { Command } from "commander";
import { today } from "../adapters/clock.ts";
import { currentRuleset } from "../adapters/rulesets.ts";
import { type AgencyFigure, getIndicator, type IndicatorAnswer } from "../application/get-indicator.ts";
import type { Counted, Figure } from "../domain/entities.ts";
import { YifaError } from "../domain/errors.ts";
import { mask } from "../domain/mask.ts";
import { isMeasured } from "../domain/period/indicator-asked.ts";
import { countedName, thresholdText } from "../domain/read/periodic.ts";
import { Words } from "../domain/read/words.ts";
import { ruleNamed } from "../domain/ruleset/rule-named.ts";
import type { Ruleset } from "../domain/ruleset/ruleset.ts";
import type { IsoDate } from "../domain/schema/primitives.ts";
import type { Rule } from "../domain/schema/rule.ts";
import { agencyName } from "./decision-text.ts";
import { jsonOption, onOption } from "./ruleset-option.ts";
import { COMMAND_LINE } from "./stack-commands.ts";
import { table } from "./table.ts";

type Options = { agency?: string; period?: string; on?: IsoDate; json?: true };

export function indicatorsCommand(): Command {
  return new Command("indicators")
    .argument("[RULE]", "只算这条规则的指标")
    .option("--agency <ID>", "只算这个机关的，并列出所计入的台账")
    .option("--period <PERIOD>", "周期，例如 2026、2026-H1、2026-Q1、2026-01；缺省为当前一期")
    .addOption(onOption())
    .addOption(jsonOption())
    .description("计算指标：达标数、基数和所计入的台账")
    .addHelpText("after", "\n例：npx yifa indicators legal-review/reviewer-share --agency housing")
    .action(run);
}

async function run(id: string | undefined, { json, ...options }: Options): Promise<void> {
  const ruleset = await currentRuleset();
  const on = options.on ?? today();
  const rules = id === undefined ? rulesMeasured(ruleset, options.period, on) : [ruleNamed(ruleset, id)];
  const answers: IndicatorAnswer[] = [];
  for (const rule of rules)
    answers.push(await getIndicator({ rule, ...options, caller: COMMAND_LINE, on, ruleset }));
  if (json) console.log(mask(JSON.stringify({ indicators: answers })));
  else for (const answer of answers) printAnswer(answer, ruleset, options.agency !== undefined);
}

/** Every indicator that has a figure for the period. */
function rulesMeasured(ruleset: Ruleset, period: string | undefined, on: IsoDate): Rule[] {
  const rules = ruleset.rules.filter((rule) => isMeasured(rule, period, ruleset, on));
  if (rules.length > 0) return rules;
  throw new YifaError(
    "unknown",
    "no-indicator",
    `没有指标在周期“${period ?? on}”有数值，周期应为已经开始的一期，例如 2026、2026-H1、2026-Q1、2026-01`,
  );
}

function printAnswer(answer: IndicatorAnswer, ruleset: Ruleset, listed: boolean): void {
  const { period, together } = answer;
  const { asks } = answer;
  console.log(`${answer.title}（${answer.rule}）`);
  console.log(
    `${period.label}${answer.running ? "（尚未结束）" : ""}：${thresholdText({ ...asks, every: period.every }, wordsOf(answer.rule, ruleset))}`,
  );
  const rows = answer.figures.map((figure) => [
    agencyName(ruleset, figure.agency),
    figure.numerator,
    figure.denominator,
    measureOf(figure, asks),
    outcomeText(figure, ruleset, answer.rule),
  ]);
  const sum = together ? [["合计", together.numerator, together.denominator, "", ""]] : [];
  const counted = countedName(asks.atLeastRatio !== undefined);
  console.log(
    mask(
      table(
        ["机关", counted, "基数", asks.trend ? "上期" : asks.atMostAverage ? "平均工作日" : "应达", ""],
        [...rows, ...sum],
      ),
    ),
  );
  if (listed)
    for (const line of answer.figures.flatMap(({ records }) => recordLines(records, counted)))
      console.log(mask(line));
  console.log("");
}

const wordsOf = (id: string, ruleset: Ruleset): Words =>
  new Words(ruleset, ruleNamed(ruleset, id).versions[0]?.appliesTo);

/** What the figure is held against, or what it comes to. */
function measureOf(figure: Figure, { trend, atMostAverage }: IndicatorAnswer["asks"]): string | number {
  if (trend) return `${figure.previousNumerator}/${figure.previousDenominator}`;
  if (!atMostAverage) return figure.required ?? "";
  return `${figure.averageWorkingDays ?? "—"}${figure.provisional ? "（暂定）" : ""}`;
}

function outcomeText({ outcome, missing, denominator }: AgencyFigure, ruleset: Ruleset, id: string): string {
  if (outcome === "does-not-apply") return denominator === 0 ? "没有可核算的台账" : "达到";
  if (outcome === "applies") return "未达到";
  const words = wordsOf(id, ruleset);
  return missing.length === 0
    ? "无法认定：没有上期"
    : `无法认定：尚缺${missing.map((fact) => words.label(fact)).join("、")}`;
}

const COUNTED: Record<Exclude<Counted["counted"], "numerator">, string> = {
  denominator: "只计入基数",
  open: "尚缺事实",
  not: "不计入",
};

const recordLines = (records: readonly Counted[], name: string): string[] =>
  [...Map.groupBy(records, (one) => one.counted)].map(
    ([counted, own]) =>
      `${counted === "numerator" ? `计入${name}` : COUNTED[counted]}（${own.length}）：${own.map(({ id }) => id).join("、")}`,
  );

/** 达标数2，基数3，应达3；计入达标数（2）：h3、h4；只计入基数（1）：h5 */
export function figureText({
  numerator,
  denominator,
  required,
  averageWorkingDays,
  ...more
}: Figure): string {
  const { previousNumerator: over, previousDenominator: of } = more;
  const before = averageWorkingDays === undefined ? `上期${over}/${of}` : `平均${averageWorkingDays}个工作日`;
  const measure = required === undefined ? before : `应达${required}`;
  const name = countedName(required !== undefined);
  return [`${name}${numerator}，基数${denominator}，${measure}`, ...recordLines(more.records, name)].join(
    "；",
  );
}
