import { YifaError } from "../errors.ts";
import { type IsoDate, isIsoDate } from "../schema/primitives.ts";
import { toDayNumber } from "./dates.ts";

/** Beijing time. Xinjiang: 10:00–14:00, then 16:00–20:00 from May to September, else 15:30–19:30. */
const HALVES_PART_AT_MINUTE = 14 * 60;
const SUMMER_CLOSE_MINUTE = 20 * 60;
const WINTER_CLOSE_MINUTE = 19 * 60 + 30;
const SHANGHAI_OFFSET_MINUTES = 8 * 60;
const DAY_MINUTES = 24 * 60;
const INSTANT =
  /^(\d{4}-\d\d-\d\d)T([01]\d|2[0-3]):([0-5]\d)(?::[0-5]\d(?:\.\d{1,9})?)?(Z|[+-](?:0\d|1[0-4]):[0-5]\d)?$/;

/** `half` is 0 before 14:00, 1 from then on; a date without a time counts as a whole, so to its second half. */
export type Moment = { readonly day: number; readonly half: 0 | 1 };

export function isMoment(text: string): boolean {
  return isIsoDate(text) || isIsoDate(INSTANT.exec(text)?.[1]);
}

/** Reads a date or an instant; one without an offset is in Beijing time. */
export function readMoment(text: string): Moment {
  if (text.length === 10) return { day: toDayNumber(text), half: 1 };
  const match = INSTANT.exec(text);
  if (!match) {
    throw new YifaError(
      "invalid",
      "bad-instant",
      `“${text}”不是日期或时刻，应为 YYYY-MM-DD 或 YYYY-MM-DDTHH:MM+08:00，例如 2026-09-28T11:00+08:00`,
      { pointer: "/after" },
    );
  }
  const minute = Number(match[2]) * 60 + Number(match[3]) + SHANGHAI_OFFSET_MINUTES - offsetMinutes(match[4]);
  const day = toDayNumber(match[1] as IsoDate) + Math.floor(minute / DAY_MINUTES);
  const minuteOfDay = ((minute % DAY_MINUTES) + DAY_MINUTES) % DAY_MINUTES;
  return { day, half: minuteOfDay < HALVES_PART_AT_MINUTE ? 0 : 1 };
}

function offsetMinutes(offset: string | undefined): number {
  if (offset === undefined) return SHANGHAI_OFFSET_MINUTES;
  if (offset === "Z") return 0;
  const minutes = Number(offset.slice(1, 3)) * 60 + Number(offset.slice(4));
  return offset.startsWith("-") ? -minutes : minutes;
}

/** The instant (UTC) at which a half of a working day ends: 14:00, or close of business (民法典 203). */
export function endOfHalf(date: IsoDate, half: number): string {
  const monthDay = date.slice(5);
  const summer = monthDay >= "05-01" && monthDay <= "09-30";
  const close = summer ? SUMMER_CLOSE_MINUTE : WINTER_CLOSE_MINUTE;
  const minute = (half === 0 ? HALVES_PART_AT_MINUTE : close) - SHANGHAI_OFFSET_MINUTES;
  return new Date((toDayNumber(date) * DAY_MINUTES + minute) * 60_000).toISOString();
}
