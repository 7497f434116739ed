import { GetCommand, PutCommand } from "@aws-sdk/lib-dynamodb";
import type { Duty } from "../../domain/entities.ts";
import type { Change } from "./history.ts";
import { recomputeKey } from "./keys.ts";
import { dutyChange } from "./sealed.ts";
import { connect } from "./table.ts";

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

/** The duty with its new dates, unless somebody else changed it meanwhile. */
export const movedChange = (duty: Duty, act: { reason: string; at: string; ruleset: string }): Change =>
  dutyChange(duty, { ...act, by: "recompute", what: "moved" });
