import type { Duty, HistoryEntry, RecordKey } from "../../domain/entities.ts";
import type { NoticeLine } from "../../domain/notice/line.ts";
import type { IsoDate } from "../../domain/schema/primitives.ts";
import { digestWrite, memberItem } from "./digests.ts";
import { failedConditions } from "./faults.ts";
import { type Chain, type Change, commitChange } from "./history.ts";
import { factsRequestKey, reportKey } from "./keys.ts";
import { dutyChange } from "./sealed.ts";
import { connect } from "./table.ts";
import { putNew, transact, type Write } from "./writes.ts";

/** Lines and the change that made them, written together or not at all. */
export type LineCommit = {
  /** Partition of the lines: that of their case or agency. */
  readonly pk: string;
  readonly lines: readonly NoticeLine[];
  /** Takes the step off what awaits it; fails when somebody else took it meanwhile. */
  readonly guard: readonly Write[];
  /** What the guard means, for the history. */
  readonly history?: { readonly chain: Chain; readonly entries: readonly HistoryEntry[] };
};

/** How many frozen digests in a row a line may meet. */
const MAX_DAYS = 5;

/**
 * Writes each line once and puts it into the digest of its recipient for the day `line.on`; where that digest is frozen,
 * into the one of `nextDay`. `false`: a line exists or the guard failed, so somebody else was quicker: read again.
 */
export async function commitLines(commit: LineCommit, nextDay: (day: IsoDate) => IsoDate): Promise<boolean> {
  const days = new Map<string, IsoDate>();
  for (let attempt = 1; ; attempt++) {
    const lines = commit.lines.map((line) => ({ ...line, on: days.get(line.recipient) ?? line.on }));
    const digests = distinctDigests(lines);
    const { table } = connect();
    const writes = [
      ...commit.guard,
      ...digests.map((one) => digestWrite(table, one)),
      ...lines.flatMap((line) => lineWrites(table, commit.pk, line)),
    ];
    const { entries = [], chain = { pk: commit.pk } } = commit.history ?? {};
    try {
      await commitChange({ writes, entries }, chain);
      return true;
    } catch (error) {
      const failed = failedConditions(error);
      const frozen = digests.filter((_, n) => failed.includes(commit.guard.length + n));
      if (failed.length === 0) throw error;
      if (failed.length > frozen.length || attempt === MAX_DAYS) return false;
      for (const { recipient, day } of frozen) days.set(recipient, nextDay(day));
    }
  }
}

/** A change as the guard of lines. */
export const guarded = ({ writes, entries }: Change, chain: Chain) => ({
  guard: writes,
  history: { chain, entries },
});

/** The duty moved on to its next step. */
export function dutyStep(
  duty: Duty,
  act: { reason: string; at: string; ruleset: string },
  lines: readonly NoticeLine[],
): Change {
  const details = { lines: lines.map((line) => ({ key: line.key, status: line.status })) };
  return dutyChange(duty, { ...act, by: "sweep", what: "noticed", details });
}

/** The report awaits nothing any more. */
export const reportGuard = (subject: RecordKey, rule: string): Write => ({
  Update: {
    TableName: connect().table,
    Key: reportKey(subject, rule),
    UpdateExpression: "REMOVE awaitShard, awaitOn",
    ConditionExpression: "attribute_exists(awaitOn)",
  },
});

/** The agency is asked again on `next`, or not at all: only if the request is still the one that was read. */
export const factsRequestGuard = (
  agency: string,
  read: string,
  next: { awaitOn: string } | undefined,
): Write => ({
  Update: {
    TableName: connect().table,
    Key: factsRequestKey(agency),
    UpdateExpression: next ? "SET awaitOn = :next" : "REMOVE awaitShard, awaitOn",
    ConditionExpression: "awaitOn = :read",
    ExpressionAttributeValues: { ":read": read, ...(next ? { ":next": next.awaitOn } : {}) },
  },
});

/** Sets a date again after it was taken off, unless somebody else did. */
export const factsRequestRevival = (
  agency: string,
  next: { awaitShard: string; awaitOn: string },
): Write => ({
  Update: {
    TableName: connect().table,
    Key: factsRequestKey(agency),
    UpdateExpression: "SET awaitShard = :shard, awaitOn = :on",
    ConditionExpression: "attribute_not_exists(awaitOn)",
    ExpressionAttributeValues: { ":shard": next.awaitShard, ":on": next.awaitOn },
  },
});

/** Writes without lines, under their conditions. `false` when a condition failed. */
export async function commitGuard(guard: readonly Write[]): Promise<boolean> {
  try {
    await transact([...guard]);
    return true;
  } catch (error) {
    if (failedConditions(error).length > 0) return false;
    throw error;
  }
}

function lineWrites(table: string, pk: string, line: NoticeLine): Write[] {
  const put = putNew(table, { pk, sk: line.key, kind: "line", data: line });
  return line.status === "missed" ? [put] : [put, putNew(table, memberItem(pk, line))];
}

function distinctDigests(lines: readonly NoticeLine[]) {
  const found = new Map<string, { recipient: string; agency: string; day: IsoDate }>();
  for (const { status, recipient, agency, on } of lines) {
    if (status === "collecting") found.set(recipient, { recipient, agency, day: on });
  }
  return [...found.values()];
}
