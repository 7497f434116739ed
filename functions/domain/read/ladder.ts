import { isMeasure, type Ladder, type LadderStep, type NoticeStep } from "../schema/folder.ts";
import { chineseNumber } from "./numerals.ts";
import type { Words } from "./words.ts";

/** One step as it is said; `late` ones come after the due date, `apart` ones have a comma before `to`. */
export type StepText = {
  readonly step: string;
  readonly to: string;
  readonly late: boolean;
  readonly apart?: true;
};

/** 届满前第二个工作日提醒, to 承办人、法制机构. */
export const stepTexts = ({ steps }: Ladder, words: Words): StepText[] =>
  steps.map((step) => {
    const offset = offsetNow(step, words);
    return {
      step: `${dayText(offset)}${isMeasure(step) ? `拟办${step.name}` : step.name}`,
      to: isMeasure(step) ? `送${words.supervisor(step.issuedBy)}审签` : toText(step, words),
      late: offset > 0,
      ...(isMeasure(step) && { apart: true as const }),
    };
  });

const toText = ({ to }: NoticeStep, words: Words): string =>
  to.map((one) => ("role" in one ? words.role(one.role) : words.supervisor(one.supervisor))).join("、");

function offsetNow({ offsetWorkingDays }: LadderStep, words: Words): number {
  return typeof offsetWorkingDays === "number"
    ? offsetWorkingDays
    : Number(words.settingNow(offsetWorkingDays.fact));
}

/** 届满前第二个工作日提醒、届满当日到期提醒承办人、法制机构；逾期第一个工作日催办主要负责人 */
export function ladderText(ladder: Ladder, words: Words): string {
  const told = stepTexts(ladder, words);
  return told
    .map(({ step, to, apart }, i) =>
      told[i + 1]?.to === to
        ? `${step}、`
        : `${step}${apart ? "，" : ""}${to}${i + 1 < told.length ? "；" : ""}`,
    )
    .join("");
}

function dayText(offset: number): string {
  if (offset === 0) return "届满当日";
  return `${offset < 0 ? "届满前" : "逾期"}第${chineseNumber(Math.abs(offset))}个工作日`;
}
