import { setTimeout as delay } from "node:timers/promises";
import {
  CreateQueueCommand,
  DeleteMessageCommand,
  type Message,
  ReceiveMessageCommand,
  SQSClient,
} from "@aws-sdk/client-sqs";
import type { SQSEvent } from "aws-lambda";
import { handler } from "../../functions/handlers/impact.ts";

const QUEUE = "impact";

/** The queue of impacts at an emulator, named by the environment, and the function that takes its messages. */
export async function startImpactQueue(endpoint: string): Promise<{ stop: () => Promise<void> }> {
  const client = new SQSClient({ endpoint });
  await client.send(new CreateQueueCommand({ QueueName: QUEUE }));
  const QueueUrl = `${endpoint}/000000000000/${QUEUE}`;
  Object.assign(process.env, { AWS_ENDPOINT_URL_SQS: endpoint, YIFA_IMPACT_QUEUE_URL: QueueUrl });
  const stopping = new AbortController();
  const ended = poll(client, QueueUrl, stopping.signal);
  return {
    stop: async () => {
      stopping.abort();
      await ended;
      client.destroy();
    },
  };
}

async function poll(client: SQSClient, QueueUrl: string, stopping: AbortSignal): Promise<void> {
  while (!stopping.aborted) {
    const { Messages = [] } = await client.send(
      new ReceiveMessageCommand({ QueueUrl, MaxNumberOfMessages: 10 }),
    );
    for (const message of Messages) if (await taken(message)) await client.send(deletion(QueueUrl, message));
    if (Messages.length === 0) await delay(20);
  }
}

const deletion = (QueueUrl: string, { ReceiptHandle }: Message) =>
  new DeleteMessageCommand({ QueueUrl, ReceiptHandle });

async function taken({ MessageId: messageId, Body: body }: Message): Promise<boolean> {
  const context = { getRemainingTimeInMillis: () => 300_000 } as never;
  const event = { Records: [{ messageId, body }] } as SQSEvent;
  return (await handler(event, context)).batchItemFailures.length === 0;
}
