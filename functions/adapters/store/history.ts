import { randomBytes } from "node:crypto";
import { setTimeout as delay } from "node:timers/promises";
import { GetCommand } from "@aws-sdk/lib-dynamodb";
import type { HistoryEntry } from "../../domain/entities.ts";
import {
  type ChainEnd,
  type ChainedEntry,
  chainEntries,
  readEntry,
  type StoredEntry,
} from "../../domain/history/chain.ts";
import { mask } from "../../domain/mask.ts";
import { origin } from "../origin.ts";
import { queryAll } from "./awaiting.ts";
import { failedConditions } from "./faults.ts";
import { historyHeadKey, historyKey, historyPrefix, onceKey } from "./keys.ts";
import { connect } from "./table.ts";
import { putNew, transact, type Write } from "./writes.ts";

/** The history of a partition, with its end as this process last saw it: only a hint, checked by every write. */
export type Chain = { readonly pk: string; end?: ChainEnd };

/** Writes, and what they mean, in words for the history of their partition. */
export type Change = { readonly writes: readonly Write[]; readonly entries: readonly HistoryEntry[] };

export const both = (changes: readonly Change[]): Change => ({
  writes: changes.flatMap(({ writes }) => writes),
  entries: changes.flatMap(({ entries }) => entries),
});

/** How often a chain that others make longer meanwhile is read again. */
const ATTEMPTS = 8;

/**
 * The one way to write history: the change, its entries after the end of the chain, and the end moved, in one
 * transaction. Two writers never fork a chain: the slower one reads the end again, and what else it took for granted
 * is checked once more. Conditions that fail are told with the positions of `writes`.
 */
export async function commitChange({ writes, entries }: Change, chain: Chain): Promise<void> {
  if (entries.length === 0) return transact([...writes]);
  for (let attempt = 1; ; attempt++) {
    const end = chain.end ?? (await readEnd(chain.pk));
    delete chain.end;
    const after = chainEntries(chain.pk, end, entries.map(fromHere));
    const all = [
      ...writes,
      ...after.stored.map((entry) => putNew(connect().table, entryItem(chain.pk, entry))),
      putEnd(chain.pk, end, after.end),
    ];
    try {
      await transact(all);
      chain.end = after.end;
      return;
    } catch (error) {
      const overtaken = failedConditions(error).some((position) => position >= writes.length);
      if (!overtaken || attempt === ATTEMPTS) throw error;
      await delay(Math.random() * 10 * attempt);
    }
  }
}

/** As `commitChange`; `false` where a condition of the change itself failed. */
export async function tryChange(change: Change, chain: Chain): Promise<boolean> {
  try {
    await commitChange(change, chain);
    return true;
  } catch (error) {
    if (failedConditions(error).length > 0) return false;
    throw error;
  }
}

/** How many writes a change comes to. */
export const countWrites = ({ writes, entries }: Change): number =>
  writes.length + (entries.length > 0 ? entries.length + 1 : 0);

/** Fails where the same thing of the same instant was written before. */
export const once = (pk: string, at: string, key: string): Write =>
  putNew(connect().table, { ...onceKey(pk, at, key), kind: "once" });

/** What happened in a partition, oldest first. */
export async function loadHistory(pk: string): Promise<ChainedEntry[]> {
  const items = await queryAll(entriesOf(pk));
  return items.flatMap((item) => readEntry(String(item.entry)) ?? []);
}

export const storedEntry = (item: Record<string, unknown>): StoredEntry => ({
  n: Number(String(item.sk).slice(historyPrefix.length)),
  text: String(item.entry),
  hash: String(item.hash),
});

export const storedEnd = (item: Record<string, unknown>): ChainEnd => ({
  n: Number(item.n),
  hash: String(item.hash),
});

/** 128 random bits in hex. */
export const newSalt = (): string => randomBytes(16).toString("hex");

/** An entry stays for good, so that no identity number that somebody wrote into a reason gets into it. */
function fromHere(entry: HistoryEntry): HistoryEntry {
  const from = origin();
  const { reason } = entry;
  return { ...entry, ...(reason !== undefined && { reason: mask(reason) }), ...(from && { from }) };
}

async function readEnd(pk: string): Promise<ChainEnd> {
  const { client, table } = connect();
  const { Item } = await client.send(
    new GetCommand({ TableName: table, Key: historyHeadKey(pk), ConsistentRead: true }),
  );
  return Item ? storedEnd(Item) : lastEntry(pk);
}

/** Where the head is missing, because there is nothing yet or because somebody took it away. */
async function lastEntry(pk: string): Promise<ChainEnd> {
  const last = (await queryAll(entriesOf(pk))).at(-1);
  if (!last) return { n: 0 };
  const { n, hash } = storedEntry(last);
  return { n, hash };
}

const entriesOf = (pk: string) => ({
  KeyConditionExpression: "pk = :pk AND begins_with(sk, :history)",
  ExpressionAttributeValues: { ":pk": pk, ":history": historyPrefix },
  ConsistentRead: true,
});

export const entryItem = (pk: string, { n, text, hash }: StoredEntry) => ({
  ...historyKey(pk, n),
  kind: "history",
  entry: text,
  hash,
});

export const headItem = (pk: string, end: ChainEnd) => ({
  ...historyHeadKey(pk),
  kind: "history-head",
  ...end,
});

const putEnd = (pk: string, before: ChainEnd, after: ChainEnd): Write => ({
  Put: {
    TableName: connect().table,
    Item: headItem(pk, after),
    ...(before.hash === undefined
      ? { ConditionExpression: "attribute_not_exists(pk)" }
      : {
          ConditionExpression: "attribute_not_exists(pk) OR #hash = :before",
          ExpressionAttributeNames: { "#hash": "hash" },
          ExpressionAttributeValues: { ":before": before.hash },
        }),
  },
});
