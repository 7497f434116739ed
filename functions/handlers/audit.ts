import middy from "@middy/core";
import type { Context } from "aws-lambda";
import { atStart } from "../adapters/environment.ts";
import { log, namesRun } from "../adapters/log.ts";
import { METRICS, metric } from "../adapters/metric.ts";
import { type AuditReport, loadAudit } from "../adapters/store/audits.ts";
import { audit } from "../application/audit.ts";
import { faultsOf } from "../domain/audit/finding.ts";
import { type DailyEvent, dayOfRun } from "./day-of-run.ts";
import { fromSchedule } from "./origins.ts";

atStart([]);

/** Milliseconds that a page of cases may still take. */
const RESERVE_MS = 90_000;

/** The daily audit, by schedule from 11:40 Asia/Shanghai until it is done, or by hand. */
export const handler = fromSchedule(
  middy<DailyEvent, AuditReport>(async (event: DailyEvent, context: Context) => {
    const on = dayOfRun(event);
    const before = await loadAudit(on);
    if (before?.done && event?.asOf === undefined) return before;
    const report = await audit(on, () => context.getRemainingTimeInMillis() > RESERVE_MS);
    const { day, done, cases, found } = report;
    log("info", "audit", { day, done, cases, found });
    if (done) metric(METRICS.auditFindings, faultsOf(found));
    return report;
  }).use(namesRun()),
);
