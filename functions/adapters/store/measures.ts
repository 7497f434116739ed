import { GetCommand } from "@aws-sdk/lib-dynamodb";
import type { Measure } from "../../domain/measure/measure.ts";
import type { MeasureStatus } from "../../domain/measure/status.ts";
import { measureCountKey, measureKey, measuresOf } from "./keys.ts";
import { LAST, type Lane, listLanes, type Page } from "./listing.ts";
import { connect } from "./table.ts";
import type { Write } from "./writes.ts";

/** A few measures by their ids; those that do not exist are left out. */
export async function loadMeasures(ids: readonly string[]): Promise<Map<string, Measure>> {
  const { client, table } = connect();
  const answers = await Promise.all(
    ids.map((id) =>
      client.send(new GetCommand({ TableName: table, Key: measureKey(id), ConsistentRead: true })),
    ),
  );
  const found = answers.flatMap(({ Item }) => (Item ? [Item.data as Measure] : []));
  return new Map(found.map((measure) => [measure.id, measure]));
}

export async function loadMeasureCount(issuer: string, year: string): Promise<number> {
  const { client, table } = connect();
  const { Item } = await client.send(
    new GetCommand({ TableName: table, Key: measureCountKey(issuer, year), ConsistentRead: true }),
  );
  return Number(Item?.count ?? 0);
}

/** Takes the number after `count`, unless somebody else took it meanwhile. */
export const numberWrite = (issuer: string, year: string, count: number): Write => ({
  Put: {
    TableName: connect().table,
    Item: { ...measureCountKey(issuer, year), kind: "measure-count", count: count + 1 },
    ...(count === 0
      ? { ConditionExpression: "attribute_not_exists(pk)" }
      : {
          ConditionExpression: "#count = :count",
          ExpressionAttributeNames: { "#count": "count" },
          ExpressionAttributeValues: { ":count": count },
        }),
  },
});

export type MeasureQuery = {
  /** Agencies that are late: those that the caller may see, in the order of the answer. */
  agencies: readonly string[];
  statuses: readonly MeasureStatus[];
  cursor?: string | undefined;
  pageSize?: number;
};

/** Measures by agency, then status, then the day on which they were drafted. */
export function listMeasures({
  agencies,
  statuses,
  cursor,
  pageSize = 100,
}: MeasureQuery): Promise<Page<Measure>> {
  const lanes = agencies.flatMap((agency) =>
    statuses.map(
      (status): Lane => ({
        agency,
        agencyKey: measuresOf(agency),
        from: `${status}#`,
        to: `${status}#${LAST}`,
      }),
    ),
  );
  return listLanes<Measure>(lanes, pageSize, cursor, (sort) =>
    measureKey(sort.split("#").slice(2).join("#")),
  );
}
