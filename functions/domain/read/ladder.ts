import type { Ladder } from "../schema/folder.ts";
import { chineseNumber } from "./numerals.ts";
import type { Words } from "./words.ts";

/** One step as it is said; `late` ones come after the due date. */
export type StepText = { readonly step: string; readonly to: string; readonly late: boolean };

/** 届满前第二个工作日提醒, to 承办人、法制机构. */
export const stepTexts = ({ steps }: Ladder, words: Words): StepText[] =>
  steps.map(({ name, offsetWorkingDays, to }) => ({
    step: `${dayText(offsetWorkingDays)}${name}`,
    to: to.map((one) => ("role" in one ? words.role(one.role) : words.supervisor(one.supervisor))).join("、"),
    late: offsetWorkingDays > 0,
  }));

/** 届满前第二个工作日提醒、届满当日到期提醒承办人、法制机构；逾期第一个工作日催办主要负责人 */
export function ladderText(ladder: Ladder, words: Words): string {
  const told = stepTexts(ladder, words);
  return told
    .map(({ step, to }, i) =>
      told[i + 1]?.to === to ? `${step}、` : `${step}${to}${i + 1 < told.length ? "；" : ""}`,
    )
    .join("");
}

function dayText(offset: number): string {
  if (offset === 0) return "届满当日";
  return `${offset < 0 ? "届满前" : "逾期"}第${chineseNumber(Math.abs(offset))}个工作日`;
}
