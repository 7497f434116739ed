import { sayLeaf, textOf } from "../../read/leaf.ts";
import { dateText } from "../../read/numerals.ts";
import { quoted, type Words } from "../../read/words.ts";
import { factText, missingText } from "../example-text.ts";
import type { Example } from "../find-record.ts";
import type { Side } from "./leaf-sides.ts";

/** 罚款数额恰为五万元，“罚款数额超过五万元”不成立. */
export function sideText({ place: { leaf }, holds }: Side, { facts }: Example, words: Words): string {
  const condition = textOf(sayLeaf(leaf, true, words));
  const outcome = `${quoted(condition)}${holds ? "成立" : "不成立"}`;
  const found = facts[leaf.fact];
  if (found === undefined || leaf.fact.startsWith("setting.")) return outcome;
  const stated = factText(leaf.fact, found, words);
  if (typeof found === "boolean" || stated === condition) return stated;
  const { value } = leaf;
  const compared = typeof value === "object" && !Array.isArray(value) ? facts[value.fact] : value;
  const ordered = typeof found === "number" || ["date", "instant"].includes(words.type(leaf.fact) ?? "");
  return `${ordered && found === compared ? stated.replace("为", "恰为") : stated}，${outcome}`;
}

export const versionText = (effectiveFrom: string): string => `自${dateText(effectiveFrom)}起施行的版本`;

export const dueDayText = (days: 0 | 1): string => (days === 0 ? "届满日当日，未逾期" : "届满日次日，已逾期");

const MAX_LISTED = 3;

/** 法制审核结果未填写，无法认定; 案件名称、当事人、罚款金额等12项未填写，无法认定. */
export function undeterminedText(missing: readonly string[], words: Words): string {
  const few = missing.map((fact) => missingText(fact, words));
  const many = `${missing
    .slice(0, MAX_LISTED)
    .map((fact) => words.label(fact))
    .join("、")}等${missing.length}项未填写`;
  return [...(missing.length > MAX_LISTED ? [many] : few), "无法认定"].join("，");
}
