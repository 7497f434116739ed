import { Readable } from "node:stream";
import { buffer } from "node:stream/consumers";
import { GetObjectCommand, NoSuchKey, PutObjectCommand, S3Client } from "@aws-sdk/client-s3";
import { SendMessageCommand, SQSClient } from "@aws-sdk/client-sqs";
import { PutCommand, paginateScan } from "@aws-sdk/lib-dynamodb";
import type { Context, SQSEvent } from "aws-lambda";
import { mockClient } from "aws-sdk-client-mock";
import { afterAll, beforeAll, beforeEach, vi } from "vitest";
import { type Drop, importId, readDrops } from "../../functions/adapters/drops.ts";
import { readRulesFolder } from "../../functions/adapters/rules-folder.ts";
import { loadImport } from "../../functions/adapters/store/imports.ts";
import { connect } from "../../functions/adapters/store/table.ts";
import type { ImportState } from "../../functions/domain/bulk/import-state.ts";
import { handler } from "../../functions/handlers/bulk-import.ts";
import { penaltySheet } from "../domain/import/fixtures.ts";
import { newTable, startTables, stopTables } from "./notice-table.ts";
import { publishRuleset } from "./publish.ts";

export const DAY = "2026-11-23";

const s3 = mockClient(S3Client);
const sqs = mockClient(SQSClient);
/** What lies in the buckets, by key, and the messages that the import sent itself. */
export const objects = new Map<string, Buffer>();
export let sent: string[] = [];
/** How many calls to the outside still come through; the one after them kills the process. */
let left = Number.POSITIVE_INFINITY;
/** Calls since the last `breakAfter`. */
export let calls = 0;

async function through<T>(call: () => Promise<T>): Promise<T> {
  if (left <= 0) throw new Error("process killed");
  const answer = await call();
  calls++;
  left -= 1;
  if (left <= 0) throw new Error("process killed");
  return answer;
}

beforeAll(async () => {
  vi.spyOn(process.stderr, "write").mockImplementation(() => true);
  await startTables();
  Object.assign(process.env, {
    YIFA_AS_OF: DAY,
    YIFA_IMPORT_BUCKET: "imports",
    YIFA_IMPORT_QUEUE_URL: "http://127.0.0.1/imports",
  });
  s3.on(PutObjectCommand).callsFake(({ Key, Body }) =>
    through(async () => {
      objects.set(Key, Body instanceof Readable ? await buffer(Body) : Buffer.from(Body));
      return {};
    }),
  );
  s3.on(GetObjectCommand).callsFake(({ Key }) =>
    through(async () => {
      const bytes = objects.get(Key);
      if (!bytes) throw new NoSuchKey({ message: "no such key", $metadata: {} });
      const Body = Object.assign(Readable.from([bytes]), { transformToByteArray: async () => bytes });
      return { Body, ContentLength: bytes.length };
    }),
  );
  sqs.on(SendMessageCommand).callsFake(({ MessageBody }) =>
    through(async () => {
      sent.push(MessageBody);
      return {};
    }),
  );
});
afterAll(stopTables);
beforeEach(start);

let published: Record<string, unknown>[] | undefined;

/** Read, checked and hashed once for a file of tests; later tables get what was written then. */
async function publish(): Promise<void> {
  if (!published) {
    await publishRuleset(await readRulesFolder("rules"));
    published = await items();
    return;
  }
  const { client, table } = connect();
  for (const Item of published) await client.send(new PutCommand({ TableName: table, Item }));
}

/** An empty table under the shipped rules, and empty buckets. */
export async function start(): Promise<void> {
  left = Number.POSITIVE_INFINITY;
  await newTable();
  objects.clear();
  sent = [];
  await publish();
  breakAfter(left);
}

export function breakAfter(count: number): void {
  left = count;
  calls = 0;
  connect().client.middlewareStack.add((next) => (args) => through(() => next(args)), {
    step: "initialize",
    name: "fuse",
    priority: "low",
    override: true,
  });
}

/** A CSV of penalties of one office, one for each change; `undefined` in `changes` of none. */
export function penalties(...changes: Record<string, string>[]): string {
  const [, , ...rows] = penaltySheet({}, ...changes);
  const [headers = []] = penaltySheet({});
  const quoted = (cells: readonly string[]) =>
    cells.map((cell) => `"${cell.replaceAll('"', '""')}"`).join(",");
  return [headers, ...rows].map(quoted).join("\r\n");
}
export const numbered = (n: number) => ({ 行政处罚决定书文号: `昌市建罚字〔2026〕${n}号` });

/** What S3 tells of a file that is dropped. */
export function drop(key: string, content: string | Buffer, etag = "e1"): string {
  objects.set(key, Buffer.from(content as string));
  const object = { key: encodeURIComponent(key).replaceAll("%2F", "/"), size: content.length, eTag: etag };
  return JSON.stringify({
    Records: [{ eventName: "ObjectCreated:Put", s3: { bucket: { name: "imports" }, object } }],
  });
}

export const droppedIn = (message: string): Drop => readDrops(message)[0] as Drop;
export const stateOf = async (message: string) =>
  (await loadImport(importId("imports", droppedIn(message)))) as ImportState;

/** `false` where the message goes back to the queue. */
export async function handle(message: string): Promise<boolean> {
  const event = { Records: [{ messageId: "m1", body: message }] } as SQSEvent;
  const context = { getRemainingTimeInMillis: () => 900_000 } as Context;
  return (await handler(event, context)).batchItemFailures.length === 0;
}

/** Of a kind, or all. */
export async function items(kind?: string): Promise<Record<string, unknown>[]> {
  const { client, table } = connect();
  const found: Record<string, unknown>[] = [];
  for await (const { Items = [] } of paginateScan({ client }, { TableName: table, ConsistentRead: true }))
    found.push(...Items.filter((item) => kind === undefined || item.kind === kind));
  return found;
}
