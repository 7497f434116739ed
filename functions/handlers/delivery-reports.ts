import middy from "@middy/core";
import { atStart } from "../adapters/environment.ts";
import { log, namesRun } from "../adapters/log.ts";
import { mailboxServer } from "../adapters/mail-settings.ts";
import { type ReportsTaken, takeReports } from "../application/take-reports.ts";
import { fromSchedule } from "./origins.ts";

atStart([], mailboxServer);

/** Every quarter of an hour, where mail goes by SMTP: what other servers wrote back to the sender's mailbox. */
export const handler = fromSchedule(
  middy<unknown, ReportsTaken>(async () => {
    const report = await takeReports();
    log(report.failed > 0 ? "error" : "info", "delivery reports", report);
    if (report.failed > 0) throw new Error(`${report.failed} 封来信未能处理，仍为未读，下次运行再处理`);
    return report;
  }).use(namesRun()),
);
