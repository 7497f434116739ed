import { parsePeriod } from "../period/period.ts";
import { EVERY } from "../schema/due.ts";
import { TRENDS, type Trend } from "../schema/period-effects.ts";
import type { RuleVersion } from "../schema/rule.ts";
import { dueText } from "./due.ts";
import { counted, percentText } from "./numerals.ts";
import { inline } from "./phrase.ts";
import { exceptionSentences, type Sentence } from "./sentence.ts";
import { situation } from "./situation.ts";
import type { Words } from "./words.ts";

type Effect<K extends keyof RuleVersion> = NonNullable<RuleVersion[K]>;

/** What the period before is called. */
const PREVIOUS = {
  year: "上一年度",
  "half-year": "上一个半年",
  quarter: "上一季度",
  month: "上个月",
} as const;

/**
 * 各行政执法机关应当于每年1月31日前（含当日，文件规定），就上一年度的情况公布年度行政执法数据，自2020年度起执行；
 * 各行政执法机关应当于2019年8月15日前（含当日，文件规定）报送联络员名单，一次办结。
 */
export function readCadence(cadence: Effect<"cadence">, words: Words): Sentence[] {
  const { responsible, due, covers, firstPeriod, years } = cadence;
  const action = words.action(cadence.action);
  const says =
    due.every && covers !== undefined && firstPeriod !== undefined
      ? `${covers === "previous" ? `，就${PREVIOUS[due.every]}的情况` : ""}${action}，自${parsePeriod(firstPeriod)?.label ?? firstPeriod}起${years ? `，只在${words.label(years.fact)}所定的年份` : ""}执行`
      : `${action}，一次办结`;
  const sentences = [inline(`${words.responsible(responsible)}应当于${dueText(due, words).limit}${says}`)];
  const evidence = cadence.evidence?.map(({ label }) => label).join("、");
  return evidence === undefined ? sentences : [...sentences, inline(`办结时应当提供${evidence}`)];
}

/** 各行政执法机关每月核算，达标数不得低于基数的百分之五，不足一的按一计。 */
export function readIndicator(indicator: Effect<"indicator">, words: Words): Sentence[] {
  const { breach, every, over } = indicator;
  const who = words.responsible(indicator.responsible);
  const whose = over === "all" ? "将各机关的台账合并" : "";
  return [
    inline(`${who}${EVERY[every].label}${whose}核算，${thresholdText(indicator, words)}`),
    ...countSentences("基数", indicator.denominator, words),
    ...countSentences(countedName(indicator.atLeastRatio !== undefined), indicator.numerator, words),
    inline(`未达到要求的，${dueText(breach.due, words).limit}由该机关${words.action(breach.action)}`),
  ];
}

/** What an indicator counts of its base: good ones where a ratio is asked for, good or bad ones otherwise. */
export const countedName = (ratio: boolean): string => (ratio ? "达标数" : "所计数");

/** 达标数不得低于基数的百分之五，不足一的按一计; 所计数占基数的比例应当低于上一年度（本期为零的除外）; 所计数自受理时刻至办结时刻平均不得超过六个半工作日. */
export function thresholdText(
  {
    atLeastRatio,
    trend,
    atMostAverage,
    every,
  }: Pick<Effect<"indicator">, "atLeastRatio" | "trend" | "atMostAverage" | "every">,
  words: Words,
): string {
  const name = countedName(atLeastRatio !== undefined);
  if (atMostAverage) {
    const { from, to, workingDays } = atMostAverage;
    const span = `自${words.label(from)}至${words.label(to)}`;
    return `${name}${span}平均不得超过${counted(workingDays, "working-day")}`;
  }
  if (trend) return `${name}占基数的比例${trendText(trend, every)}`;
  if (atLeastRatio === 1) return `${name}应当达到基数的${percentText(1)}`;
  return `${name}不得低于基数的${percentText(atLeastRatio ?? 0)}，不足一的按一计`;
}

/** 应当低于上一年度（本期为零的除外） */
function trendText(trend: Trend, every: keyof typeof PREVIOUS): string {
  const { short, limit }: { short: string; limit?: string } = TRENDS[trend];
  return `${short}${PREVIOUS[every]}${limit === undefined ? "" : `（${limit}）`}`;
}

function countSentences(name: string, condition: Effect<"indicator">["numerator"], words: Words): Sentence[] {
  const { subject, when, exceptions } = situation(condition, [], words);
  const counted: Sentence = {
    text: `${name}为${when ? `${when.text}的` : ""}${subject}的数量`,
    items: when?.items ?? [],
  };
  return [counted, ...exceptionSentences(exceptions)];
}

/** 各行政执法机关应当保有重大执法决定法制审核目录清单，每年12月31日前（含当日，系统默认）复核一次。 */
export function readRegister(register: Effect<"register">, words: Words): Sentence[] {
  const { limit } = dueText(register.lookAgain, words);
  return [inline(`${words.responsible(register.keeper)}应当保有${register.subject}，${limit}复核一次`)];
}
