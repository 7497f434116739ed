import { YifaError } from "../errors.ts";
import type { IsoDate } from "../schema/primitives.ts";
import { fromDayNumber, toDayNumber, weekdayOfDay } from "./dates.ts";

/** What a notice, or the law where no notice is out, says of one day. */
export type DayRuling = { readonly working: boolean; readonly name: string; readonly source: string };

const FIRST_DAY = toDayNumber("1900-01-01");
const LAST_DAY = toDayNumber("2199-12-31");
const LENGTH = LAST_DAY - FIRST_DAY + 1;
/** 国务院关于职工工作时间的规定（国务院令第174号） 7 */
const WEEKEND_SOURCE = "国务院关于职工工作时间的规定第七条";

/**
 * One calendar as running totals over every day from 1900 to 2199, so that counting is two look-ups.
 * Where it is not known, a day is worked as its weekday says and marked unknown.
 */
export class CalendarTable {
  readonly id: string;
  readonly #rulings: ReadonlyMap<number, DayRuling>;
  /** Working days up to and including a day. */
  readonly #worked = new Int32Array(LENGTH);
  /** Unknown days up to and including a day. */
  readonly #unknown = new Int32Array(LENGTH);
  /** The working days in order, as offsets from `FIRST_DAY`. */
  readonly #workingDays: Int32Array;

  constructor(id: string, rulings: ReadonlyMap<number, DayRuling>, isKnownYear: (year: number) => boolean) {
    this.id = id;
    this.#rulings = rulings;
    const works = new Uint8Array(LENGTH).map((_, offset) => (weekdayOfDay(offset + FIRST_DAY) <= 5 ? 1 : 0));
    for (const [day, { working }] of rulings) works[day - FIRST_DAY] = working ? 1 : 0;
    const days = new Int32Array(LENGTH);
    let [worked, unknown, offset] = [0, 0, 0];
    for (let year = 1900; year <= 2199; year++) {
      const known = isKnownYear(year);
      const end = toDayNumber(`${year}-12-31`) - FIRST_DAY;
      for (; offset <= end; offset++) {
        if (works[offset]) days[worked++] = offset;
        if (!known) unknown++;
        this.#worked[offset] = worked;
        this.#unknown[offset] = unknown;
      }
    }
    this.#workingDays = days.subarray(0, worked);
  }

  /** As the notices say; in years without one, as the weekday says. */
  isWorked(day: number): boolean {
    return this.workedUpTo(day) > (day === FIRST_DAY ? 0 : this.workedUpTo(day - 1));
  }

  /** How many working days there are up to and including `day`: also the number of the last of them, from 1. */
  workedUpTo(day: number): number {
    return this.#worked[this.#offset(day)] as number;
  }

  /** The day of the working day with this number, counted from 1. */
  workingDay(number: number): number {
    const offset = this.#workingDays[number - 1];
    if (offset === undefined) throw outOfRange();
    return FIRST_DAY + offset;
  }

  /** Whether a day from `first` to `last`, both included, lies in a year whose notice is not known. */
  hasUnknown(first: number, last: number): boolean {
    const before = first <= FIRST_DAY ? 0 : (this.#unknown[this.#offset(first - 1)] as number);
    return (this.#unknown[this.#offset(last)] as number) > before;
  }

  /** Whether the year of this day lacks a notice and no law says what the day is. */
  isUncertain(day: number): boolean {
    return this.hasUnknown(day, day) && this.isWorked(day);
  }

  /** What a notice or the law says of the day; nothing where only its weekday counts. */
  rulingOn(day: number): DayRuling | undefined {
    return this.#rulings.get(day);
  }

  /** Why nobody works on a day off. */
  reasonOff(day: number): { reason: string; source: string } {
    const ruling = this.#rulings.get(day);
    if (ruling) return { reason: ruling.name, source: ruling.source };
    return { reason: weekdayOfDay(day) === 6 ? "星期六" : "星期日", source: WEEKEND_SOURCE };
  }

  #offset(day: number): number {
    if (day < FIRST_DAY || day > LAST_DAY) throw outOfRange();
    return day - FIRST_DAY;
  }
}

/** Refuses what the tables, and dates in records, do not cover. */
export function dateInRange(day: number): IsoDate {
  if (day < FIRST_DAY || day > LAST_DAY) throw outOfRange();
  return fromDayNumber(day);
}

function outOfRange(): YifaError {
  return new YifaError(
    "invalid",
    "date-out-of-range",
    "期限超出可计算的范围：应在 1900-01-01 至 2199-12-31 之间，例如 2026-09-28",
  );
}
