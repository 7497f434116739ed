import { BatchWriteCommand } from "@aws-sdk/lib-dynamodb";
import pMap from "p-map";
import { entryItem, headItem } from "../functions/adapters/store/history.ts";
import { dutyItem, recordItem } from "../functions/adapters/store/items.ts";
import { casePk } from "../functions/adapters/store/keys.ts";
import { connect } from "../functions/adapters/store/table.ts";
import { sweep } from "../functions/application/sweep.ts";
import { decide } from "../functions/domain/decide/decide.ts";
import { missingFacts } from "../functions/domain/duty/needs.ts";
import { type DutyChange, reconcile } from "../functions/domain/duty/reconcile.ts";
import type { Decision, StoredRecord } from "../functions/domain/entities.ts";
import { chainEntries } from "../functions/domain/history/chain.ts";
import type { Ruleset } from "../functions/domain/ruleset/ruleset.ts";
import type { IsoDate } from "../functions/domain/schema/primitives.ts";
import { sampleDecisions } from "./records.ts";
import { freshTable, withStack } from "./stack.ts";
import { seconds } from "./timing.ts";

const ON = "2026-11-23";
const DUE = 1000;
const FEW = 1000;
const MANY = 100_000;
/** Decided on this day, the first reminder falls on `ON`; on the others, on the days after it. */
const DECIDED_FOR_TODAY = "2026-11-16";
const DECIDED_FOR_LATER = ["2026-11-17", "2026-11-18", "2026-11-19", "2026-11-20"];
/** What DynamoDB takes in one BatchWriteItem. */
const BATCH = 25;
const CONCURRENCY = 16;

type Figures = { stored: number; seconds: number; reads: number; capacity: number; items: number };

/** Seconds and consumed read capacity of one morning with the same duties due among few and among many stored. */
export function benchSweep(): Promise<string[]> {
  process.env.YIFA_AS_OF = ON;
  return withStack(async () => {
    await measure(FEW); // warms up
    const few = await measure(FEW);
    const many = await measure(MANY);
    return [
      ...[few, many].map(
        (one) =>
          `${DUE} due among ${one.stored} stored (${one.items} items)   ${one.seconds.toFixed(2)} s, ${one.capacity.toFixed(1)} read units in ${one.reads} reads`,
      ),
      `ratio of read capacity   ${(many.capacity / few.capacity).toFixed(3)} (at most 1.2 wanted); of time ${(many.seconds / few.seconds).toFixed(2)}`,
    ];
  });
}

async function measure(stored: number): Promise<Figures> {
  const { ruleset } = await freshTable();
  const items = await store(stored, ruleset);
  const meter = meterReads();
  let lines = 0;
  const time = await seconds(async () => {
    const report = await sweep(ON);
    if (report.failed.length > 0) throw new Error(`${report.failed.length} cases failed`);
    lines = report.lines;
  });
  if (lines < DUE) throw new Error(`${lines} lines for ${DUE} duties due`);
  return { stored, seconds: time, items, ...meter };
}

/** One disclosure a record; of those not due today every second was published and awaits nothing. */
async function store(count: number, ruleset: Ruleset): Promise<number> {
  let stored = 0;
  for (let from = 0; from < count; from += DUE) {
    const indexes = Array.from({ length: Math.min(DUE, count - from) }, (_, i) => from + i);
    const items = (await Promise.all(indexes.map((i) => caseItems(i, ruleset)))).flat();
    await writeAll(items);
    stored += items.length;
  }
  return stored;
}

async function caseItems(i: number, ruleset: Ruleset): Promise<object[]> {
  const due = i < DUE;
  const later = DECIDED_FOR_LATER[i % DECIDED_FOR_LATER.length] as IsoDate;
  const record = completeRecord(i, due ? DECIDED_FOR_TODAY : later, !due && i % 2 === 0);
  const decision = await decideLike(record, ruleset);
  const needs = missingFacts(decision, ruleset);
  const changes = reconcile([], decision, { ruleset, subject: record, on: ON, by: "bench" });
  if (needs.length > 0 || changes.length !== 1)
    throw new Error("the sample is to open one duty, lacking nothing");
  const items = [recordItem(record, needs), ...changes.map(({ duty }) => dutyItem(duty))];
  // History is in no index, so that of cases which are not due is left out to save minutes.
  return due ? [...items, ...historyItems(record, changes)] : items;
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

const READS = new Set(["QueryCommand", "GetItemCommand", "BatchGetItemCommand", "ScanCommand"]);
type Consumed = { CapacityUnits?: number };

/** Counts from here on what the reads of the shared client consume. */
function meterReads(): { reads: number; capacity: number } {
  const meter = { reads: 0, capacity: 0 };
  connect().client.middlewareStack.add(
    (next, { commandName }) =>
      async (args) => {
        if (!READS.has(commandName ?? "")) return next(args);
        const answer = await next({ ...args, input: { ...args.input, ReturnConsumedCapacity: "TOTAL" } });
        const { ConsumedCapacity } = answer.output as { ConsumedCapacity?: Consumed | Consumed[] };
        if (!ConsumedCapacity) throw new Error(`${commandName}: the emulator did not say what it consumed`);
        meter.reads++;
        for (const one of [ConsumedCapacity].flat()) meter.capacity += one.CapacityUnits ?? 0;
        return answer;
      },
    { step: "serialize", priority: "high", name: "meter" },
  );
  return meter;
}
