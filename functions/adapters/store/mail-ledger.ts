import type { HistoryEntry } from "../../domain/entities.ts";
import type { Digest } from "../../domain/notice/digest.ts";
import { queryAll } from "./awaiting.ts";
import { digestKeyOf, type StoredDigest } from "./digests.ts";
import { historyItem } from "./items.ts";
import { digestAgencySort, digestAwait, digestKey, movedLineKey } from "./keys.ts";
import { failedConditions } from "./notices.ts";
import { connect } from "./table.ts";
import { putNew, transact, type Write } from "./writes.ts";

/** What becomes of a digest; a name that is `undefined` is taken off. */
export type DigestChange = Pick<Digest, "status"> & {
  readonly [name in "receipt" | "messageId" | "sentAt" | "error" | "askedAt" | "resentAt"]?:
    | string
    | undefined;
};
/** `key` tells apart what happened at one instant; the same again is not written twice. */
export type DigestEntry = HistoryEntry & { readonly key: string };

/** A change with its history entry, only if nobody changed status or receipt since the digest was read. */
export function digestWrites(digest: StoredDigest, change: DigestChange, entry: DigestEntry): Write[] {
  const { day, recipient } = digest;
  const { table } = connect();
  const waits = change.status !== "sent" && change.status !== "empty";
  const values = {
    ...change,
    agencySort: digestAgencySort(change.status, day, recipient),
    ...(waits ? digestAwait(day, recipient) : { awaitShard: undefined, awaitOn: undefined }),
  };
  const Update = { TableName: table, Key: digestKey(day, recipient), ...updateOf(values, digest) };
  return [{ Update }, putNew(table, digestEntryItem(digest.id, entry))];
}

/** `known`: the entry exists, so this was done before. `changed`: somebody was quicker; read again. */
export async function changeDigest(
  ...change: Parameters<typeof digestWrites>
): Promise<"done" | "known" | "changed"> {
  try {
    await transact(digestWrites(...change));
    return "done";
  } catch (error) {
    const failed = failedConditions(error);
    if (failed.length === 0) throw error;
    return failed.includes(1) ? "known" : "changed";
  }
}

export const digestEntryItem = (id: string, { key, ...entry }: DigestEntry) =>
  historyItem(digestKeyOf(id).pk, entry, key, 1);

/** A line of a returned mail goes to somebody else once, whichever event says so. */
export function movedWrites(id: string, line: string, to: string, at: string): Write[] {
  const { table } = connect();
  const entry = { at, by: "receipts", what: "line-moved", details: { line, to }, key: `moved:${line}` };
  return [
    putNew(table, { ...movedLineKey(digestKeyOf(id), line), kind: "moved-line" }),
    putNew(table, digestEntryItem(id, entry)),
  ];
}

export async function movedLineKeys(id: string): Promise<Set<string>> {
  const { pk, sk } = movedLineKey(digestKeyOf(id), "");
  const items = await queryAll({
    KeyConditionExpression: "pk = :pk AND begins_with(sk, :moved)",
    ExpressionAttributeValues: { ":pk": pk, ":moved": sk },
    ConsistentRead: true,
  });
  return new Set(items.map((item) => String(item.sk).slice(sk.length)));
}

/** What happened to a digest, oldest first. */
export async function digestHistory(id: string): Promise<HistoryEntry[]> {
  const items = await queryAll({
    KeyConditionExpression: "pk = :pk AND begins_with(sk, :history)",
    ExpressionAttributeValues: { ":pk": digestKeyOf(id).pk, ":history": "history#" },
    ConsistentRead: true,
  });
  return items.map((item) => item.data as HistoryEntry);
}

function updateOf(
  values: Readonly<Record<string, string | undefined>>,
  read: Pick<StoredDigest, "status" | "receipt">,
) {
  const entries = Object.entries(values);
  const set = entries.filter(([, value]) => value !== undefined).map(([name]) => name);
  const removed = entries.filter(([, value]) => value === undefined).map(([name]) => name);
  const same = read.receipt === undefined ? "attribute_not_exists(#receipt)" : "#receipt = :readReceipt";
  return {
    UpdateExpression: [
      `SET ${set.map((name) => `#${name} = :${name}`).join(", ")}`,
      ...(removed.length > 0 ? [`REMOVE ${removed.map((name) => `#${name}`).join(", ")}`] : []),
    ].join(" "),
    ConditionExpression: `#status = :read AND ${same}`,
    ExpressionAttributeNames: Object.fromEntries(
      [...new Set([...Object.keys(values), "receipt"])].map((name) => [`#${name}`, name]),
    ),
    ExpressionAttributeValues: {
      ...Object.fromEntries(set.map((name) => [`:${name}`, values[name]])),
      ":read": read.status,
      ...(read.receipt === undefined ? {} : { ":readReceipt": read.receipt }),
    },
  };
}
