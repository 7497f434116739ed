import middy from "@middy/core";
import type { Context } from "aws-lambda";
import { today } from "../adapters/clock.ts";
import { atStart } from "../adapters/environment.ts";
import { log, namesRun } from "../adapters/log.ts";
import { METRICS, metric } from "../adapters/metric.ts";
import { loadSweepState } from "../adapters/store/sweeps.ts";
import { missingCalendars } from "../application/missing-calendars.ts";
import { type SweepReport, sweep } from "../application/sweep.ts";
import { type DailyEvent, dayOfRun } from "./day-of-run.ts";
import { fromSchedule } from "./origins.ts";

atStart(["YIFA_DELIVER_QUEUE_URL"]);

/** Milliseconds that a page of cases and the release of the day's digests may still take. */
const RESERVE_MS = 90_000;

/**
 * The morning sweep, by schedule every ten minutes from 10:30 to 11:20 Asia/Shanghai or by hand. The first run that the
 * day allows does it all; the others go on where one had to stop, try again what failed, or find the day done and say
 * so: the heartbeat.
 */
export const handler = fromSchedule(
  middy<DailyEvent, SweepReport | undefined>(async (event: DailyEvent, context: Context) => {
    const on = dayOfRun(event);
    const byHand = event?.asOf !== undefined;
    const state = await loadSweepState(on);
    const settled = state?.done === true && state.failed === 0;
    const report =
      settled && !byHand ? undefined : await sweep(on, () => context.getRemainingTimeInMillis() > RESERVE_MS);
    if (report) await tell(report);
    if ((report?.done ?? true) && on === today()) metric(METRICS.sweepDone);
    return report;
  }).use(namesRun()),
);

async function tell(report: SweepReport): Promise<void> {
  const { failed, digests, ...counts } = report;
  const calendarsMissing = await missingCalendars(report.day);
  log("info", "sweep", { ...counts, failed: failed.length, digests: digests.length, calendarsMissing });
  metric(METRICS.linesWritten, report.lines);
  metric(METRICS.casesFailed, failed.length);
  metric(METRICS.calendarsMissing, calendarsMissing.length);
}
