import { join } from "node:path";
import { Duration, Stack, type StackProps } from "aws-cdk-lib";
import { Key } from "aws-cdk-lib/aws-kms";
import { SqsEventSource } from "aws-cdk-lib/aws-lambda-event-sources";
import type { Queue } from "aws-cdk-lib/aws-sqs";
import type { Construct } from "constructs";
import { SENDERS } from "../functions/adapters/mail-settings.ts";
import { alarmTopic } from "./alarm-topic.ts";
import { watch } from "./alarms.ts";
import { IMPORTERS, importMemory, importTimeout, takeImports } from "./bulk.ts";
import { identityEnvironment } from "./config/identity.ts";
import type { Deployment } from "./config/schema.ts";
import { dashboard } from "./dashboard.ts";
import { connectDeadLetters } from "./dead-letters.ts";
import { grantKey, grantProposing, grantRulesets, grantSend, grantTable } from "./grants.ts";
import { handlerFunction } from "./handler-function.ts";
import { openHttp } from "./http-entry.ts";
import { connectLinks } from "./links.ts";
import { logGroup } from "./log-group.ts";
import { connectMail } from "./mail.ts";
import { hasMailbox, readReports } from "./mailbox.ts";
import { deadLetterQueue } from "./queue.ts";
import { RECEIVERS, receiptsTimeout, takeReceipts } from "./receipts.ts";
import { daily, often } from "./schedule.ts";
import { deliverBatch, deliverTimeout, type StatefulStack } from "./stateful-stack.ts";

/** Of what is continued every ten minutes or later: below them, so that two runs never overlap. */
const continuedTimeout = Duration.minutes(9);

/** `reserved`: how many may run at once, one unless said otherwise: two runs of a schedule never overlap. */
type Create = { timeout: Duration; reserved?: number; memorySize?: number; deadLetterQueue?: Queue };

type Props = StackProps & {
  deployment: Deployment;
  stateful: StatefulStack;
  /** The folder of the handlers' files. */
  handlers: string;
};

/** What every deployment may replace: functions, the HTTP API, schedules and alarms. */
export class StatelessStack extends Stack {
  constructor(scope: Construct, id: string, { deployment, stateful, handlers, ...props }: Props) {
    super(scope, id, props);
    const { table, bucket, deliverQueue, deliverDeadLetters } = stateful;
    // By its ARN: whose key it is decides who may use it, not who uses it.
    const key = Key.fromKeyArn(this, "Key", stateful.key.keyArn);
    const log = { key, logDays: deployment.retention.logDays };
    const asyncDeadLetters = deadLetterQueue(this, "AsyncDeadLetters", key);
    const environment = {
      YIFA_TABLE: table.tableName,
      YIFA_BUCKET: bucket.bucketName,
      YIFA_DELIVER_QUEUE_URL: deliverQueue.queueUrl,
    };
    const create = (name: string, file: string, { reserved = 1, ...settings }: Create) =>
      handlerFunction(this, name, {
        ...settings,
        entry: join(handlers, file),
        environment,
        log,
        ...(deployment.limits.concurrency !== "unreserved" && { reservedConcurrentExecutions: reserved }),
      });
    const continued = { timeout: continuedTimeout, deadLetterQueue: asyncDeadLetters };

    // An HTTP API waits 30 seconds at most.
    const api = create("Api", "api.ts", {
      timeout: Duration.seconds(29),
      reserved: Number(deployment.limits.concurrency),
    });
    const sweep = create("Sweep", "sweep.ts", continued);
    const openPeriods = create("OpenPeriods", "open-periods.ts", {
      ...continued,
      timeout: Duration.minutes(15),
    });
    const deliver = create("Deliver", "deliver.ts", { timeout: deliverTimeout, reserved: SENDERS });
    const audit = create("Audit", "audit.ts", continued);
    const release = create("Release", "release.ts", { ...continued, timeout: Duration.minutes(5) });
    // Two: one may begin while another ends, and neither harms the other.
    const recompute = create("Recompute", "recompute.ts", {
      ...continued,
      timeout: Duration.seconds(58),
      reserved: 2,
    });

    const importer = create("BulkImport", "bulk-import.ts", {
      timeout: importTimeout,
      reserved: IMPORTERS,
      memorySize: importMemory,
    });

    // The only provider with events is SES.
    const receipts =
      deployment.mail.provider === "ses"
        ? create("Receipts", "receipts.ts", { timeout: receiptsTimeout, reserved: RECEIVERS })
        : undefined;
    const reports = hasMailbox(deployment)
      ? create("DeliveryReports", "delivery-reports.ts", { timeout: continuedTimeout })
      : undefined;

    const functions = [
      api,
      sweep,
      openPeriods,
      deliver,
      audit,
      release,
      importer,
      recompute,
      ...(receipts ? [receipts] : []),
      ...(reports ? [reports] : []),
    ];
    for (const handler of functions) {
      grantTable(handler, table);
      grantRulesets(handler, bucket);
      grantKey(handler, key);
    }
    grantProposing(api, bucket);
    for (const sender of [sweep, release]) grantSend(sender, deliverQueue);
    connectMail(deliver, deployment.mail);
    if (reports) readReports(this, reports, asyncDeadLetters);

    for (const [name, value] of Object.entries(identityEnvironment(deployment.identity)))
      api.addEnvironment(name, value);
    connectLinks(this, { deployment, key, handlers: [api, deliver] });
    const accessLog = logGroup(this, "AccessLog", log);
    const http = openHttp(this, { api, deployment, accessLog });
    const sweeps = { target: sweep, deadLetters: asyncDeadLetters };
    daily(this, "SweepDaily", { ...sweeps, hour: 10, minutes: [30, 40, 50] });
    daily(this, "SweepAgain", { ...sweeps, hour: 11, minutes: [0, 10, 20] });
    const audits = { target: audit, deadLetters: asyncDeadLetters };
    daily(this, "AuditDaily", { ...audits, hour: 11, minutes: [40, 50] });
    daily(this, "AuditAgain", { ...audits, hour: 12, minutes: [0, 10, 20, 30, 40, 50] });
    const opening = { target: openPeriods, deadLetters: asyncDeadLetters };
    daily(this, "OpenPeriodsDaily", { ...opening, hour: 0, minutes: [30] });
    often(this, "RecomputeOften", { target: recompute, minutes: 1, deadLetters: asyncDeadLetters });
    often(this, "ReleaseOften", { target: release, minutes: 15, deadLetters: asyncDeadLetters });
    deliver.addEventSource(
      new SqsEventSource(deliverQueue, {
        batchSize: deliverBatch,
        reportBatchItemFailures: true,
        maxConcurrency: SENDERS,
      }),
    );
    const deadLetters = [
      { name: "deliver", queue: deliverDeadLetters, source: deliverQueue },
      { name: "async", queue: asyncDeadLetters },
      takeImports(importer, stateful.imports),
      ...(receipts ? [takeReceipts(this, deliver, receipts, key)] : []),
    ];
    connectDeadLetters(api, deadLetters);
    const topic = alarmTopic(this, key, deployment.alarms.addresses);
    const alarms = watch(this, { topic, deadLetters, table, api, accessLog, reports });
    dashboard(this, { alarms, http, functions, table, deadLetters });
  }
}
