import { join } from "node:path";
import { Duration } from "aws-cdk-lib";
import type { NodejsFunction } from "aws-cdk-lib/aws-lambda-nodejs";
import type { Queue } from "aws-cdk-lib/aws-sqs";
import type { Construct } from "constructs";
import { SENDERS } from "../functions/adapters/mail-settings.ts";
import { IMPORTERS, importMemory, importTimeout } from "./bulk.ts";
import type { Deployment } from "./config/schema.ts";
import type { FunctionName } from "./grants.ts";
import { handlerFunction } from "./handler-function.ts";
import { impactTimeout, WORKERS } from "./impact.ts";
import type { LogSettings } from "./log-group.ts";
import { hasMailbox } from "./mailbox.ts";
import { type Granted, grant } from "./permissions.ts";
import { RECEIVERS, receiptsTimeout } from "./receipts.ts";
import { deliverTimeout } from "./stateful-stack.ts";

/** Of what is continued every ten minutes or later: below them, so that two runs never overlap. */
const continuedTimeout = Duration.minutes(9);

/** `reserved`: how many may run at once, one unless said otherwise; that many are kept free for it. */
type Settings = { timeout: Duration; reserved?: number; memorySize?: number; deadLetterQueue?: Queue };

type Props = {
  deployment: Deployment;
  /** The folder of the handlers' files. */
  handlers: string;
  log: LogSettings;
  asyncDeadLetters: Queue;
  granted: Granted;
};

/** Every function, with its name, its limits and its grants. */
export function createFunctions(scope: Construct, props: Props) {
  const { deployment, asyncDeadLetters } = props;
  const { concurrency } = deployment.limits;
  const create = (name: FunctionName, file: string, settings: Settings) =>
    createFunction(scope, { ...props, ...settings, name, file });
  const continued = { timeout: continuedTimeout, deadLetterQueue: asyncDeadLetters };
  return {
    // An HTTP API waits 30 seconds at most.
    api: create("Api", "api.ts", {
      timeout: Duration.seconds(29),
      ...(concurrency !== "unreserved" && { reserved: concurrency }),
    }),
    sweep: create("Sweep", "sweep.ts", continued),
    openPeriods: create("OpenPeriods", "open-periods.ts", { ...continued, timeout: Duration.minutes(15) }),
    deliver: create("Deliver", "deliver.ts", { timeout: deliverTimeout, reserved: SENDERS }),
    audit: create("Audit", "audit.ts", continued),
    release: create("Release", "release.ts", { ...continued, timeout: Duration.minutes(5) }),
    // Two: one may begin while another ends, and neither harms the other.
    recompute: create("Recompute", "recompute.ts", {
      ...continued,
      timeout: Duration.seconds(58),
      reserved: 2,
    }),
    importer: create("BulkImport", "bulk-import.ts", {
      timeout: importTimeout,
      reserved: IMPORTERS,
      memorySize: importMemory,
    }),
    impact: create("Impact", "impact.ts", { timeout: impactTimeout, reserved: WORKERS }),
    // The only provider with events is SES.
    ...(deployment.mail.provider === "ses" && {
      receipts: create("Receipts", "receipts.ts", { timeout: receiptsTimeout, reserved: RECEIVERS }),
    }),
    ...(hasMailbox(deployment) && {
      reports: create("DeliveryReports", "delivery-reports.ts", { timeout: continuedTimeout }),
    }),
  };
}

function createFunction(
  scope: Construct,
  { name, file, reserved = 1, ...props }: Props & Settings & { name: FunctionName; file: string },
): NodejsFunction {
  const { deployment, handlers, log, granted, timeout, memorySize, deadLetterQueue } = props;
  const created = handlerFunction(scope, name, {
    entry: join(handlers, file),
    timeout,
    log,
    environment: {
      YIFA_TABLE: granted.table.tableName,
      YIFA_BUCKET: granted.bucket.bucketName,
      YIFA_DELIVER_QUEUE_URL: granted.deliverQueue.queueUrl,
    },
    ...(memorySize !== undefined && { memorySize }),
    ...(deadLetterQueue && { deadLetterQueue }),
    ...(deployment.limits.concurrency !== "unreserved" && { reservedConcurrentExecutions: reserved }),
  });
  grant(created, name, granted);
  return created;
}
