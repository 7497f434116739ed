import { SESv2Client, SendEmailCommand } from "@aws-sdk/client-sesv2";
import { GetQueueAttributesCommand, SendMessageBatchCommand, SQSClient } from "@aws-sdk/client-sqs";
import { PutCommand, paginateScan } from "@aws-sdk/lib-dynamodb";
import type { SQSEvent } from "aws-lambda";
import { mockClient } from "aws-sdk-client-mock";
import PostalMime from "postal-mime";
import { afterAll, afterEach, beforeAll, beforeEach, expect, vi } from "vitest";
import { readRulesFolder } from "../../functions/adapters/rules-folder.ts";
import { connect } from "../../functions/adapters/store/table.ts";
import { putRecord } from "../../functions/application/put-record.ts";
import type { SweepReport } from "../../functions/application/sweep.ts";
import type { Caller } from "../../functions/domain/entities.ts";
import type { NoticeLine } from "../../functions/domain/notice/line.ts";
import type { Ruleset } from "../../functions/domain/ruleset/ruleset.ts";
import { handler as deliverHandler } from "../../functions/handlers/deliver.ts";
import { newTable, startTables, stopTables } from "./notice-table.ts";
import { fakeObjects } from "./objects.ts";
import { publishRuleset } from "./publish.ts";

export const DAY = "2026-11-23";
export const CALLER: Caller = { name: "test", role: "administrator" };

export const ses = mockClient(SESv2Client);
export const sqs = mockClient(SQSClient);
/** What lies in the bucket, by key. */
export const objects = fakeObjects();

export let files: ReadonlyMap<string, string>;
export let ruleset: Ruleset;
/** Bodies in the queue, and the mails that the provider took. */
export let queue: string[];
/** What the provider answers to the next mail, once. */
export let refusal: Error | undefined;
export let taken: { tag: string; to: string; subject: string; text: string; files: string[] }[];

beforeAll(async () => {
  await startTables();
  files = await readRulesFolder("rules");
  vi.spyOn(process.stderr, "write").mockImplementation(() => true);
});
afterAll(stopTables);
beforeEach(start);
afterEach(() => {
  process.env.YIFA_AS_OF = "";
});

export async function start(): Promise<void> {
  await newTable();
  process.env.YIFA_AS_OF = DAY;
  await publish();
  [queue, taken, refusal] = [[], [], undefined];
  fuse = whole();
  ses.reset();
  ses.on(SendEmailCommand).callsFake(async (input) => {
    const refused = refusal;
    refusal = undefined;
    if (refused) throw refused;
    return through(true, async () => {
      const { subject = "", text = "", attachments } = await PostalMime.parse(input.Content.Raw.Data);
      taken.push({
        tag: input.EmailTags[0].Value,
        to: input.Destination.ToAddresses[0],
        subject,
        text,
        files: attachments.map((one) => one.filename ?? ""),
      });
      return { MessageId: `m${taken.length}` };
    });
  });
  sqs.reset();
  sqs.on(SendMessageBatchCommand).callsFake(async (input) => {
    return through(true, async () => {
      queue.push(...input.Entries.map((entry: { MessageBody: string }) => entry.MessageBody));
      return {};
    });
  });
  sqs
    .on(GetQueueAttributesCommand)
    .callsFake(async () =>
      through(false, async () => ({ Attributes: { ApproximateNumberOfMessages: String(queue.length) } })),
    );
}

let published: Record<string, unknown>[] | undefined;

/** Read, checked and hashed once for a file of tests; later tables get what was written then. */
async function publish(): Promise<void> {
  if (!published) {
    ruleset = await publishRuleset(files);
    published = await items();
    return;
  }
  const { client, table } = connect();
  for (const Item of published) await client.send(new PutCommand({ TableName: table, Item }));
}

/** How many writes and sends have their effect before one loses its answer; with `dies` nothing works after that. */
export let fuse: { left: number; dies: boolean; blown: boolean };
export const whole = () => ({ left: Number.POSITIVE_INFINITY, dies: false, blown: false });

/** One call to the outside. What a dead process asks for never happens. */
async function through<T>(effect: boolean, call: () => Promise<T>): Promise<T> {
  if (fuse.blown && fuse.dies) throw new Error("process killed");
  const answer = await call();
  if (!effect || fuse.blown) return answer;
  fuse.left -= 1;
  if (fuse.left > 0) return answer;
  fuse.blown = true;
  throw Object.assign(new Error("answer lost"), { code: "ECONNRESET" });
}

const WRITES = new Set(["TransactWriteItemsCommand", "UpdateItemCommand", "PutItemCommand"]);

/** After so many effects, or calls of any kind, reads among them. */
export function breakAfter(count: number, dies: boolean, counted: "effects" | "calls" = "effects"): void {
  fuse = { left: count, dies, blown: false };
  connect().client.middlewareStack.add(
    (next, { commandName }) =>
      (args) =>
        through(counted === "calls" || WRITES.has(commandName ?? ""), () => next(args)),
    { step: "initialize", name: "fuse", priority: "low", override: true },
  );
}

export async function put(
  id: string,
  facts: Record<string, unknown>,
  agency = "market-regulation",
  on = DAY,
) {
  return putRecord({
    key: { type: "enforcement-decision", id },
    agency,
    facts: { kind: "行政许可", documentNumber: `昌市许〔2026〕${id}号`, "party.name": "张三丰", ...facts },
    caller: CALLER,
    on,
    ruleset,
  });
}

export const sqsEvent = (bodies: readonly string[]) =>
  ({ Records: bodies.map((body, n) => ({ messageId: `message-${n}`, body })) }) as SQSEvent;

/** Hands the queue to the function until it is empty; what comes back is tried again a few times. */
export async function drain(rounds = 3): Promise<void> {
  for (let round = 0; round < rounds && queue.length > 0; round++) {
    const bodies = queue.splice(0);
    const answer = await deliverHandler(sqsEvent(bodies), {} as never);
    for (const { itemIdentifier } of answer.batchItemFailures) {
      queue.push(bodies[Number(itemIdentifier.split("-")[1])] as string);
    }
  }
}

export async function items(): Promise<Record<string, unknown>[]> {
  const { client, table } = connect();
  const found: Record<string, unknown>[] = [];
  for await (const { Items = [] } of paginateScan({ client }, { TableName: table, ConsistentRead: true }))
    found.push(...Items);
  return found;
}
export const lines = async () =>
  (await items()).filter((item) => item.kind === "line").map((item) => item.data as NoticeLine);
export const digests = async () =>
  (await items())
    .filter((item) => item.kind === "digest")
    .map((item) => ({ id: item.id as string, status: item.status as string }));

export function balanced(report: SweepReport): void {
  const silent = report.suppressed.reduce((sum, one) => sum + one.count, 0);
  expect(report.lines + report.missed + report.withdrawn + silent + report.failed.length).toBe(report.due);
}

/** Each line in exactly one digest, each digest handed over at most once. */
export async function exact(): Promise<void> {
  const all = await items();
  const members = all
    .filter((item) => item.kind === "member")
    .map((item) => (item.line as { sk: string }).sk);
  const collected = (await lines()).filter((line) => line.status === "collecting").map((line) => line.key);
  expect(members.sort()).toEqual(collected.sort());
  expect(new Set(taken.map((mail) => mail.tag)).size).toBe(taken.length);
}

/** From here on every write and send goes through. */
export function mend(): void {
  fuse = whole();
}

/** The provider refuses the next mail with this. */
export function refuseNext(error: Error): void {
  refusal = error;
}
