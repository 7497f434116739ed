import { QueryCommand } from "@aws-sdk/lib-dynamodb";
import { YifaError } from "../../domain/errors.ts";
import { isKey, type Key, MAX_SORT_BYTES } from "./keys.ts";
import { connect } from "./table.ts";

/** A stretch of the index `byAgency`: one agencyKey and a range of agencySort, both ends inclusive. */
export type Lane = { agency: string; agencyKey: string; from: string; to: string };
export type Page<T> = { items: T[]; cursor?: string };

/** Sorts after every character that an id may have. */
export const LAST = "\u{10FFFF}";

/**
 * Reads lane after lane until the page is full. The cursor says only where reading stopped: the lanes are those
 * that the caller may read, computed anew for each request, and a cursor outside them is refused.
 */
export async function listLanes<T extends { readonly agency: string }>(
  lanes: readonly Lane[],
  pageSize: number,
  cursor: string | undefined,
  tableKey: (sort: string) => Key,
): Promise<Page<T>> {
  const { client, table } = connect();
  const start = cursor === undefined ? undefined : readCursor(cursor, lanes);
  const items: T[] = [];
  for (let index = start?.index ?? 0; index < lanes.length; index++) {
    const lane = lanes[index] as Lane;
    let after = index === start?.index ? startKey(start.sort, lane, tableKey) : undefined;
    do {
      const page = await client.send(
        new QueryCommand({
          TableName: table,
          IndexName: "byAgency",
          KeyConditionExpression: "agencyKey = :key AND agencySort BETWEEN :from AND :to",
          ExpressionAttributeValues: { ":key": lane.agencyKey, ":from": lane.from, ":to": lane.to },
          Limit: pageSize - items.length,
          ...(after ? { ExclusiveStartKey: after } : {}),
        }),
      );
      // A digest is its item itself: its names change one by one.
      for (const item of page.Items ?? []) items.push(ofAgency((item.data ?? item) as T, lane.agency));
      after = page.LastEvaluatedKey as typeof after;
      if (items.length >= pageSize) {
        const sort = page.Items?.at(-1)?.agencySort as string;
        return after || index + 1 < lanes.length
          ? { items, cursor: writeCursor(index, lane, sort) }
          : { items };
      }
    } while (after);
  }
  return { items };
}

/** The lanes say whose things these are; an item that says otherwise is a fault of ours, and goes to nobody. */
function ofAgency<T extends { readonly agency: string }>(thing: T, agency: string): T {
  if (thing.agency === agency) return thing;
  throw new Error(`an item of ${thing.agency} lies among those of ${agency}`);
}

function startKey(sort: string, lane: Lane, tableKey: (sort: string) => Key) {
  try {
    return { ...tableKey(sort), agencyKey: lane.agencyKey, agencySort: sort };
  } catch (cause) {
    throw invalidCursor(cause);
  }
}

const invalidCursor = (cause?: unknown) =>
  new YifaError("invalid", "invalid-cursor", "游标无效或与本次查询条件不符，请不带 cursor 重新查询", {
    cause,
  });

const writeCursor = (index: number, lane: Lane, sort: string) =>
  Buffer.from(JSON.stringify([1, index, lane.agency, sort])).toString("base64url");

function readCursor(cursor: string, lanes: readonly Lane[]): { index: number; sort: string } {
  const [version, index, agency, sort] = decode(cursor);
  const lane = typeof index === "number" ? lanes[index] : undefined;
  const inside =
    lane && typeof sort === "string" && isKey(sort, MAX_SORT_BYTES) && sort >= lane.from && sort <= lane.to;
  if (version !== 1 || !lane || lane.agency !== agency || !inside) throw invalidCursor();
  return { index: index as number, sort };
}

function decode(cursor: string): unknown[] {
  try {
    const value: unknown = JSON.parse(Buffer.from(cursor, "base64url").toString("utf8"));
    return Array.isArray(value) ? value : [];
  } catch {
    return [];
  }
}
