import middy from "@middy/core";
import type { Context } from "aws-lambda";
import { atStart } from "../adapters/environment.ts";
import { log, namesRun } from "../adapters/log.ts";
import { type RecomputeReport, recompute } from "../application/recompute/recompute.ts";
import { type DailyEvent, dayOfRun } from "./day-of-run.ts";
import { fromSchedule } from "./origins.ts";

atStart([]);

/** Milliseconds that a page of records may still take. */
const RESERVE_MS = 20_000;

/** Every minute: brings what is stored up to the ruleset in force, where another one has come into force. */
export const handler = fromSchedule(
  middy<DailyEvent, RecomputeReport>(async (event: DailyEvent, context: Context) => {
    const report = await recompute(dayOfRun(event), () => context.getRemainingTimeInMillis() > RESERVE_MS);
    const { moved, failed, stopped } = report;
    log(failed.length > 0 ? "warn" : "info", "recompute", { moved, failed: failed.length, stopped });
    return report;
  }).use(namesRun()),
);
