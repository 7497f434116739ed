import { DeleteCommand, PutCommand } from "@aws-sdk/lib-dynamodb";
import type { Duty } from "../../domain/entities.ts";
import type { Recomputation } from "../../domain/publication/recomputation.ts";
import { KINDS, type Recomputed } from "../../domain/publication/recomputed.ts";
import type { IsoDate } from "../../domain/schema/primitives.ts";
import { queryAll } from "./awaiting.ts";
import { failedConditions } from "./faults.ts";
import type { Change } from "./history.ts";
import { recomputeAgencyKey, recomputeFailedKey, recomputeKey, recomputeRunPk } from "./keys.ts";
import { dutyChange } from "./sealed.ts";
import { connect, loadData } from "./table.ts";
import { putVersion, transact, type Write } from "./writes.ts";

export const loadRecomputation = () => loadData<Recomputation>(recomputeKey);

export const recomputationWrite = (data: Recomputation): Write =>
  putVersion(connect().table, { ...recomputeKey, kind: "recompute", version: data.version, data });

/** Over the version that was read. `false`: another run went on meanwhile, or another ruleset came into force. */
export async function saveRecomputation(data: Recomputation): Promise<boolean> {
  try {
    await transact([recomputationWrite(data)]);
    return true;
  } catch (error) {
    if (failedConditions(error).length > 0) return false;
    throw error;
  }
}

/** Counted in the transaction of the change itself, so that a run that is broken off counts nothing twice. */
export function countWrite(run: number, agency: string, counts: Partial<Recomputed>): Write {
  const kinds = Object.keys(counts) as (keyof Recomputed)[];
  return {
    Update: {
      TableName: connect().table,
      Key: recomputeAgencyKey(run, agency),
      UpdateExpression: `SET kind = :kind, agency = :agency ADD ${kinds.map((kind) => `#${kind} :${kind}`).join(", ")}`,
      ExpressionAttributeNames: Object.fromEntries(kinds.map((kind) => [`#${kind}`, kind])),
      ExpressionAttributeValues: {
        ":kind": "recomputed",
        ":agency": agency,
        ...Object.fromEntries(kinds.map((kind) => [`:${kind}`, counts[kind]])),
      },
    },
  };
}

/** What could not be brought up to the ruleset: a record, or a duty. */
export type Failed = {
  readonly what: string;
  readonly list: string;
  readonly reason: string;
  /** The day of the last attempt. */
  readonly on: IsoDate;
};

export async function saveFailed(run: number, data: Failed): Promise<void> {
  const { client, table } = connect();
  const Item = { ...recomputeFailedKey(run, data), kind: "recompute-failed", data };
  await client.send(new PutCommand({ TableName: table, Item }));
}

export async function clearFailed(run: number, failed: Failed): Promise<void> {
  const { client, table } = connect();
  await client.send(new DeleteCommand({ TableName: table, Key: recomputeFailedKey(run, failed) }));
}

export type RunReport = {
  readonly agencies: Readonly<Record<string, Partial<Recomputed>>>;
  readonly failed: readonly Failed[];
};

export async function loadRunReport(run: number): Promise<RunReport> {
  const items = await queryAll({
    KeyConditionExpression: "pk = :pk",
    ExpressionAttributeValues: { ":pk": recomputeRunPk(run) },
    ConsistentRead: true,
  });
  const failed = items.flatMap((item) => (item.kind === "recompute-failed" ? [item.data as Failed] : []));
  const counted = items.filter(({ kind }) => kind === "recomputed");
  return { agencies: Object.fromEntries(counted.map((item) => [item.agency, countsOf(item)])), failed };
}

const countsOf = (item: Record<string, unknown>): Partial<Recomputed> =>
  Object.fromEntries(Object.keys(KINDS).flatMap((kind) => (item[kind] ? [[kind, Number(item[kind])]] : [])));

/** The duty with its new dates, unless somebody else changed it meanwhile. */
export const movedChange = (duty: Duty, act: { reason: string; at: string; ruleset: string }): Change =>
  dutyChange(duty, { ...act, by: "recompute", what: "moved" });
