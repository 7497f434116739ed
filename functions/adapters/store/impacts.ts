import type { ImpactRun, LaneState } from "../../domain/impact/run.ts";
import { queryAll } from "./awaiting.ts";
import { failedConditions } from "./faults.ts";
import { impactLaneKey, impactPk, impactRunKey, type Key } from "./keys.ts";
import { connect, loadData } from "./table.ts";
import { putVersion, transact } from "./writes.ts";

/** The last run for a ruleset. */
export const loadImpactRun = (ruleset: string) => loadData<ImpactRun>(impactRunKey(ruleset));

export const loadLane = ({ to, id }: ImpactRun, lane: string) =>
  loadData<LaneState>(impactLaneKey(to, id, lane));

/** The lanes of a run that somebody has begun. */
export async function loadLanes({ to, id }: ImpactRun): Promise<LaneState[]> {
  const items = await queryAll({
    KeyConditionExpression: "pk = :pk AND begins_with(sk, :run)",
    ExpressionAttributeValues: { ":pk": impactPk(to), ":run": impactLaneKey(to, id, "").sk },
    ConsistentRead: true,
  });
  return items.map(({ data }) => data as LaneState);
}

/** Over the version that was read. `false`: somebody else was faster. */
export const saveImpactRun = (run: ImpactRun): Promise<boolean> => save(impactRunKey(run.to), "impact", run);

export const saveLane = ({ to, id }: ImpactRun, state: LaneState): Promise<boolean> =>
  save(impactLaneKey(to, id, state.lane), "impact-lane", state);

async function save(key: Key, kind: string, data: ImpactRun | LaneState): Promise<boolean> {
  try {
    await transact([putVersion(connect().table, { ...key, kind, version: data.version, data })]);
    return true;
  } catch (error) {
    if (failedConditions(error).length > 0) return false;
    throw error;
  }
}
