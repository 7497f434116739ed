import { parsePeriod } from "../period/period.ts";
import { EVERY } from "../schema/due.ts";
import type { RuleVersion } from "../schema/rule.ts";
import { dueText } from "./due.ts";
import { percentText } from "./numerals.ts";
import { inline } from "./phrase.ts";
import { exceptionSentences, type Sentence } from "./sentence.ts";
import { situation } from "./situation.ts";
import type { Words } from "./words.ts";

type Effect<K extends keyof RuleVersion> = NonNullable<RuleVersion[K]>;

/** What the period before, and the running one, are called. */
const PERIODS = {
  year: { previous: "上一年度", current: "本年度" },
  "half-year": { previous: "上一个半年", current: "本半年" },
  quarter: { previous: "上一季度", current: "本季度" },
  month: { previous: "上个月", current: "本月" },
} as const;

/** 各行政执法机关应当于每年1月31日前（含当日，文件规定），就上一年度的情况公布年度行政执法数据。 */
export function readCadence({ responsible, due, covers, action, ...more }: Effect<"cadence">, words: Words) {
  const first = parsePeriod(more.firstPeriod)?.label ?? more.firstPeriod;
  const period = PERIODS[due.every][covers];
  const sentences: Sentence[] = [
    inline(
      `${words.responsible(responsible)}应当于${dueText(due, words).limit}，就${period}的情况${words.action(action)}，自${first}起执行`,
    ),
  ];
  const evidence = more.evidence?.map(({ label }) => label).join("、");
  return evidence === undefined ? sentences : [...sentences, inline(`办结时应当提供${evidence}`)];
}

/** 各行政执法机关每月核算：达标数不得低于基数的百分之五。 */
export function readIndicator(indicator: Effect<"indicator">, words: Words): Sentence[] {
  const { breach } = indicator;
  const who = words.responsible(indicator.responsible);
  return [
    inline(
      `${who}${EVERY[indicator.every].label}核算，达标数不得低于基数的${percentText(indicator.atLeastRatio)}，不足一的按一计`,
    ),
    ...countSentences("基数", indicator.denominator, words),
    ...countSentences("达标数", indicator.numerator, words),
    inline(`低于的，${dueText(breach.due, words).limit}由该机关${words.action(breach.action)}`),
  ];
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
