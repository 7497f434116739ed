import type { HistoryEntry } from "../../domain/entities.ts";
import type { ChainedEntry } from "../../domain/history/chain.ts";
import type { Digest } from "../../domain/notice/digest.ts";
import { queryAll } from "./awaiting.ts";
import { digestKeyOf, type StoredDigest } from "./digests.ts";
import { failedConditions } from "./faults.ts";
import { type Chain, type Change, commitChange, loadHistory, once } from "./history.ts";
import { digestAgencySort, digestAwait, digestKey, movedLineKey } from "./keys.ts";
import { connect } from "./table.ts";
import { putNew } from "./writes.ts";

/** What becomes of a digest; a name that is `undefined` is taken off. */
export type DigestChange = Pick<Digest, "status"> & {
  readonly [name in "receipt" | "messageId" | "sentAt" | "error" | "askedAt" | "resentAt"]?:
    | string
    | undefined;
};
/** `key` tells apart what happened at one instant; the same again is not written twice. */
export type DigestEntry = HistoryEntry & { readonly key: string };

/** Only if nobody changed status or receipt since the digest was read. */
export function digestChange(
  digest: StoredDigest,
  change: DigestChange,
  { key, ...entry }: DigestEntry,
): Change & { chain: Chain } {
  const { day, recipient } = digest;
  const { table } = connect();
  const waits = change.status !== "sent" && change.status !== "empty";
  const values = {
    ...change,
    agencySort: digestAgencySort(change.status, day, recipient),
    ...(waits ? digestAwait(day, recipient) : { awaitShard: undefined, awaitOn: undefined }),
  };
  const Update = { TableName: table, Key: digestKey(day, recipient), ...updateOf(values, digest) };
  const chain = chainOfDigest(digest.id);
  return { writes: [{ Update }, once(chain.pk, entry.at, key)], entries: [entry], chain };
}

const chainOfDigest = (id: string): Chain => ({ pk: digestKeyOf(id).pk });

/** `known`: this was done before. `changed`: somebody was quicker; read again. */
export async function changeDigest(
  ...asked: Parameters<typeof digestChange>
): Promise<"done" | "known" | "changed"> {
  try {
    const { chain, ...change } = digestChange(...asked);
    await commitChange(change, chain);
    return "done";
  } catch (error) {
    const failed = failedConditions(error);
    if (failed.length === 0) throw error;
    return failed.includes(1) ? "known" : "changed";
  }
}

/** A line of a returned mail goes to somebody else once, whichever event says so. */
export function movedChange(id: string, line: string, to: string, at: string): Change & { chain: Chain } {
  const entry = { at, by: "receipts", what: "line-moved", details: { line, to } };
  const item = { ...movedLineKey(digestKeyOf(id), line), kind: "moved-line" };
  return { writes: [putNew(connect().table, item)], entries: [entry], chain: chainOfDigest(id) };
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

export const digestHistory = (id: string): Promise<ChainedEntry[]> => loadHistory(digestKeyOf(id).pk);

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
