import {
  BatchGetCommand,
  type BatchGetCommandOutput,
  GetCommand,
  QueryCommand,
  UpdateCommand,
} from "@aws-sdk/lib-dynamodb";
import type { Duty } from "../../domain/entities.ts";
import { YifaError } from "../../domain/errors.ts";
import type { Digest, DigestStatus } from "../../domain/notice/digest.ts";
import { digestId, type NoticeLine, parseDigestId } from "../../domain/notice/line.ts";
import type { IsoDate } from "../../domain/schema/primitives.ts";
import {
  digestAgencySort,
  digestAwait,
  digestKey,
  digestMemberKey,
  digestsOf,
  dutyKey,
  type Key,
} from "./keys.ts";
import { connect } from "./table.ts";
import type { Write } from "./writes.ts";

/** A digest as stored. `attempts` counts claims, so that only the last claim may record its outcome. */
export type StoredDigest = Digest & { readonly attempts: number; readonly claimedAt?: string };

/** DynamoDB takes at most so many keys in one BatchGetItem. */
const BATCH = 100;

/** Makes the digest of a recipient and day, or checks that it still collects. */
export function digestWrite(table: string, at: { recipient: string; agency: string; day: IsoDate }): Write {
  const { awaitShard, awaitOn } = digestAwait(at.day, at.recipient);
  return {
    Update: {
      TableName: table,
      Key: digestKey(at.day, at.recipient),
      UpdateExpression:
        "SET #status = :collecting, kind = :kind, id = :id, recipient = :recipient, agency = :agency, #day = :day, attempts = :zero, awaitShard = :shard, awaitOn = :on, agencyKey = :agencyKey, agencySort = :agencySort",
      ConditionExpression: "attribute_not_exists(pk) OR #status = :collecting",
      ExpressionAttributeNames: { "#status": "status", "#day": "day" },
      ExpressionAttributeValues: {
        ":collecting": "collecting",
        ":kind": "digest",
        ":id": digestId(at.recipient, at.day),
        ":recipient": at.recipient,
        ":agency": at.agency,
        ":day": at.day,
        ":zero": 0,
        ":shard": awaitShard,
        ":on": awaitOn,
        ":agencyKey": digestsOf(at.agency),
        ":agencySort": digestAgencySort("collecting", at.day, at.recipient),
      },
    },
  };
}

/** Points from a digest to a line in the partition of its case or agency. */
export const memberItem = (pk: string, line: NoticeLine) => ({
  ...digestMemberKey(line.on, line.recipient, line.key),
  kind: "member",
  line: { pk, sk: line.key },
  lineKind: line.kind,
  ...(line.dutyId === undefined ? {} : { dutyId: line.dutyId }),
});

export async function loadDigest(id: string): Promise<StoredDigest | undefined> {
  const { client, table } = connect();
  const { Item } = await client.send(
    new GetCommand({ TableName: table, Key: digestKeyOf(id), ConsistentRead: true }),
  );
  return Item as StoredDigest | undefined;
}

export type Members = {
  readonly lines: readonly NoticeLine[];
  /** Partitions of the lines by key. */
  readonly places: ReadonlyMap<string, string>;
  readonly duties: ReadonlyMap<string, Duty>;
};

/** The lines of a frozen digest and their duties as they are now. */
export async function loadMembers(id: string): Promise<Members> {
  const pointers = await loadPointers(id);
  const lines = (await getAll(pointers.map(({ line }) => line))).map((item) => item.data as NoticeLine);
  lines.sort((a, b) => (a.key < b.key ? -1 : 1));
  const places = new Map(pointers.map(({ line }) => [line.sk, line.pk]));
  const dutyIds = new Set(pointers.flatMap(({ dutyId }) => (dutyId === undefined ? [] : [dutyId])));
  const duties = (await getAll([...dutyIds].map(dutyKey))).map((item) => item.data as Duty);
  return { lines, places, duties: new Map(duties.map((duty) => [duty.id, duty])) };
}

/** What a digest points to: the key of a line, and of which duty it tells. */
export type Pointer = { readonly line: Key; readonly dutyId?: string };

export async function loadPointers(id: string): Promise<Pointer[]> {
  const { client, table } = connect();
  const pointers: Pointer[] = [];
  let start: Record<string, unknown> | undefined;
  do {
    const page = await client.send(
      new QueryCommand({
        TableName: table,
        KeyConditionExpression: "pk = :pk AND begins_with(sk, :line)",
        ExpressionAttributeValues: { ":pk": digestKeyOf(id).pk, ":line": "line#" },
        ConsistentRead: true,
        ...(start ? { ExclusiveStartKey: start } : {}),
      }),
    );
    pointers.push(...((page.Items ?? []) as Pointer[]));
    start = page.LastEvaluatedKey;
  } while (start);
  return pointers;
}

/** collecting → frozen: from here the members never change. `false` when it was frozen before. */
export const freezeDigest = (id: string): Promise<boolean> =>
  change(id, { from: ["collecting"], to: "frozen", set: {} }).then((after) => after !== undefined);

/** frozen → sending; the digest with its number of attempts, or nothing when another run has it. */
export const claimDigest = (id: string, at: string): Promise<StoredDigest | undefined> =>
  change(id, { from: ["frozen"], to: "sending", set: { claimedAt: at }, attempt: true });

/** What became of a claim. `sent` also corrects a claim that was called uncertain too early, and adds to what a receipt said. */
export function settleDigest(
  { id, attempts }: Pick<StoredDigest, "id" | "attempts">,
  to: Exclude<DigestStatus, "collecting" | "sending">,
  set: Partial<Pick<Digest, "messageId" | "error" | "sentAt" | "subject" | "to">>,
): Promise<StoredDigest | undefined> {
  const from: DigestStatus[] = to === "sent" ? ["sending", "uncertain", "sent"] : ["sending"];
  return change(id, { from, to, set, attempts, done: to === "sent" || to === "empty" });
}

type Change = {
  from: readonly DigestStatus[];
  to: DigestStatus;
  set: Readonly<Record<string, string>>;
  /** Counts this as one more attempt. */
  attempt?: boolean;
  /** Only if it is this attempt that is under way. */
  attempts?: number;
  /** Nothing more is to be done: the digest leaves the index. */
  done?: boolean;
};

async function change(
  id: string,
  { from, to, set, attempt, attempts, done }: Change,
): Promise<StoredDigest | undefined> {
  const { client, table } = connect();
  const names = Object.keys(set);
  const { day, recipient } = parsed(id);
  const sets = ["#status = :next", "agencySort = :sort", ...names.map((name) => `#${name} = :${name}`)];
  if (attempt) sets.push("attempts = attempts + :one");
  const conditions = [`#status IN (${from.map((_, n) => `:from${n}`).join(", ")})`];
  if (attempts !== undefined) conditions.push("attempts = :attempts");
  try {
    const { Attributes } = await client.send(
      new UpdateCommand({
        TableName: table,
        Key: digestKeyOf(id),
        UpdateExpression: `SET ${sets.join(", ")}${done ? " REMOVE awaitShard, awaitOn" : ""}`,
        ConditionExpression: conditions.join(" AND "),
        ExpressionAttributeNames: {
          "#status": "status",
          ...Object.fromEntries(names.map((name) => [`#${name}`, name])),
        },
        ExpressionAttributeValues: {
          ":next": to,
          ":sort": digestAgencySort(to, day, recipient),
          ...Object.fromEntries(from.map((status, n) => [`:from${n}`, status])),
          ...Object.fromEntries(names.map((name) => [`:${name}`, set[name]])),
          ...(attempt ? { ":one": 1 } : {}),
          ...(attempts === undefined ? {} : { ":attempts": attempts }),
        },
        ReturnValues: "ALL_NEW",
      }),
    );
    return Attributes as StoredDigest;
  } catch (error) {
    if (error instanceof YifaError && error.code === "changed-meanwhile") return undefined;
    throw error;
  }
}

/** @throws {YifaError} `malformed-digest-id` */
export function digestKeyOf(id: string): Key {
  const { day, recipient } = parsed(id);
  return digestKey(day, recipient);
}

function parsed(id: string): { recipient: string; day: IsoDate } {
  const found = parseDigestId(id);
  if (found) return found;
  throw new YifaError(
    "invalid",
    "malformed-digest-id",
    `“${id}”不是汇总邮件编号，应为“digest:1:收件人:日期”，例如 digest:1:justice-head:2026-11-23`,
  );
}

async function getAll(keys: readonly Key[]): Promise<Record<string, unknown>[]> {
  const { client, table } = connect();
  const found: Record<string, unknown>[] = [];
  for (let from = 0; from < keys.length; from += BATCH) {
    let wanted: Record<string, unknown>[] | undefined = keys.slice(from, from + BATCH);
    while (wanted && wanted.length > 0) {
      const page: BatchGetCommandOutput = await client.send(
        new BatchGetCommand({ RequestItems: { [table]: { Keys: wanted, ConsistentRead: true } } }),
      );
      found.push(...(page.Responses?.[table] ?? []));
      wanted = page.UnprocessedKeys?.[table]?.Keys;
    }
  }
  return found;
}
