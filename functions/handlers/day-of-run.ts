import { today } from "../adapters/clock.ts";
import { todayInShanghai } from "../domain/calendar/dates.ts";
import { YifaError } from "../domain/errors.ts";
import { type IsoDate, isIsoDate } from "../domain/schema/primitives.ts";

/** `asOf` when started by hand, `time` (an instant in UTC) when the schedule starts it. */
export type DailyEvent = { readonly asOf?: unknown; readonly time?: unknown };

/** A schedule that fires late still runs for the day it was meant for. */
export function dayOfRun(event: DailyEvent | undefined): IsoDate {
  const { asOf, time } = event ?? {};
  if (asOf !== undefined) {
    if (isIsoDate(asOf)) return asOf;
    throw new YifaError(
      "invalid",
      "malformed-date",
      `asOf 的值“${String(asOf).slice(0, 40)}”不是日期，应为 YYYY-MM-DD，例如 2026-11-23`,
      {
        pointer: "/asOf",
      },
    );
  }
  const scheduled = typeof time === "string" ? Date.parse(time) : Number.NaN;
  return Number.isNaN(scheduled) ? today() : todayInShanghai(new Date(scheduled));
}
