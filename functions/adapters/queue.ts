import {
  GetQueueAttributesCommand,
  SendMessageBatchCommand,
  SendMessageCommand,
  SQSClient,
} from "@aws-sdk/client-sqs";
import { YifaError } from "../domain/errors.ts";
import type { IsoDate } from "../domain/schema/primitives.ts";
import { required } from "./environment.ts";
import { toYifaError } from "./store/faults.ts";

/** What the queue of digests carries. `on`: the day that the mail speaks of. */
export type DeliverMessage = { readonly digest: string; readonly on: IsoDate };

const NAME = "发送队列";
/** SQS takes at most so many messages in one call. */
const BATCH = 10;

let client: SQSClient | undefined;

/** All of them, or a fault; what was enqueued before the fault is found out by the claim when it comes twice. */
export const enqueueDigests = (messages: readonly DeliverMessage[]): Promise<void> =>
  sendAll("YIFA_DELIVER_QUEUE_URL", messages, NAME);

/** What the queue of impacts carries: a lane of a run, to be begun or gone on with. */
export type ImpactMessage = { readonly to: string; readonly run: string; readonly lane: string };

export const enqueueImpact = (messages: readonly ImpactMessage[]): Promise<void> =>
  sendAll("YIFA_IMPACT_QUEUE_URL", messages, "影响测算队列");

async function sendAll(queue: string, messages: readonly object[], name: string): Promise<void> {
  client ??= new SQSClient({});
  for (let from = 0; from < messages.length; from += BATCH) {
    const Entries = messages
      .slice(from, from + BATCH)
      .map((message, n) => ({ Id: String(n), MessageBody: JSON.stringify(message) }));
    const command = new SendMessageBatchCommand({ QueueUrl: required(queue), Entries });
    const { Failed = [] } = await client.send(command).catch((fault: unknown) => {
      throw toYifaError(fault, name);
    });
    if (Failed.length > 0) {
      throw new YifaError("unavailable", "queue-refused", `${name}拒收 ${Failed.length} 条消息，请稍后重试`, {
        cause: new Error(Failed[0]?.Code),
      });
    }
  }
}

/** Whether messages wait that no sender has taken yet. The count is near the truth, not exact. */
export async function deliverQueueWaits(): Promise<boolean> {
  client ??= new SQSClient({});
  const command = new GetQueueAttributesCommand({
    QueueUrl: required("YIFA_DELIVER_QUEUE_URL"),
    AttributeNames: ["ApproximateNumberOfMessages"],
  });
  const { Attributes } = await client.send(command).catch((fault: unknown) => {
    throw toYifaError(fault, NAME);
  });
  return Number(Attributes?.ApproximateNumberOfMessages ?? 0) > 0;
}

/** An import goes on with a call of its own. */
export async function enqueueImport(MessageBody: string): Promise<void> {
  client ??= new SQSClient({});
  const command = new SendMessageCommand({ QueueUrl: required("YIFA_IMPORT_QUEUE_URL"), MessageBody });
  await client.send(command).catch((fault: unknown) => {
    throw toYifaError(fault, "导入队列");
  });
}
