import { QueryCommand } from "@aws-sdk/lib-dynamodb";
import type { DutyChange } from "../../domain/duty/reconcile.ts";
import type { Duty, HistoryEntry, RecordKey, StoredRecord } from "../../domain/entities.ts";
import { YifaError } from "../../domain/errors.ts";
import type { Measure } from "../../domain/measure/measure.ts";
import type { NoticeLine } from "../../domain/notice/line.ts";
import type { IsoDate } from "../../domain/schema/primitives.ts";
import {
  dutyHistoryItem,
  dutyItem,
  historyItem,
  needsItem,
  recordItem,
  reportItem,
  type StoredReport,
} from "./items.ts";
import { casePk, factsRequestAwait, factsRequestKey, needsKey, recordKey } from "./keys.ts";
import { measureWrites } from "./measures.ts";
import { connect } from "./table.ts";
import { putNew, putVersion, transact, type Write } from "./writes.ts";

/** All that is stored of one subject. */
export type Case = {
  record?: StoredRecord;
  duties: Duty[];
  reports: StoredReport[];
  needs: readonly string[];
  history: HistoryEntry[];
  lines: NoticeLine[];
  measures: Measure[];
};

/** One consistent Query of the partition. */
export async function loadCase(key: RecordKey): Promise<Case> {
  const { client, table } = connect();
  const found: Case = { duties: [], reports: [], needs: [], history: [], lines: [], measures: [] };
  let start: Record<string, unknown> | undefined;
  do {
    const page = await client.send(
      new QueryCommand({
        TableName: table,
        KeyConditionExpression: "pk = :pk",
        ExpressionAttributeValues: { ":pk": casePk(key) },
        ConsistentRead: true,
        ...(start ? { ExclusiveStartKey: start } : {}),
      }),
    );
    for (const item of page.Items ?? []) sortIn(found, item);
    start = page.LastEvaluatedKey;
  } while (start);
  found.duties.sort((a, b) => a.rule.localeCompare(b.rule) || a.instance - b.instance);
  return found;
}

function sortIn(found: Case, item: Record<string, unknown>): void {
  const sk = String(item.sk);
  if (sk === "record") {
    found.record = item.data as StoredRecord;
    found.needs = (item.needs as string[] | undefined) ?? [];
  } else if (sk.startsWith("duty#")) found.duties.push(item.data as Duty);
  else if (sk.startsWith("measure#")) found.measures.push(item.data as Measure);
  else if (sk.startsWith("report#")) found.reports.push(item.data as StoredReport);
  else if (sk.startsWith("history#")) found.history.push(item.data as HistoryEntry);
  else if (sk.startsWith("line:")) found.lines.push(item.data as NoticeLine);
}

export type CaseWrite = {
  key: RecordKey;
  /** Absent for subjects without a record (periods). Same version as stored: only its version is checked. */
  record?: StoredRecord;
  /** 0 when the record is not stored yet. */
  expectedVersion: number;
  changes: readonly DutyChange[];
  reports: readonly { report: StoredReport; awaits: boolean }[];
  /** Drafts that are cancelled with their duties. */
  measures: readonly Measure[];
  /** Facts found missing now and at the last write; `agencyBefore` where the record changed hands. */
  needs: { now: readonly string[]; before: readonly string[]; agencyBefore?: string; caseNumber?: string };
  /** What happened to the record itself, if anything did. */
  history?: HistoryEntry;
  at: string;
  by: string;
  on: IsoDate;
};

/** DynamoDB takes at most so many writes in one transaction. */
const TRANSACTION_LIMIT = 100;

/** Record, duties, history, reports and the list of missing facts: all of it or nothing. */
export async function saveCase(write: CaseWrite): Promise<void> {
  const { table } = connect();
  const items = [
    ...recordWrites(write, table),
    ...write.changes.flatMap((change) => changeWrites(change, write, table)),
    ...write.measures.flatMap((measure) => measureWrites(measure, write)),
    ...write.reports.map(({ report, awaits }) => putNew(table, reportItem(report, awaits))),
    ...needsWrites(write, table),
  ];
  if (items.length > TRANSACTION_LIMIT) {
    throw new YifaError(
      "invalid",
      "too-many-changes",
      `本次提交涉及 ${items.length} 项写入，超过单次上限 ${TRANSACTION_LIMIT} 项，请减少同一台账条目适用的规则`,
    );
  }
  if (items.length > 0) await transact(items);
}

function recordWrites({ record, expectedVersion, needs, history, key }: CaseWrite, table: string): Write[] {
  if (!record) return [];
  const writes: Write[] = history
    ? [putNew(table, historyItem(casePk(key), history, history.what, record.version))]
    : [];
  if (expectedVersion === 0) return [putNew(table, recordItem(record, needs.now)), ...writes];
  const condition = {
    ConditionExpression: "version = :read",
    ExpressionAttributeValues: { ":read": expectedVersion },
  };
  const unchanged = record.version === expectedVersion && sameList(needs.now, needs.before);
  return [
    unchanged
      ? { ConditionCheck: { TableName: table, Key: recordKey(record), ...condition } }
      : { Put: { TableName: table, Item: recordItem(record, needs.now), ...condition } },
    ...writes,
  ];
}

function changeWrites({ kind, duty, reason }: DutyChange, { at, by }: CaseWrite, table: string): Write[] {
  const details = { status: duty.status, dueOn: duty.dueOn };
  return [
    putVersion(table, dutyItem(duty)),
    putNew(table, dutyHistoryItem(duty, { at, by, what: kind, reason, details })),
  ];
}

function needsWrites({ record, key, needs, on }: CaseWrite, table: string): Write[] {
  if (!record) return [];
  const moved = needs.agencyBefore !== undefined && needs.agencyBefore !== record.agency;
  const remove = (agency: string): Write => ({ Delete: { TableName: table, Key: needsKey(agency, key) } });
  const writes: Write[] = moved && needs.before.length > 0 ? [remove(needs.agencyBefore as string)] : [];
  if (!moved && sameList(needs.now, needs.before)) return writes;
  if (needs.now.length === 0)
    return needs.before.length > 0 && !moved ? [...writes, remove(record.agency)] : writes;
  const { now: missing, caseNumber } = needs;
  const named = caseNumber === undefined ? {} : { caseNumber };
  const item = needsItem({ subject: key, agency: record.agency, missing, ...named });
  return [...writes, { Put: { TableName: table, Item: item } }, requestFacts(record.agency, on, table)];
}

/** One request an agency, however many records lack facts; a date that is already set stays. */
function requestFacts(agency: string, on: IsoDate, table: string): Write {
  const { awaitShard, awaitOn } = factsRequestAwait(agency, on);
  return {
    Update: {
      TableName: table,
      Key: factsRequestKey(agency),
      UpdateExpression:
        "SET kind = :kind, agency = :agency, awaitShard = if_not_exists(awaitShard, :shard), awaitOn = if_not_exists(awaitOn, :on)",
      ExpressionAttributeValues: {
        ":kind": "facts-request",
        ":agency": agency,
        ":shard": awaitShard,
        ":on": awaitOn,
      },
    },
  };
}

const sameList = (a: readonly string[], b: readonly string[]) =>
  a.length === b.length && a.every((x, i) => x === b[i]);
