import { Duration } from "aws-cdk-lib";
import type { IKey } from "aws-cdk-lib/aws-kms";
import { SqsEventSource } from "aws-cdk-lib/aws-lambda-event-sources";
import type { NodejsFunction } from "aws-cdk-lib/aws-lambda-nodejs";
import { ConfigurationSet, EmailSendingEvent, EventDestination } from "aws-cdk-lib/aws-ses";
import { Topic } from "aws-cdk-lib/aws-sns";
import { SqsSubscription } from "aws-cdk-lib/aws-sns-subscriptions";
import type { Construct } from "constructs";
import type { DeadLetters } from "./dead-letters.ts";
import { grantSes } from "./permissions.ts";
import { deadLetterQueue, workQueue } from "./queue.ts";

/** The receipts function's own limit; its queue hides a message for six times as long. */
export const receiptsTimeout = Duration.minutes(1);
/** Functions that take them side by side: the fewest that a queue can be told. */
export const RECEIVERS = 2;

/** All that SES says of a mail; whether it was opened or clicked is not asked. */
const EVENTS = [
  EmailSendingEvent.SEND,
  EmailSendingEvent.DELIVERY,
  EmailSendingEvent.DELIVERY_DELAY,
  EmailSendingEvent.BOUNCE,
  EmailSendingEvent.COMPLAINT,
  EmailSendingEvent.REJECT,
  EmailSendingEvent.RENDERING_FAILURE,
];

type Props = { deliver: NodejsFunction; receipts: NodejsFunction; key: IKey; sender: string };

/** SES → topic → queue → function. Only where SES is. */
export function takeReceipts(scope: Construct, { deliver, receipts, key, sender }: Props): DeadLetters {
  const deadLetters = deadLetterQueue(scope, "ReceiptsDeadLetters", key);
  const queue = workQueue(scope, "ReceiptsQueue", {
    key,
    deadLetters,
    timeout: receiptsTimeout,
    keep: Duration.days(14),
  });
  const topic = new Topic(scope, "ReceiptsTopic", { masterKey: key, enforceSSL: true });
  topic.addSubscription(
    new SqsSubscription(queue, { rawMessageDelivery: true, deadLetterQueue: deadLetters }),
  );
  const mails = new ConfigurationSet(scope, "Mails");
  mails.addEventDestination("Receipts", { destination: EventDestination.snsTopic(topic), events: EVENTS });
  grantSes(deliver, sender, mails.configurationSetName);
  deliver.addEnvironment("YIFA_SES_CONFIGURATION_SET", mails.configurationSetName);
  receipts.addEventSource(
    new SqsEventSource(queue, { batchSize: 10, reportBatchItemFailures: true, maxConcurrency: RECEIVERS }),
  );
  return { name: "receipts", queue: deadLetters, source: queue };
}
