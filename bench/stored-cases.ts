import { BatchWriteCommand } from "@aws-sdk/lib-dynamodb";
import pMap from "p-map";
import { entryItem, headItem } from "../functions/adapters/store/history.ts";
import { dutyItem, recordItem } from "../functions/adapters/store/items.ts";
import { casePk } from "../functions/adapters/store/keys.ts";
import { connect } from "../functions/adapters/store/table.ts";
import { decide } from "../functions/domain/decide/decide.ts";
import { missingFacts } from "../functions/domain/duty/needs.ts";
import { type DutyChange, reconcile } from "../functions/domain/duty/reconcile.ts";
import type { Decision, StoredRecord } from "../functions/domain/entities.ts";
import { chainEntries } from "../functions/domain/history/chain.ts";
import type { Ruleset } from "../functions/domain/ruleset/ruleset.ts";
import type { IsoDate } from "../functions/domain/schema/primitives.ts";
import { sampleDecisions } from "./records.ts";

/** The day of the benchmarks, and how many of the stored duties have a step on it. */
export const ON = "2026-11-23";
export const DUE = 1000;
/** Decided on this day, the first reminder falls on `ON`; on the others, on the days after it. */
const DECIDED_FOR_TODAY = "2026-11-16";
const DECIDED_FOR_LATER = ["2026-11-17", "2026-11-18", "2026-11-19", "2026-11-20"];
/** What DynamoDB takes in one BatchWriteItem. */
const BATCH = 25;
const CONCURRENCY = 16;

/** History is in no index: where nothing but what is due reads it, that of the others is left out to save minutes. */
export type WithHistory = "all" | "due";

/** One disclosure a record; of those not due today every second was published and awaits nothing. */
export async function store(count: number, ruleset: Ruleset, withHistory: WithHistory): Promise<number> {
  let stored = 0;
  for (let from = 0; from < count; from += DUE) {
    const indexes = Array.from({ length: Math.min(DUE, count - from) }, (_, i) => from + i);
    const items = (await Promise.all(indexes.map((i) => caseItems(i, ruleset, withHistory)))).flat();
    await writeAll(items);
    stored += items.length;
  }
  return stored;
}

async function caseItems(i: number, ruleset: Ruleset, withHistory: WithHistory): Promise<object[]> {
  const due = i < DUE;
  const later = DECIDED_FOR_LATER[i % DECIDED_FOR_LATER.length] as IsoDate;
  const record = completeRecord(i, due ? DECIDED_FOR_TODAY : later, !due && i % 2 === 0);
  const decision = await decideLike(record, ruleset);
  const needs = missingFacts(decision, ruleset);
  const changes = reconcile([], decision, { ruleset, subject: record, on: ON, by: "bench" });
  if (needs.length > 0 || changes.length !== 1)
    throw new Error("the sample is to open one duty, lacking nothing");
  const items = [recordItem(record, needs), ...changes.map(({ duty }) => dutyItem(duty))];
  return due || withHistory === "all" ? [...items, ...historyItems(record, changes)] : items;
}

/** Cases of one agency, day and state are decided alike, so each such kind is decided once. */
const decisions = new Map<string, Promise<Decision>>();

function decideLike(record: StoredRecord, ruleset: Ruleset): Promise<Decision> {
  const { decidedOn, publishedOn } = record.facts;
  const kind = [record.agency, decidedOn, publishedOn].join(" ");
  const decision = decisions.get(kind) ?? decide(record, ruleset, ON);
  decisions.set(kind, decision);
  return decision;
}

function historyItems(record: StoredRecord, changes: readonly DutyChange[]): object[] {
  const entry = { at: `${ON}T00:00:00.000Z`, by: "bench", what: "record-accepted" };
  const pk = casePk(record);
  const entries = [
    entry,
    ...changes.map(({ duty, kind, reason }) => ({
      ...entry,
      what: kind,
      reason,
      details: { duty: duty.id },
    })),
  ];
  const { stored, end } = chainEntries(pk, { n: 0 }, entries);
  return [...stored.map((one) => entryItem(pk, one)), headItem(pk, end)];
}

/** A small penalty that lacks no fact and needs no review, so that its disclosure is its only duty. */
const COMPLETE = sampleDecisions(7)[6]?.facts ?? {};
const AGENCIES = ["housing", "market-regulation", "ecology", "human-resources"];

function completeRecord(i: number, decidedOn: IsoDate, published: boolean): StoredRecord {
  return {
    type: "enforcement-decision",
    id: `bench-${i}`,
    agency: AGENCIES[i % AGENCIES.length] as string,
    facts: {
      ...COMPLETE,
      documentNumber: `昌市罚字〔2026〕${i}号`,
      decidedOn,
      fineYuan: 1000,
      ...(published && { publishedOn: decidedOn, publishedUrl: "https://www.example.org/1" }),
    },
    version: 1,
    receivedOn: decidedOn,
  };
}

async function writeAll(items: readonly object[]): Promise<void> {
  const { client, table } = connect();
  const batches = Array.from({ length: Math.ceil(items.length / BATCH) }, (_, n) =>
    items.slice(n * BATCH, (n + 1) * BATCH).map((Item) => ({ PutRequest: { Item: { ...Item } } })),
  );
  const write = async (batch: (typeof batches)[number]) => {
    const { UnprocessedItems } = await client.send(
      new BatchWriteCommand({ RequestItems: { [table]: batch } }),
    );
    if (Object.keys(UnprocessedItems ?? {}).length > 0) throw new Error("the emulator left items unwritten");
  };
  await pMap(batches, write, { concurrency: CONCURRENCY });
}
