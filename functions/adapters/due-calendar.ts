import ical, { ICalCalendarMethod, ICalEventTransparency } from "ical-generator";
import type { DueEntry } from "../domain/notice/due-entries.ts";
import type { IsoDate } from "../domain/schema/primitives.ts";

/** An `.ics` file of due dates, whole days. Of the entries and the day `on` alone, so the same mail has the same bytes. */
export function dueCalendar(entries: readonly DueEntry[], on: IsoDate): Uint8Array {
  const calendar = ical({
    prodId: { company: "Yifa", product: "duties", language: "ZH" },
    method: ICalCalendarMethod.PUBLISH,
    events: entries.map(({ uid, sequence, on: dueOn, summary, description }) => ({
      id: uid,
      sequence,
      summary,
      description,
      start: new Date(dueOn),
      allDay: true,
      stamp: new Date(`${on}T00:00:00+08:00`),
      transparency: ICalEventTransparency.TRANSPARENT,
    })),
  });
  return Buffer.from(`${calendar.toString()}\r\n`);
}
