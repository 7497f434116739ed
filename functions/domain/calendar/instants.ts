import { type IsoDate, isIsoDate } from "../schema/primitives.ts";
import { fromDayNumber, toDayNumber } from "./dates.ts";

/**
 * An instant of a record, in Beijing time: `2026-09-28T10:30+08:00`, with seconds only where there are some; its day
 * alone where no more is known. So written, text order is time order, and the first ten characters are the day.
 */
export type Instant = string;

/** In words, for errors. */
export const INSTANT_FORMS =
  "应为时刻，例如 2026-09-28T10:30+08:00 或者 2026-09-28 10:30（没有写时区的为北京时间）；只知道日期的，写 2026-09-28";

export const SHANGHAI_OFFSET_MINUTES = 8 * 60;
export const DAY_MINUTES = 24 * 60;
const FORM =
  /^(\d{4}-\d\d-\d\d)[T ]([01]\d|2[0-3]):([0-5]\d)(?::([0-5]\d)(?:\.\d{1,9})?)?(Z|[+-](?:0\d|1[0-4]):[0-5]\d)?$/;

/** Of an instant as it is written: its day and the minute of that day in Beijing. */
type Clock = { readonly day: number; readonly minute: number; readonly seconds: string };

/** `undefined` where the text is no instant with a time of day. */
export function readClock(text: string): Clock | undefined {
  const [, date, hour, minute, seconds = "00", offset] = FORM.exec(text) ?? [];
  if (!isIsoDate(date)) return undefined;
  const minutes = Number(hour) * 60 + Number(minute) + SHANGHAI_OFFSET_MINUTES - offsetMinutes(offset);
  const days = Math.floor(minutes / DAY_MINUTES);
  return { day: toDayNumber(date) + days, minute: minutes - days * DAY_MINUTES, seconds };
}

function offsetMinutes(offset: string | undefined): number {
  if (offset === undefined) return SHANGHAI_OFFSET_MINUTES;
  if (offset === "Z") return 0;
  const minutes = Number(offset.slice(1, 3)) * 60 + Number(offset.slice(4));
  return offset.startsWith("-") ? -minutes : minutes;
}

/** Any accepted way of writing an instant, or a date, as records keep it. */
export function toInstant(value: unknown): Instant | undefined {
  if (typeof value !== "string") return undefined;
  if (isIsoDate(value)) return value;
  const clock = readClock(value);
  const day = clock && fromDayNumber(clock.day);
  if (!clock || !isIsoDate(day)) return undefined;
  const seconds = clock.seconds === "00" ? "" : `:${clock.seconds}`;
  return `${day}T${two(Math.floor(clock.minute / 60))}:${two(clock.minute % 60)}${seconds}+08:00`;
}

const two = (n: number): string => String(n).padStart(2, "0");

/** The day of a date or an instant, in Beijing. */
export const dayOf = (value: IsoDate | Instant): IsoDate => value.slice(0, 10);

/** Whether more is known than the day. */
export const hasTime = (value: IsoDate | Instant): boolean => value.length > 10;

/** 10时30分, 14时; nothing where only the day is known. */
export function timeText(value: IsoDate | Instant): string {
  if (!hasTime(value)) return "";
  const [hour, minute] = [Number(value.slice(11, 13)), Number(value.slice(14, 16))];
  return `${hour}时${minute === 0 ? "" : `${minute}分`}`;
}
