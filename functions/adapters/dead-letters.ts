import {
  ChangeMessageVisibilityCommand,
  DeleteMessageCommand,
  type Message,
  ReceiveMessageCommand,
  SendMessageCommand,
  SQSClient,
} from "@aws-sdk/client-sqs";
import * as z from "zod";
import { required } from "./environment.ts";
import { withoutAddresses } from "./mail-outcome.ts";
import { toYifaError } from "./store/faults.ts";

/** A message that a function could not take, however often it was tried. */
export type DeadLetter = {
  readonly id: string;
  /** Name of the dead-letter queue. */
  readonly queue: string;
  /** The event of a daily run, which has no queue to go back to: the next run makes up for it. */
  readonly ofRun: boolean;
  /** Instant in UTC at which it was first sent. */
  readonly sentAt: string;
  /** The message, without addresses. */
  readonly body: string;
  /** What is known of why: `ErrorMessage` of a function, `ERROR_CODE` of a schedule; a queue gives nothing. */
  readonly cause: Readonly<Record<string, string>>;
};

/** What is to be done with one that was looked at. */
type Verdict = "leave" | "replay";

const queues = z.array(z.object({ name: z.string(), url: z.string(), source: z.string().optional() }));
type Queue = z.infer<typeof queues>[number];

/** How many of a queue are looked at. */
const MOST = 500;
/** For which one is hidden from others while it is looked at, and after that; the second is shorter than the wait. */
const HIDDEN_SECONDS = 60;
const HIDDEN_AFTER_SECONDS = 1;
const WAIT_SECONDS = 2;

let client: SQSClient | undefined;

/**
 * Looks at the dead letters of all queues. One that is to be replayed is sent to its queue first and deleted then: a
 * crash between makes two of it, which the ledger takes for one.
 */
export async function visitDeadLetters(visit: (letter: DeadLetter) => Verdict): Promise<void> {
  client ??= new SQSClient({});
  const sqs = client;
  try {
    const all = queues.parse(JSON.parse(required("YIFA_DEAD_LETTERS")));
    await Promise.all(all.map((queue) => visitQueue(sqs, queue, visit)));
  } catch (fault) {
    throw toYifaError(fault, "死信队列");
  }
}

async function visitQueue(
  sqs: SQSClient,
  queue: Queue,
  visit: (letter: DeadLetter) => Verdict,
): Promise<void> {
  const seen = new Map<string, Message>();
  while (seen.size < MOST) {
    const { Messages = [] } = await sqs.send(
      new ReceiveMessageCommand({
        QueueUrl: queue.url,
        MaxNumberOfMessages: 10,
        VisibilityTimeout: HIDDEN_SECONDS,
        WaitTimeSeconds: WAIT_SECONDS,
        MessageSystemAttributeNames: ["All"],
        MessageAttributeNames: ["All"],
      }),
    );
    const fresh = Messages.filter(({ MessageId = "" }) => !seen.has(MessageId));
    if (fresh.length === 0) break;
    for (const message of fresh) seen.set(message.MessageId ?? "", message);
  }
  for (const message of seen.values()) await settle(sqs, queue, message, visit(letterOf(queue, message)));
}

async function settle(
  sqs: SQSClient,
  { url, source }: Queue,
  message: Message,
  verdict: Verdict,
): Promise<void> {
  const at = { QueueUrl: url, ReceiptHandle: message.ReceiptHandle };
  if (verdict === "leave") {
    await sqs.send(new ChangeMessageVisibilityCommand({ ...at, VisibilityTimeout: HIDDEN_AFTER_SECONDS }));
    return;
  }
  if (source !== undefined)
    await sqs.send(new SendMessageCommand({ QueueUrl: source, MessageBody: message.Body }));
  await sqs.send(new DeleteMessageCommand(at));
}

function letterOf({ name, source }: Queue, message: Message): DeadLetter {
  const { MessageId = "", Body = "", Attributes = {}, MessageAttributes = {} } = message;
  const cause = Object.entries(MessageAttributes).map(([key, { StringValue = "" }]) => [
    key,
    withoutAddresses(StringValue),
  ]);
  return {
    id: MessageId,
    queue: name,
    ofRun: source === undefined,
    sentAt: new Date(Number(Attributes.SentTimestamp ?? 0)).toISOString(),
    body: withoutAddresses(Body).slice(0, 2000),
    cause: Object.fromEntries(cause),
  };
}
