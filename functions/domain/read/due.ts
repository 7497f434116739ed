import { type Due, type DueAfter, type DueEvery, EVERY } from "../schema/due.ts";
import type { CadenceDue, DueEach } from "../schema/period-effects.ts";
import { DUE_SOURCES, ROLLS, UNITS } from "../schema/primitives.ts";
import { chineseNumber, counted, dateText } from "./numerals.ts";
import type { Words } from "./words.ts";

/** A time limit as it is said. */
export type DueText = {
  /** What happened on the day that it counts from: 作出, said as “作出后，”. */
  readonly event?: string;
  readonly fact?: string;
  /** 七个工作日内（文件规定）, 自公示截止期起三个工作日内（…）, 每年1月31日前（…）. */
  readonly limit: string;
  /** How it is counted. */
  readonly counting: string;
};

export function dueText(due: Due | CadenceDue, words: Words): DueText {
  if ("after" in due) return afterText(due, words);
  const limit = "every" in due && due.every ? everyText(due, words) : `${dateText(due.on)}前`;
  return {
    limit: `${limit}（含当日，${DUE_SOURCES[due.source].label}）`,
    counting: ROLLS[due.roll ?? "none"].explanation,
  };
}

function afterText(due: DueAfter, words: Words): DueText {
  const facts = [due.after].flat();
  const event = facts.length === 1 ? words.reads(facts[0] as string).event : undefined;
  const rolled = due.unit === "working-day" ? "" : `；${ROLLS[due.roll ?? "next"].explanation}`;
  return {
    ...(event !== undefined && { event, fact: facts[0] as string }),
    limit: `${event === undefined ? fromText(facts, words) : ""}${countText(due, words)}内（${DUE_SOURCES[due.source].label}）`,
    counting: isHalf(due) ? HALVES : `${UNITS[due.unit].explanation}${rolled}`,
  };
}

const HALVES =
  "按半日计，以北京时间14时为界，所在的半日不计入；只有日期的，当日整日不计入；周末、节假日不计，调休上班日计入";
const isHalf = ({ count }: DueAfter): boolean => typeof count === "number" && !Number.isInteger(count);

/** 自上次清理日期（没有上次清理日期的，自公布日期）起 */
function fromText(facts: readonly string[], words: Words): string {
  const [first, ...others] = facts.map((fact) => (fact === "periodEnd" ? "期末" : words.label(fact)));
  const instead = others.map((label, i) => `没有${i === 0 ? first : others[i - 1]}的，自${label}`);
  return `自${first}${instead.length > 0 ? `（${instead.join("；")}）` : ""}起`;
}

function countText({ count, unit }: DueAfter, words: Words): string {
  if (typeof count === "number") return counted(count, unit);
  const now = words.settingNow(count.fact);
  return typeof now === "number"
    ? counted(now, unit)
    : `在${words.label(count.fact)}所定的${UNITS[unit].label}数`;
}

/** The days that every last month of the period has: 30 those of quarters and half-years, 28 any month. */
const SURE_DAYS = { "half-year": 30, quarter: 30, month: 28 } as const;

/** Of a year the day itself; of a shorter period the day of its last month, or that month's last day. */
function everyText({ every, on: said }: DueEvery | DueEach, words: Words): string {
  const on = typeof said === "string" ? said : String(words.settingNow(said.fact));
  const [month, day] = on.split("-").map(Number) as [number, number];
  if (every === "year") return `${EVERY.year.label}${month}月${day}日前`;
  const dayText = day === 31 ? "最后一日" : `${chineseNumber(day)}日`;
  const clamped = day < 31 && day > SURE_DAYS[every] ? "（当月没有该日的，为最后一日）" : "";
  return `${EVERY[every].label}${every === "month" ? "" : "末月"}${dayText}前${clamped}`;
}
