import middy from "@middy/core";
import { atStart } from "../adapters/environment.ts";
import { log, namesRun } from "../adapters/log.ts";
import { METRICS, metric } from "../adapters/metric.ts";
import { type ReleaseReport, release } from "../application/release.ts";
import { type DailyEvent, dayOfRun } from "./day-of-run.ts";
import { fromSchedule } from "./origins.ts";

atStart(["YIFA_DELIVER_QUEUE_URL"]);

/** Every quarter of an hour: mail that the provider put off goes out without waiting for the next sweep. */
export const handler = fromSchedule(
  middy<DailyEvent, ReleaseReport>(async (event: DailyEvent) => {
    const report = await release(dayOfRun(event));
    const { day, released, pause } = report;
    if (pause) metric(METRICS.mailPaused);
    log(pause ? "warn" : "info", "release", { day, released: released.length, ...(pause && { pause }) });
    return report;
  }).use(namesRun()),
);
