import { todayInShanghai } from "../domain/calendar/dates.ts";
import { type IsoDate, isIsoDate } from "../domain/schema/primitives.ts";

/** Milliseconds of a day; Asia/Shanghai is UTC+8 all year. */
const DAY_MS = 86_400_000;
const SHANGHAI_MS = 8 * 3_600_000;

/** The day in Asia/Shanghai, or the fixed one of YIFA_AS_OF. */
export function today(): IsoDate {
  return asOf() ?? todayInShanghai(new Date());
}

/** The instant; under YIFA_AS_OF the present time of day on that day. */
export function now(): Date {
  const instant = new Date();
  const day = asOf();
  if (day === undefined) return instant;
  const timeOfDayMs = (instant.getTime() + SHANGHAI_MS) % DAY_MS;
  return new Date(Date.parse(`${day}T00:00:00+08:00`) + timeOfDayMs);
}

function asOf(): IsoDate | undefined {
  const day = process.env.YIFA_AS_OF;
  if (day === undefined || day === "") return undefined;
  if (!isIsoDate(day))
    throw new Error(`环境变量 YIFA_AS_OF 的值“${day}”不是日期，应为 YYYY-MM-DD，例如 2026-11-23`);
  return day;
}
