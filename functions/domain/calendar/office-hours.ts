import { YifaError } from "../errors.ts";
import { type IsoDate, isIsoDate } from "../schema/primitives.ts";
import { toDayNumber } from "./dates.ts";
import {
  DAY_MINUTES,
  dayOf,
  hasTime,
  type Instant,
  readClock,
  SHANGHAI_OFFSET_MINUTES,
  toInstant,
} from "./instants.ts";

/** Beijing time. Xinjiang: 10:00–14:00, then 16:00–20:00 from May to September, else 15:30–19:30. */
const HALVES_PART_AT_MINUTE = 14 * 60;
/** The same as instants write it. */
export const HALVES_PART_AT = "14:00";
const SUMMER_CLOSE_MINUTE = 20 * 60;
const WINTER_CLOSE_MINUTE = 19 * 60 + 30;

/** `half` is 0 before 14:00, 1 from then on; a date without a time counts as a whole, so to its second half. */
export type Moment = { readonly day: number; readonly half: 0 | 1 };

export function isMoment(text: string): boolean {
  return isIsoDate(text) || readClock(text) !== undefined;
}

/** Reads a date or an instant; one without an offset is in Beijing time. */
export function readMoment(text: string): Moment {
  if (text.length === 10) return { day: toDayNumber(text), half: 1 };
  const clock = readClock(text);
  if (!clock) {
    throw new YifaError(
      "invalid",
      "bad-instant",
      `“${text}”不是日期或时刻，应为 YYYY-MM-DD 或 YYYY-MM-DDTHH:MM+08:00，例如 2026-09-28T11:00+08:00`,
      { pointer: "/after" },
    );
  }
  return { day: clock.day, half: clock.minute < HALVES_PART_AT_MINUTE ? 0 : 1 };
}

/** The instant (UTC) at which a half of a working day ends: 14:00, or close of business (民法典 203). */
export function endOfHalf(date: IsoDate, half: number): string {
  const monthDay = date.slice(5);
  const summer = monthDay >= "05-01" && monthDay <= "09-30";
  const close = summer ? SUMMER_CLOSE_MINUTE : WINTER_CLOSE_MINUTE;
  const minute = (half === 0 ? HALVES_PART_AT_MINUTE : close) - SHANGHAI_OFFSET_MINUTES;
  return new Date((toDayNumber(date) * DAY_MINUTES + minute) * 60_000).toISOString();
}

/** What is due on a day, and at which instant (UTC) of it where halves were counted. */
export type DueMoment = { readonly dueOn: IsoDate; readonly dueAt?: string };

/** The instant at which a limit ends within its day. One that was moved to another day has none any more. */
export function limitInstant({ dueOn, dueAt }: DueMoment): Instant | undefined {
  const until = dueAt === undefined ? undefined : toInstant(dueAt);
  return until !== undefined && dayOf(until) === dueOn ? until : undefined;
}

/** Whether what was done then came too late. Where only the day is known, of the limit or of what was done, it decides. */
export function isTooLate(done: IsoDate | Instant, limit: DueMoment): boolean {
  const until = limitInstant(limit);
  return until !== undefined && hasTime(done) ? done > until : dayOf(done) > limit.dueOn;
}
