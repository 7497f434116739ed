import { S3Client } from "@aws-sdk/client-s3";
import { SESv2Client, SendEmailCommand } from "@aws-sdk/client-sesv2";
import { GetQueueAttributesCommand, SendMessageBatchCommand, SQSClient } from "@aws-sdk/client-sqs";
import { mockClient } from "aws-sdk-client-mock";
import { connect } from "../../functions/adapters/store/table.ts";
import { fakeObjects } from "../../test/support/objects.ts";
import { each, minus, NOTHING, plus, type Usage } from "./usage.ts";

const READS = new Set(["QueryCommand", "GetItemCommand", "BatchGetItemCommand", "ScanCommand"]);
type Consumed = { CapacityUnits?: number };

/** Counts what this process asks of AWS: DynamoDB by what it says it consumed, queue, mail and bucket by fakes. */
export class Meter {
  #sum = NOTHING;
  #failed = 0;
  /** Bodies that were handed to the queue. */
  readonly queued: string[] = [];
  readonly #sqs = mockClient(SQSClient);
  readonly #ses = mockClient(SESv2Client);
  readonly #write = process.stderr.write;

  constructor() {
    fakeObjects();
    this.#sqs.on(SendMessageBatchCommand).callsFake(async ({ Entries }) => {
      this.queued.push(...Entries.map((entry: { MessageBody: string }) => entry.MessageBody));
      return this.#add({ sqs: 1 });
    });
    this.#sqs.on(GetQueueAttributesCommand).callsFake(async () => {
      this.#add({ sqs: 1 });
      return { Attributes: { ApproximateNumberOfMessages: "0" } };
    });
    this.#ses.on(SendEmailCommand).callsFake(async () => ({ ...this.#add({ ses: 1 }), MessageId: "ses-1" }));
    process.stderr.write = ((text: string) => {
      this.#add({ logBytes: Buffer.byteLength(text) });
      return true;
    }) as typeof process.stderr.write;
  }

  /** Counts the calls of the shared client, which is a new one with each table. */
  attach(): void {
    connect().client.middlewareStack.add(
      (next, { commandName = "" }) =>
        async (args) => {
          const input = { ...args.input, ReturnConsumedCapacity: "TOTAL" as const };
          const answer = await next({ ...args, input }).catch((fault: unknown) => {
            this.#failed++;
            throw fault;
          });
          const { ConsumedCapacity } = answer.output as { ConsumedCapacity?: Consumed | Consumed[] };
          if (!ConsumedCapacity) throw new Error(`${commandName}: nothing says what it consumed`);
          const units = [ConsumedCapacity].flat().reduce((sum, one) => sum + (one.CapacityUnits ?? 0), 0);
          this.#add({ dynamodb: 1, [READS.has(commandName) ? "readUnits" : "writeUnits"]: units });
          return answer;
        },
      { step: "serialize", priority: "high", name: "meter" },
    );
  }

  /** What `run` asks, one of `count` that it does. Calls that fail are billed too and do not say how much: there may be none. */
  async measure(count: number, run: () => Promise<unknown>): Promise<Usage> {
    const before = this.#sum;
    const cpu = process.cpuUsage();
    await run();
    const { user, system } = process.cpuUsage(cpu);
    if (this.#failed > 0) throw new Error(`${this.#failed} calls failed and are not counted`);
    return each({ ...minus(this.#sum, before), cpuMs: (user + system) / 1000 }, count);
  }

  /** Queue, mail, bucket and log are again what they were. */
  end(): void {
    process.stderr.write = this.#write;
    this.#sqs.restore();
    this.#ses.restore();
    mockClient(S3Client).restore();
  }

  #add(more: Partial<Usage>): object {
    this.#sum = plus(this.#sum, { ...NOTHING, ...more });
    return {};
  }
}
