import { QueryCommand } from "@aws-sdk/lib-dynamodb";
import { addDays } from "../../domain/calendar/dates.ts";
import type { Duty, RecordKey } from "../../domain/entities.ts";
import type { MissingFacts } from "../../domain/notice/facts-line.ts";
import type { IsoDate } from "../../domain/schema/primitives.ts";
import type { StoredDigest } from "./digests.ts";
import type { StoredReport } from "./items.ts";
import { agencyPk, digestShards, eraseShards, stepShards } from "./keys.ts";
import { connect } from "./table.ts";

/** What the index says awaits its line. The index may be behind: read the thing itself before acting on it. */
export type Awaiting =
  | { readonly kind: "duty"; readonly pk: string; readonly duty: Duty }
  | { readonly kind: "report"; readonly pk: string; readonly report: StoredReport }
  | {
      readonly kind: "facts-request";
      readonly pk: string;
      readonly agency: string;
      readonly awaitOn: string;
    };

/** Where reading stopped: the shard, and the last item read in it. */
export type AwaitingPlace = { readonly shard: number; readonly after?: Readonly<Record<string, unknown>> };

export type AwaitingPage = {
  readonly awaiting: readonly Awaiting[];
  /** Keys of items that cannot be read. */
  readonly unreadable: readonly string[];
  /** Where the next page begins; absent after the last one. */
  readonly next?: AwaitingPlace;
};

/** Items held in memory at a time. */
const PAGE = 100;

/** Every step dated `day` or earlier, however old: page after page, shard after shard, from `place` on. */
export async function* awaitingSteps(
  day: IsoDate,
  place: AwaitingPlace = { shard: 0 },
): AsyncGenerator<AwaitingPage> {
  for await (const { items, next } of awaitingIn(stepShards, day, place)) {
    const awaiting: Awaiting[] = [];
    const unreadable: string[] = [];
    for (const item of items) {
      const read = readAwaiting(item);
      if (read) awaiting.push(read);
      else unreadable.push(`${item.pk} ${item.sk}`);
    }
    yield { awaiting, unreadable, ...(next ? { next } : {}) };
  }
}

/** Every digest dated `day` or earlier that was not sent: at most one a recipient and day. */
export async function awaitingDigests(day: IsoDate): Promise<StoredDigest[]> {
  const found: StoredDigest[] = [];
  for await (const { items } of awaitingIn(digestShards, day, { shard: 0 }))
    found.push(...(items as unknown as StoredDigest[]));
  return found;
}

/** Every record that may tell of nobody from `day` or earlier on, page after page. */
export async function* awaitingErasure(day: IsoDate): AsyncGenerator<RecordKey[]> {
  for await (const { items } of awaitingIn(eraseShards, day, { shard: 0 }))
    yield items.map(({ data }) => data as RecordKey);
}

/** The facts that the records of an agency lack. */
export async function loadNeeds(agency: string): Promise<MissingFacts[]> {
  const items = await queryAll({
    KeyConditionExpression: "pk = :pk AND begins_with(sk, :needs)",
    ExpressionAttributeValues: { ":pk": agencyPk(agency), ":needs": "needs#" },
    ConsistentRead: true,
  });
  return items.map((item) => item.data as MissingFacts);
}

function readAwaiting(item: Record<string, unknown>): Awaiting | undefined {
  const { pk, kind, data } = item as { pk: string; kind?: string; data?: Partial<Duty & StoredReport> };
  if (kind === "duty" && data?.subject && Array.isArray(data.steps)) return { kind, pk, duty: data as Duty };
  if (kind === "report" && data?.subject && typeof data.rule === "string")
    return { kind, pk, report: data as StoredReport };
  if (kind === "facts-request" && typeof item.agency === "string") {
    return { kind, pk, agency: item.agency, awaitOn: String(item.awaitOn) };
  }
  return undefined;
}

async function* awaitingIn(shards: readonly string[], day: IsoDate, place: AwaitingPlace) {
  const { client, table } = connect();
  let { shard, after } = place;
  while (shard < shards.length) {
    const { Items = [], LastEvaluatedKey } = await client.send(
      new QueryCommand({
        TableName: table,
        IndexName: "awaiting",
        KeyConditionExpression: "awaitShard = :shard AND awaitOn < :after",
        ExpressionAttributeValues: { ":shard": shards[shard], ":after": addDays(day, 1) },
        Limit: PAGE,
        ...(after ? { ExclusiveStartKey: after } : {}),
      }),
    );
    if (!LastEvaluatedKey) shard += 1;
    after = LastEvaluatedKey;
    const next = shard < shards.length ? { shard, ...(after ? { after } : {}) } : undefined;
    yield { items: Items as Record<string, unknown>[], next };
  }
}

type Question = Omit<ConstructorParameters<typeof QueryCommand>[0], "TableName">;

export async function queryAll(question: Question): Promise<Record<string, unknown>[]> {
  const { client, table } = connect();
  const items: Record<string, unknown>[] = [];
  let start: Record<string, unknown> | undefined;
  do {
    const page = await client.send(
      new QueryCommand({ TableName: table, ...question, ...(start ? { ExclusiveStartKey: start } : {}) }),
    );
    items.push(...(page.Items ?? []));
    start = page.LastEvaluatedKey;
  } while (start);
  return items;
}
