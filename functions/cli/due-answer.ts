import stringWidth from "string-width";
import { type Calendars, unknownYears } from "../domain/calendar/calendars.ts";
import { formatChineseDay, weekdayName } from "../domain/calendar/dates.ts";
import type { DueQuery, DueQuestion } from "../domain/calendar/due-date.ts";
import { dayOf, timeText, toInstant } from "../domain/calendar/instants.ts";
import { type DueMoment, limitInstant } from "../domain/calendar/office-hours.ts";
import type { Derivation, SkippedDay } from "../domain/entities.ts";
import { UNITS } from "../domain/schema/primitives.ts";

const WIDTH = 80;
const BEIJING = new Intl.DateTimeFormat("zh-CN", {
  timeZone: "Asia/Shanghai",
  hour: "2-digit",
  minute: "2-digit",
  hourCycle: "h23",
});

/** A due date for people: the date first, then the days counted and skipped, at 80 columns. */
export function dueAnswer(query: DueQuery, derivation: Derivation, calendars: Calendars): string {
  const { dueOn, dueAt } = derivation;
  const until = dueAt ? `${BEIJING.format(new Date(dueAt))}（北京时间）` : "24时";
  const lines = [
    `期限届满日：${dueOn.slice(0, 4)}年${formatChineseDay(dueOn)}，${weekdayName(dueOn)}，至${until}止`,
    ...waitsFor(derivation, calendars),
    `计算：${questionText(query, derivation)}`,
    "",
    ...derivationLines(derivation),
  ];
  return `${lines.join("\n")}\n`;
}

/** 自2026-09-28次日起算7个工作日，工作日历 cn-xj */
export function questionText(from: DueQuestion, { calendar, dueAt, assumes }: Derivation): string {
  const by = `工作日历 ${calendar}`;
  if ("on" in from) return `规定日期 ${from.on}，${by}`;
  const start = `自${momentText(from.after)}${dueAt && !assumes ? "所在半日之后" : "次日"}起算`;
  const unknown = assumes ? "（没有写明时刻，当日整日不计）" : "";
  return `${start}${from.count}${UNITS[from.unit].counted}${unknown}，${by}`;
}

/** 2026-09-17 10时30分 */
export const momentText = (moment: string): string => {
  const instant = toInstant(moment) ?? moment;
  return `${dayOf(instant)} ${timeText(instant)}`.trimEnd();
};

/** 2026-09-28 14时 */
export const limitText = (limit: DueMoment): string => momentText(limitInstant(limit) ?? limit.dueOn);

/** Why a date is provisional, and what it waits for. */
export function waitsFor(
  { provisional, calendar, dueOn, counted, skipped }: Derivation,
  calendars: Calendars,
): string[] {
  if (!provisional) return [];
  const dates = [...counted, ...skipped].map(({ date }) => date);
  const years = unknownYears(calendars, calendar, [...dates, dueOn]).join("、");
  return [`暂定：${years} 年的放假通知（${calendar}）尚未公布或未核实，公布后重新计算`];
}

/** The days that were counted and those that were not, with reason and source. */
export function derivationLines({ counted, skipped }: Derivation): string[] {
  return [
    ...section(
      "计入",
      counted.map(({ date, n }) => `${n}）${date.slice(5)} ${weekdayName(date)}`),
    ),
    ...(skipped.length > 0 ? ["不计入："] : []),
    ...groups(skipped).flatMap((group) => wrap("  ", [`${span(group)}`, group.reason, group.source])),
  ];
}

function section(title: string, words: readonly string[]): string[] {
  return words.length === 0 ? [] : [`${title}：`, ...wrap("  ", words)];
}

type Group = { first: string; last: string; days: number; reason: string; source: string };

/** Days off in a row for one reason are one line. */
function groups(days: readonly SkippedDay[]): Group[] {
  const result: Group[] = [];
  for (const { date, reason, source } of days) {
    const last = result.at(-1);
    const follows = last && Date.parse(date) - Date.parse(last.last) === 86_400_000;
    if (follows && last.reason === reason && last.source === source)
      Object.assign(last, { last: date, days: last.days + 1 });
    else result.push({ first: date, last: date, days: 1, reason, source });
  }
  return result;
}

function span({ first, last, days }: Group): string {
  return days === 1 ? first : `${first} 至 ${last}（${days}天）`;
}

/** Fills lines with words; Chinese characters and punctuation are two columns wide. */
function wrap(indent: string, words: readonly string[]): string[] {
  const lines: string[] = [];
  let line = indent;
  for (const word of words) {
    if (line !== indent && stringWidth(line) + 2 + stringWidth(word) > WIDTH) {
      lines.push(line);
      line = indent;
    }
    line += line === indent ? word : `  ${word}`;
  }
  return [...lines, line];
}
