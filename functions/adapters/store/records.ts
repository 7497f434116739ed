import type { DutyChange } from "../../domain/duty/reconcile.ts";
import type { Duty, HistoryEntry, RecordKey, StoredRecord } from "../../domain/entities.ts";
import { YifaError } from "../../domain/errors.ts";
import { type ChainedEntry, readEntry } from "../../domain/history/chain.ts";
import type { KeptHistory } from "../../domain/history/verify.ts";
import type { Measure } from "../../domain/measure/measure.ts";
import type { NoticeLine } from "../../domain/notice/line.ts";
import type { IsoDate } from "../../domain/schema/primitives.ts";
import { queryAll } from "./awaiting.ts";
import { both, type Chain, type Change, commitChange, countWrites } from "./history.ts";
import { needsItem, reportItem, type StoredReport } from "./items.ts";
import { keptHistory } from "./kept-history.ts";
import {
  casePk,
  eraseAwait,
  factsRequestAwait,
  factsRequestKey,
  isKey,
  MAX_PARTITION_BYTES,
  needsKey,
  recordKey,
  versionPrefix,
} from "./keys.ts";
import { dutyChange, measureChange } from "./sealed.ts";
import { connect } from "./table.ts";
import { versionChange } from "./versions.ts";
import { putNew, type Write } from "./writes.ts";

/** All that is stored of one subject. */
export type Case = {
  record?: StoredRecord;
  duties: Duty[];
  reports: StoredReport[];
  /** Those of them that still await their line. */
  untold: StoredReport[];
  needs: readonly string[];
  /** When the index says that what the record tells of persons is to be erased. */
  eraseOn?: IsoDate;
  history: ChainedEntry[];
  /** The same history as it lies in the table, with what it seals. */
  kept: KeptHistory;
  chain: Chain;
  lines: NoticeLine[];
  measures: Measure[];
};

/** One consistent Query of the partition, up to the versions of the record. */
export async function loadCase(key: RecordKey): Promise<Case> {
  const pk = casePk(key);
  const items = isKey(pk, MAX_PARTITION_BYTES)
    ? await queryAll({
        KeyConditionExpression: "pk = :pk AND sk < :versions",
        ExpressionAttributeValues: { ":pk": pk, ":versions": versionPrefix },
        ConsistentRead: true,
      })
    : [];
  const kept = keptHistory(items);
  const found: Case = {
    ...{ duties: [], reports: [], untold: [], needs: [], lines: [], measures: [] },
    history: kept.entries.flatMap(({ text }) => readEntry(text) ?? []),
    kept,
    chain: { pk },
  };
  for (const item of items) sortIn(found, item);
  found.duties.sort((a, b) => a.rule.localeCompare(b.rule) || a.instance - b.instance);
  const { head, entries } = kept;
  // Without a head although there are entries the end is for the next write to find.
  if (head || entries.length === 0) found.chain.end = head ?? { n: 0 };
  return found;
}

function sortIn(found: Case, item: Record<string, unknown>): void {
  const sk = String(item.sk);
  if (sk === "record") {
    found.record = item.data as StoredRecord;
    found.needs = (item.needs as string[] | undefined) ?? [];
    if (typeof item.awaitOn === "string") found.eraseOn = item.awaitOn.slice(0, 10);
  } else if (sk.startsWith("duty#")) found.duties.push(item.data as Duty);
  else if (sk.startsWith("measure#")) found.measures.push(item.data as Measure);
  else if (sk.startsWith("report#")) {
    found.reports.push(item.data as StoredReport);
    if (item.awaitOn !== undefined) found.untold.push(item.data as StoredReport);
  } else if (sk.startsWith("line:")) found.lines.push(item.data as NoticeLine);
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
  /** Until when the record tells of persons, now and at the last write. */
  eraseOn: { now?: IsoDate; before?: IsoDate };
  /** What happened to the record itself, if anything did, and the hash of the decision that its facts came to. */
  version?: { readonly entry: HistoryEntry; readonly decision: string };
  /** Goes in the same transaction. */
  beside?: readonly Write[];
  ruleset: string;
  chain: Chain;
  at: string;
  by: string;
  on: IsoDate;
};

/** DynamoDB takes at most so many writes in one transaction. */
const TRANSACTION_LIMIT = 100;

/** Record, duties, history, reports and the list of missing facts: all of it or nothing. */
export async function saveCase(write: CaseWrite): Promise<void> {
  const change = caseChange(write);
  if (countWrites(change) > 0) await commitChange(change, write.chain);
}

/** The same as a part of something larger. */
export function caseChange(write: CaseWrite): Change {
  const { table } = connect();
  const { at, by, ruleset } = write;
  const change = both([
    recordChange(write, table),
    ...write.changes.map(({ kind, duty, reason }) =>
      dutyChange(duty, { at, by, what: kind, reason, ruleset }),
    ),
    ...write.measures.map((measure) => measureChange(measure, write)),
    {
      writes: [
        ...write.reports.map(({ report, awaits }) => putNew(table, reportItem(report, awaits))),
        ...needsWrites(write, table),
        ...(write.beside ?? []),
      ],
      entries: [],
    },
  ]);
  const count = countWrites(change);
  if (count > TRANSACTION_LIMIT) {
    throw new YifaError(
      "invalid",
      "too-many-changes",
      `本次提交涉及 ${count} 项写入，超过单次上限 ${TRANSACTION_LIMIT} 项，请减少同一台账条目适用的规则`,
    );
  }
  return change;
}

/** A new version beside the record, or the record that was read as a condition. */
function recordChange(write: CaseWrite, table: string): Change {
  const { record, expectedVersion, needs, version, key } = write;
  if (!record) return { writes: [], entries: [] };
  const condition = {
    ConditionExpression: "version = :read",
    ExpressionAttributeValues: { ":read": expectedVersion },
  };
  if (version) return versionChange(record, { ...write, ...version });
  const unchanged = { TableName: table, Key: recordKey(key), ...condition };
  const sameDay = write.eraseOn.now === write.eraseOn.before;
  if (sameList(needs.now, needs.before) && sameDay)
    return { writes: [{ ConditionCheck: unchanged }], entries: [] };
  const { UpdateExpression, values } = besideRecord(write);
  const ExpressionAttributeValues = { ...condition.ExpressionAttributeValues, ...values };
  return { writes: [{ Update: { ...unchanged, UpdateExpression, ExpressionAttributeValues } }], entries: [] };
}

/** What stands beside a record in its item, without a new version of it. */
function besideRecord({ key, needs, eraseOn }: Pick<CaseWrite, "key" | "needs" | "eraseOn">) {
  const values = { ":needs": needs.now };
  if (eraseOn.now === undefined)
    return { UpdateExpression: "SET needs = :needs REMOVE awaitShard, awaitOn", values };
  const { awaitShard, awaitOn } = eraseAwait(key, eraseOn.now);
  return {
    UpdateExpression: "SET needs = :needs, awaitShard = :shard, awaitOn = :on",
    values: { ...values, ":shard": awaitShard, ":on": awaitOn },
  };
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
