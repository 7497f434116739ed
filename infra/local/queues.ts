import { setTimeout as delay } from "node:timers/promises";
import {
  ChangeMessageVisibilityCommand,
  DeleteMessageCommand,
  GetQueueAttributesCommand,
  type Message,
  type QueueAttributeName,
  ReceiveMessageCommand,
  SQSClient,
} from "@aws-sdk/client-sqs";
import { account, clientSettings } from "./account.ts";
import type { Functions } from "./functions.ts";
import type { Lookup, Template } from "./template.ts";

type Mapping = { queueArn: string; url: string; functionName: string; batchSize: number };
export type Queues = { areEmpty(): Promise<boolean>; stop(): Promise<void> };

/** Hands the messages of each mapped queue to its function, and takes back the ones that failed. */
export function startQueues(
  template: Template,
  functions: Functions,
  endpoint: string,
  lookup: Lookup,
): Queues {
  const client = new SQSClient(clientSettings(endpoint));
  const stopping = new AbortController();
  const mappings = readMappings(template, functions, lookup);
  const loops = mappings.map((mapping) => poll(client, mapping, functions, stopping.signal));
  return {
    areEmpty: async () => (await Promise.all(mappings.map(({ url }) => isEmpty(client, url)))).every(Boolean),
    stop: async () => {
      stopping.abort();
      await Promise.all(loops);
      client.destroy();
    },
  };
}

function readMappings(template: Template, functions: Functions, lookup: Lookup): Mapping[] {
  const queues = new Map(
    template.ofType("AWS::SQS::Queue").map((queue) => [lookup(queue, "Arn"), lookup(queue)]),
  );
  return template.ofType("AWS::Lambda::EventSourceMapping").map(({ id, stack, properties }) => {
    const queueArn = String(template.resolve(properties.EventSourceArn, stack, lookup));
    const url = queues.get(queueArn);
    if (url === undefined) throw new Error(`本地环境只支持队列作为事件源，“${id}”的来源为 ${queueArn}`);
    const target = template
      .ofType("AWS::Lambda::Function")
      .find((each) => lookup(each) === template.resolve(properties.FunctionName, stack, lookup));
    if (!target) throw new Error(`事件源“${id}”的函数不存在`);
    return {
      queueArn,
      url,
      functionName: functions.nameOf(lookup(target, "Arn")),
      batchSize: Number(properties.BatchSize ?? 10),
    };
  });
}

async function poll(
  client: SQSClient,
  mapping: Mapping,
  functions: Functions,
  signal: AbortSignal,
): Promise<void> {
  while (!signal.aborted) {
    try {
      await takeBatch(client, mapping, functions, signal);
    } catch {
      await delay(200, undefined, { signal }).catch(() => {});
    }
  }
}

async function takeBatch(
  client: SQSClient,
  mapping: Mapping,
  functions: Functions,
  signal: AbortSignal,
): Promise<void> {
  const receive = new ReceiveMessageCommand({
    QueueUrl: mapping.url,
    MaxNumberOfMessages: mapping.batchSize,
    WaitTimeSeconds: 1,
    MessageSystemAttributeNames: ["All"],
    MessageAttributeNames: ["All"],
  });
  const { Messages = [] } = await client.send(receive, { abortSignal: signal });
  if (Messages.length === 0) return;
  const failed = await failures(functions, mapping, Messages);
  for (const message of Messages)
    await settle(client, mapping.url, message, failed.has(message.MessageId ?? ""));
}

/** Message ids to be tried again: those that the function named, or all if it failed itself. */
async function failures(functions: Functions, mapping: Mapping, messages: Message[]): Promise<Set<string>> {
  const all = messages.map(({ MessageId = "" }) => MessageId);
  try {
    const event = { Records: messages.map((message) => toRecord(message, mapping.queueArn)) };
    const answer = (await functions.invoke(mapping.functionName, event)) as
      | { batchItemFailures?: { itemIdentifier: string }[] }
      | undefined;
    const named = (answer?.batchItemFailures ?? []).map(({ itemIdentifier }) => itemIdentifier);
    return new Set(named.every((id) => all.includes(id)) ? named : all);
  } catch {
    return new Set(all);
  }
}

/** A failed message returns after a second, not after the minutes that the queue itself would hide it. */
async function settle(client: SQSClient, QueueUrl: string, message: Message, failed: boolean): Promise<void> {
  const { ReceiptHandle } = message;
  if (!failed) return void (await client.send(new DeleteMessageCommand({ QueueUrl, ReceiptHandle })));
  await client.send(new ChangeMessageVisibilityCommand({ QueueUrl, ReceiptHandle, VisibilityTimeout: 1 }));
}

function toRecord(message: Message, eventSourceARN: string): object {
  return {
    messageId: message.MessageId,
    receiptHandle: message.ReceiptHandle,
    body: message.Body,
    attributes: message.Attributes ?? {},
    messageAttributes: {},
    md5OfBody: message.MD5OfBody,
    eventSource: "aws:sqs",
    eventSourceARN,
    awsRegion: account.region,
  };
}

const counts: QueueAttributeName[] = [
  "ApproximateNumberOfMessages",
  "ApproximateNumberOfMessagesNotVisible",
  "ApproximateNumberOfMessagesDelayed",
];

async function isEmpty(client: SQSClient, QueueUrl: string): Promise<boolean> {
  const { Attributes = {} } = await client.send(
    new GetQueueAttributesCommand({ QueueUrl, AttributeNames: counts }),
  );
  return counts.every((name) => Number(Attributes[name] ?? 0) === 0);
}
