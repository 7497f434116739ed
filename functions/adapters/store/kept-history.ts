import { ScanCommand } from "@aws-sdk/lib-dynamodb";
import type { RecordVersion } from "../../domain/history/seal.ts";
import type { KeptHistory } from "../../domain/history/verify.ts";
import { queryAll } from "./awaiting.ts";
import { storedEnd, storedEntry } from "./history.ts";
import { historyPrefix } from "./keys.ts";
import { isSealed, sealedThing } from "./sealed.ts";
import { connect } from "./table.ts";
import { versionsOf } from "./versions.ts";

/** The history of a partition among its items, with the things that it seals. */
export function keptHistory(items: readonly Record<string, unknown>[]): KeptHistory {
  const head = items.find(({ kind }) => kind === "history-head");
  return {
    entries: items.filter(({ sk }) => String(sk).startsWith(historyPrefix)).map(storedEntry),
    things: items.filter(isSealed).map(sealedThing),
    ...(head && { head: storedEnd(head) }),
  };
}

export type KeptPartition = KeptHistory & { readonly versions: readonly RecordVersion[] };

/** All that verification asks of a partition. */
export async function loadKept(pk: string): Promise<KeptPartition> {
  const items = await queryAll({
    KeyConditionExpression: "pk = :pk",
    ExpressionAttributeValues: { ":pk": pk },
    ConsistentRead: true,
  });
  return { ...keptHistory(items), versions: versionsOf(items) };
}

const KINDS = ["history", "history-head", "version", "record", "duty", "measure"];

/**
 * Every partition that has a history, or something that should have one, page by page and each once. A Scan: no index
 * can be trusted to name them all.
 */
export async function* historyPartitions(): AsyncGenerator<string[]> {
  const { client, table } = connect();
  const seen = new Set<string>();
  let start: Record<string, unknown> | undefined;
  do {
    const { Items = [], LastEvaluatedKey } = await client.send(
      new ScanCommand({
        TableName: table,
        ProjectionExpression: "pk",
        FilterExpression: `kind IN (${KINDS.map((_, n) => `:k${n}`).join(", ")})`,
        ExpressionAttributeValues: Object.fromEntries(KINDS.map((kind, n) => [`:k${n}`, kind])),
        ConsistentRead: true,
        ...(start ? { ExclusiveStartKey: start } : {}),
      }),
    );
    const fresh = [...new Set(Items.map(({ pk }) => String(pk)))].filter((pk) => !seen.has(pk));
    for (const pk of fresh) seen.add(pk);
    yield fresh;
    start = LastEvaluatedKey;
  } while (start);
}
