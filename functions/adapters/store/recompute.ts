import { GetCommand, PutCommand } from "@aws-sdk/lib-dynamodb";
import type { Duty } from "../../domain/entities.ts";
import { dutyHistoryItem, dutyItem } from "./items.ts";
import { recomputeKey } from "./keys.ts";
import { connect } from "./table.ts";
import { putNew, putVersion, type Write } from "./writes.ts";

/** How far the dates of open duties follow the calendars of a ruleset; `cursor` while this is under way. */
export type RecomputeState = {
  readonly ruleset: string;
  readonly done: boolean;
  readonly cursor?: string;
};

export async function loadRecompute(): Promise<RecomputeState | undefined> {
  const { client, table } = connect();
  const { Item } = await client.send(
    new GetCommand({ TableName: table, Key: recomputeKey, ConsistentRead: true }),
  );
  return Item as RecomputeState | undefined;
}

export async function saveRecompute(state: RecomputeState): Promise<void> {
  const { client, table } = connect();
  await client.send(new PutCommand({ TableName: table, Item: recomputeItem(state) }));
}

export const recomputeItem = (state: RecomputeState) => ({ ...recomputeKey, kind: "recompute", ...state });

/** The duty with its new dates, unless somebody else changed it meanwhile, and its history entry. */
export function movedGuard(duty: Duty, reason: string, at: string): Write[] {
  const { table } = connect();
  const details = { status: duty.status, dueOn: duty.dueOn };
  const entry = { at, by: "recompute", what: "moved", reason, details };
  return [putVersion(table, dutyItem(duty)), putNew(table, dutyHistoryItem(duty, entry))];
}
