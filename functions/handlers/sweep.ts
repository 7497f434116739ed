import middy from "@middy/core";
import { log } from "../adapters/log.ts";
import { type SweepReport, sweep } from "../application/sweep.ts";
import { type DailyEvent, dayOfRun } from "./day-of-run.ts";

/** The morning sweep, by schedule at 10:30 Asia/Shanghai or by hand. */
export const handler = middy<DailyEvent, SweepReport>(async (event: DailyEvent) => {
  const report = await sweep(dayOfRun(event));
  log("info", "sweep", { ...report });
  return report;
});
