import { join } from "node:path";
import { Duration, Stack } from "aws-cdk-lib";
import { HttpApi, HttpMethod } from "aws-cdk-lib/aws-apigatewayv2";
import { HttpLambdaIntegration } from "aws-cdk-lib/aws-apigatewayv2-integrations";
import { SqsEventSource } from "aws-cdk-lib/aws-lambda-event-sources";
import type { NodejsFunction } from "aws-cdk-lib/aws-lambda-nodejs";
import { Queue, QueueEncryption } from "aws-cdk-lib/aws-sqs";
import type { Construct } from "constructs";
import { SENDERS } from "../functions/adapters/mail-settings.ts";
import { METRICS } from "../functions/adapters/metric.ts";
import { watchAudit, watchErrors, watchHeartbeat, watchMailPause } from "./alarms.ts";
import { connectDeadLetters } from "./dead-letters.ts";
import { grantRulesets, grantTable } from "./grants.ts";
import { handlerFunction } from "./handler-function.ts";
import { connectMail } from "./mail.ts";
import { hasMailbox, readReports } from "./mailbox.ts";
import { type Partition, partitions } from "./partitions.ts";
import { receiptsTimeout, takeReceipts } from "./receipts.ts";
import { daily, often } from "./schedule.ts";
import { deliverBatch, deliverTimeout, type StatefulStack } from "./stateful-stack.ts";

/** Of what is continued every ten minutes or later: below them, so that two runs never overlap. */
const continuedTimeout = Duration.minutes(9);

type Props = {
  partition: Partition;
  stateful: StatefulStack;
  /** The folder of the handlers' files. */
  handlers: string;
};

/** What every deployment may replace: functions, the HTTP API, schedules and alarms. */
export class StatelessStack extends Stack {
  constructor(scope: Construct, id: string, { partition, stateful, handlers }: Props) {
    super(scope, id);
    const { table, bucket, deliverQueue, deliverDeadLetters } = stateful;
    const asyncDeadLetters = new Queue(this, "AsyncDeadLetters", {
      encryption: QueueEncryption.SQS_MANAGED,
      enforceSSL: true,
      retentionPeriod: Duration.days(14),
    });
    const environment = {
      YIFA_TABLE: table.tableName,
      YIFA_BUCKET: bucket.bucketName,
      YIFA_DELIVER_QUEUE_URL: deliverQueue.queueUrl,
    };
    const create = (name: string, file: string, timeout: Duration, deadLetterQueue?: Queue) =>
      handlerFunction(this, name, {
        entry: join(handlers, file),
        timeout,
        environment,
        ...(deadLetterQueue && { deadLetterQueue }),
      });

    // An HTTP API waits 30 seconds at most.
    const api = create("Api", "api.ts", Duration.seconds(29));
    const sweep = create("Sweep", "sweep.ts", continuedTimeout, asyncDeadLetters);
    const openPeriods = create("OpenPeriods", "open-periods.ts", Duration.minutes(15), asyncDeadLetters);
    const deliver = create("Deliver", "deliver.ts", deliverTimeout);
    const audit = create("Audit", "audit.ts", continuedTimeout, asyncDeadLetters);
    const release = create("Release", "release.ts", Duration.minutes(5), asyncDeadLetters);

    // The only provider with events is SES.
    const receipts =
      partitions[partition].mail === "ses" ? create("Receipts", "receipts.ts", receiptsTimeout) : undefined;
    const reports = hasMailbox(this)
      ? create("DeliveryReports", "delivery-reports.ts", continuedTimeout)
      : undefined;

    for (const handler of [
      api,
      sweep,
      openPeriods,
      deliver,
      audit,
      release,
      ...(receipts ? [receipts] : []),
      ...(reports ? [reports] : []),
    ]) {
      grantTable(handler, table);
      grantRulesets(handler, bucket);
      watchErrors(handler);
    }
    for (const sender of [sweep, release]) deliverQueue.grantSendMessages(sender);
    connectMail(deliver, partition);
    if (reports) readReports(this, reports, asyncDeadLetters);

    route(this, api);
    const sweeps = { target: sweep, deadLetters: asyncDeadLetters };
    daily(this, "SweepDaily", { ...sweeps, hour: 10, minutes: [30, 40, 50] });
    daily(this, "SweepAgain", { ...sweeps, hour: 11, minutes: [0, 10, 20] });
    const audits = { target: audit, deadLetters: asyncDeadLetters };
    daily(this, "AuditDaily", { ...audits, hour: 11, minutes: [40, 50] });
    daily(this, "AuditAgain", { ...audits, hour: 12, minutes: [0, 10, 20, 30, 40, 50] });
    const opening = { target: openPeriods, deadLetters: asyncDeadLetters };
    daily(this, "OpenPeriodsDaily", { ...opening, hour: 0, minutes: [30] });
    often(this, "ReleaseOften", { target: release, minutes: 15, deadLetters: asyncDeadLetters });
    deliver.addEventSource(
      new SqsEventSource(deliverQueue, {
        batchSize: deliverBatch,
        reportBatchItemFailures: true,
        maxConcurrency: SENDERS,
      }),
    );
    connectDeadLetters(api, [
      { name: "deliver", queue: deliverDeadLetters, source: deliverQueue },
      { name: "async", queue: asyncDeadLetters },
      ...(receipts ? [takeReceipts(this, deliver, receipts)] : []),
    ]);
    watchHeartbeat(this, "SweepMissed", METRICS.sweepDone);
    watchMailPause(this);
    watchAudit(this);
  }
}

function route(scope: Construct, api: NodejsFunction): void {
  new HttpApi(scope, "HttpApi").addRoutes({
    path: "/v1/{proxy+}",
    methods: [HttpMethod.ANY],
    integration: new HttpLambdaIntegration("ApiIntegration", api),
  });
}
