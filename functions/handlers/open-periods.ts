import middy from "@middy/core";
import { atStart } from "../adapters/environment.ts";
import { log, namesRun } from "../adapters/log.ts";
import { openPeriods, type PeriodsReport } from "../application/open-periods.ts";
import { type DailyEvent, dayOfRun } from "./day-of-run.ts";
import { fromSchedule } from "./origins.ts";

atStart([]);

/** Opens what the day begins, by schedule at 00:30 Asia/Shanghai or by hand. */
export const handler = fromSchedule(
  middy<DailyEvent, PeriodsReport>(async (event: DailyEvent) => {
    const report = await openPeriods(dayOfRun(event));
    log("info", "open-periods", {
      day: report.day,
      opened: report.opened.length,
      measured: report.measured.length,
    });
    return report;
  }).use(namesRun()),
);
