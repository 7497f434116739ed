import middy from "@middy/core";
import { atStart } from "../adapters/environment.ts";
import { log, namesRun } from "../adapters/log.ts";
import { type ErasureReport, eraseDue } from "../application/erase-due.ts";
import { openPeriods, type PeriodsReport } from "../application/open-periods.ts";
import { type DailyEvent, dayOfRun } from "./day-of-run.ts";
import { fromSchedule } from "./origins.ts";

atStart([]);

/** Opens what the day begins and erases what has been kept long enough, by schedule at 00:30 Asia/Shanghai or by hand. */
export const handler = fromSchedule(
  middy<DailyEvent, PeriodsReport & { erasures: ErasureReport }>(async (event: DailyEvent) => {
    const report = await openPeriods(dayOfRun(event));
    const erasures = await eraseDue(report.day);
    log("info", "open-periods", {
      day: report.day,
      opened: report.opened.length,
      measured: report.measured.length,
      ...erasures,
    });
    return { ...report, erasures };
  }).use(namesRun()),
);
