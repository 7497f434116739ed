import { QueryCommand } from "@aws-sdk/lib-dynamodb";
import { addDays } from "../../domain/calendar/dates.ts";
import type { Duty } from "../../domain/entities.ts";
import type { MissingFacts } from "../../domain/notice/facts-line.ts";
import type { IsoDate } from "../../domain/schema/primitives.ts";
import type { StoredDigest } from "./digests.ts";
import type { StoredReport } from "./items.ts";
import { agencyPk, digestShards, stepShards } from "./keys.ts";
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

/** Every step dated `day` or earlier, however old. Items that cannot be read are given by their keys. */
export async function awaitingSteps(day: IsoDate): Promise<{ awaiting: Awaiting[]; unreadable: string[] }> {
  const items = (await Promise.all(stepShards.map((shard) => awaitingIn(shard, day)))).flat();
  const awaiting: Awaiting[] = [];
  const unreadable: string[] = [];
  for (const item of items) {
    const read = readAwaiting(item);
    if (read) awaiting.push(read);
    else unreadable.push(`${item.pk} ${item.sk}`);
  }
  return { awaiting, unreadable };
}

/** Every digest dated `day` or earlier that was not sent. */
export async function awaitingDigests(day: IsoDate): Promise<StoredDigest[]> {
  const items = (await Promise.all(digestShards.map((shard) => awaitingIn(shard, day)))).flat();
  return items as unknown as StoredDigest[];
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

const awaitingIn = (shard: string, day: IsoDate): Promise<Record<string, unknown>[]> =>
  queryAll({
    IndexName: "awaiting",
    KeyConditionExpression: "awaitShard = :shard AND awaitOn < :after",
    ExpressionAttributeValues: { ":shard": shard, ":after": addDays(day, 1) },
  });

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
