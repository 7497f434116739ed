import { addDays } from "../calendar/dates.ts";
import { dayOf } from "../calendar/instants.ts";
import type { DueEvery } from "../schema/due.ts";
import type { IsoDate } from "../schema/primitives.ts";
import type { RuleVersion } from "../schema/rule.ts";

export type Every = DueEvery["every"];

/** `2026`, `2026-H2`, `2026-Q4` or `2026-11`, both days inclusive. */
export type Period = {
  readonly id: string;
  readonly every: Every;
  readonly startsOn: IsoDate;
  readonly endsOn: IsoDate;
  /** 2026年度, 2026年下半年, 2026年第4季度, 2026年11月. */
  readonly label: string;
};

const MONTHS: Record<Every, number> = { year: 12, "half-year": 6, quarter: 3, month: 1 };
const two = (n: number): string => String(n).padStart(2, "0");

/** How long the periods of a version are; of none that is about single records, or that is to be done once. */
export function everyOf({ cadence, register, indicator }: RuleVersion): Every | undefined {
  return cadence?.due.every ?? register?.lookAgain.every ?? indicator?.every;
}

/** The period that holds the date. */
export function periodOf(every: Every, date: IsoDate): Period {
  const year = Number(date.slice(0, 4));
  return nth(every, year, Math.floor((Number(date.slice(5, 7)) - 1) / MONTHS[every]));
}

export const previousPeriod = (period: Period): Period =>
  periodOf(period.every, addDays(period.startsOn, -1));
export const nextPeriod = (period: Period): Period => periodOf(period.every, addDays(period.endsOn, 1));

/** Whether a date or an instant lies in the period; what is neither lies in none. */
export const isWithin = ({ startsOn, endsOn }: Pick<Period, "startsOn" | "endsOn">, on: unknown): boolean =>
  typeof on === "string" && startsOn <= dayOf(on) && dayOf(on) <= endsOn;

/** Reads a period's name; `undefined` for anything else. */
export function parsePeriod(id: string): Period | undefined {
  const match = /^((?:19|20|21)\d\d)(?:-(?:H([12])|Q([1-4])|(0[1-9]|1[0-2])))?$/.exec(id);
  if (!match) return undefined;
  const year = Number(match[1]);
  if (match[2]) return nth("half-year", year, Number(match[2]) - 1);
  if (match[3]) return nth("quarter", year, Number(match[3]) - 1);
  return match[4] ? nth("month", year, Number(match[4]) - 1) : nth("year", year, 0);
}

/** The fixed day of a period before any rolling: of a year `MM-DD`, else the day of the period's last month. */
export function fixedDay(due: Pick<DueEvery, "every" | "on">, period: Period): IsoDate {
  if (due.every === "year") return clamp(period.startsOn.slice(0, 4), due.on.slice(0, 2), due.on.slice(3));
  return clamp(period.endsOn.slice(0, 4), period.endsOn.slice(5, 7), due.on.slice(3));
}

function nth(every: Every, year: number, index: number): Period {
  const months = MONTHS[every];
  const first = index * months + 1;
  const startsOn = `${year}-${two(first)}-01`;
  const endsOn = clamp(String(year), two(first + months - 1), "31");
  const names: Record<Every, [string, string]> = {
    year: ["", "度"],
    "half-year": [`-H${index + 1}`, index === 0 ? "上半年" : "下半年"],
    quarter: [`-Q${index + 1}`, `第${index + 1}季度`],
    month: [`-${two(first)}`, `${first}月`],
  };
  const [suffix, label] = names[every];
  return { id: `${year}${suffix}`, every, startsOn, endsOn, label: `${year}年${label}` };
}

/** The day of the month, or the month's last one where it has no such day. */
function clamp(year: string, month: string, day: string): IsoDate {
  const next = month === "12" ? `${Number(year) + 1}-01-01` : `${year}-${two(Number(month) + 1)}-01`;
  const last = addDays(next, -1);
  const wanted = `${year}-${month}-${day}`;
  return wanted < last ? wanted : last;
}
