import { GetCommand, PutCommand } from "@aws-sdk/lib-dynamodb";
import type { DigestStatus } from "../../domain/notice/digest.ts";
import type { SweepCounts } from "../../domain/notice/sweep-counts.ts";
import type { IsoDate } from "../../domain/schema/primitives.ts";
import { type AwaitingPlace, queryAll } from "./awaiting.ts";
import { sweepRunKey, sweepStateKey } from "./keys.ts";
import { connect } from "./table.ts";

/** How far the sweep of a day has come. It saves reading again, and tells that the day is done; nothing else rests on it. */
export type SweepState = {
  /** Instant at which the first of the runs that make up this pass began, ISO in UTC. */
  readonly since: string;
  readonly done: boolean;
  /** Where the next run goes on; absent at the beginning and at the end. */
  readonly place?: AwaitingPlace;
  /** Cases of this pass that could not be read or written. */
  readonly failed: number;
};

/** A run as it is kept. Instants in UTC. */
export type SweepRun = SweepCounts & {
  readonly startedAt: string;
  readonly finishedAt: string;
  readonly failed: number;
  /** The first of what failed. */
  readonly failures: readonly { readonly what: string; readonly reason: string }[];
  /** Digests released, by their status when the run ended. */
  readonly digests: Readonly<Partial<Record<DigestStatus, number>>>;
};

export async function loadSweepState(day: IsoDate): Promise<SweepState | undefined> {
  const { client, table } = connect();
  const { Item } = await client.send(
    new GetCommand({ TableName: table, Key: sweepStateKey(day), ConsistentRead: true }),
  );
  return Item?.data as SweepState | undefined;
}

export async function saveSweepState(day: IsoDate, data: SweepState): Promise<void> {
  const { client, table } = connect();
  const Item = { ...sweepStateKey(day), kind: "sweep", data };
  await client.send(new PutCommand({ TableName: table, Item }));
}

export async function saveSweepRun(data: SweepRun): Promise<void> {
  const { client, table } = connect();
  const Item = { ...sweepRunKey(data.day, data.startedAt), kind: "sweep-run", data };
  await client.send(new PutCommand({ TableName: table, Item }));
}

/** The runs of a day, in the order in which they began. */
export async function sweepRuns(day: IsoDate): Promise<SweepRun[]> {
  const items = await queryAll({
    KeyConditionExpression: "pk = :pk AND begins_with(sk, :run)",
    ExpressionAttributeValues: { ":pk": sweepStateKey(day).pk, ":run": "run#" },
    ConsistentRead: true,
  });
  return items.map((item) => item.data as SweepRun);
}
