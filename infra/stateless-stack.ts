import { Stack, type StackProps } from "aws-cdk-lib";
import { Key } from "aws-cdk-lib/aws-kms";
import { SqsEventSource } from "aws-cdk-lib/aws-lambda-event-sources";
import type { Construct } from "constructs";
import { SENDERS } from "../functions/adapters/mail-settings.ts";
import { alarmTopic } from "./alarm-topic.ts";
import { watch } from "./alarms.ts";
import { takeImports } from "./bulk.ts";
import { identityEnvironment } from "./config/identity.ts";
import type { Deployment } from "./config/schema.ts";
import { dashboard } from "./dashboard.ts";
import { connectDeadLetters } from "./dead-letters.ts";
import { createFunctions } from "./functions.ts";
import { openHttp } from "./http-entry.ts";
import { takeImpacts } from "./impact.ts";
import { connectLinks } from "./links.ts";
import { logGroup } from "./log-group.ts";
import { connectMail } from "./mail.ts";
import { readReports } from "./mailbox.ts";
import { deadLetterQueue } from "./queue.ts";
import { takeReceipts } from "./receipts.ts";
import { daily, often } from "./schedule.ts";
import { deliverBatch, type StatefulStack } from "./stateful-stack.ts";

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
    const granted = { table, bucket, key, deliverQueue };
    const functions = createFunctions(this, { deployment, handlers, log, asyncDeadLetters, granted });
    const { api, sweep, openPeriods, deliver, audit, release, recompute } = functions;
    const { importer, impact, receipts, reports } = functions;
    connectMail(deliver, deployment.mail);
    if (reports) readReports(this, reports, { mail: deployment.mail, deadLetters: asyncDeadLetters });

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
      takeImpacts(this, { api, impact, bucket, key }),
      ...(receipts ? [takeReceipts(this, { deliver, receipts, key, sender: deployment.mail.sender })] : []),
    ];
    connectDeadLetters(api, deadLetters);
    const topic = alarmTopic(this, key, deployment.alarms.addresses);
    const alarms = watch(this, { topic, deadLetters, table, api, accessLog, reports });
    dashboard(this, { alarms, http, functions: Object.values(functions), table, deadLetters });
  }
}
