import { readFile } from "node:fs/promises";
import { today } from "../adapters/clock.ts";
import { connectToStack } from "../adapters/stack-connection.ts";
import { type Awaiting, awaitingSteps } from "../adapters/store/awaiting.ts";
import { allPages } from "../application/all-pages.ts";
import { listRecords } from "../application/list-records.ts";
import type { Duty } from "../domain/entities.ts";
import { YifaError } from "../domain/errors.ts";
import type { Ruleset } from "../domain/ruleset/ruleset.ts";
import type { IsoDate } from "../domain/schema/primitives.ts";
import type { Standing } from "../domain/simulate/case-book.ts";
import type { Discharge } from "../domain/simulate/discharge.ts";
import { type Entry, readEntry } from "../domain/simulate/entry.ts";
import { allDuties } from "./duties.ts";
import { COMMAND_LINE } from "./stack-commands.ts";

type Stored = { readonly entries: readonly Entry[]; readonly standing?: Standing };

/**
 * The running stack's records. From today on it goes on from the duties as they stand; an earlier day is replayed from
 * nothing, with what agencies reported done of their periods.
 */
export async function storedEntries(ruleset: Ruleset, data: string, from: IsoDate): Promise<Stored> {
  connectToStack(data);
  const records = await storedRecords(ruleset);
  const duties = await allDuties(ruleset);
  if (from >= today()) return { entries: records, standing: { duties, ...(await untold()) } };
  return { entries: [...records, ...reportedDone(duties, ruleset)] };
}

async function storedRecords(ruleset: Ruleset): Promise<Entry[]> {
  const entries: Entry[] = [];
  for (const type of ruleset.recordTypes.keys()) {
    const records = await allPages((cursor) => listRecords({ type, cursor, caller: COMMAND_LINE, ruleset }));
    entries.push(...records.map((record) => ({ record, on: record.receivedOn })));
  }
  return entries;
}

/** However late it is to be told. */
const LAST_DAY = "2199-12-30";

async function untold(): Promise<Omit<Standing, "duties">> {
  const awaiting: Awaiting[] = [];
  for await (const page of awaitingSteps(LAST_DAY)) awaiting.push(...page.awaiting);
  return {
    untold: awaiting.flatMap((one) => (one.kind === "report" ? [one.report] : [])),
    asksOn: new Map(
      awaiting.flatMap((one) =>
        one.kind === "facts-request" ? [[one.agency, one.awaitOn.slice(0, 10)]] : [],
      ),
    ),
  };
}

/** Duties of records are closed by facts; of what the ruleset does not ask for nothing can be done. */
function reportedDone(duties: readonly Duty[], { rules }: Ruleset): Discharge[] {
  const asked = new Set(rules.map(({ id }) => id));
  return duties.flatMap(({ id, rule, subject, status, closed }) =>
    status === "discharged" && closed && subject.type === "period" && asked.has(rule)
      ? [{ discharge: [id], on: closed.on }]
      : [],
  );
}

/** All lines that cannot be read are told at once; then nothing is simulated. */
export async function readEntries(path: string, ruleset: Ruleset): Promise<Entry[]> {
  const text = await readFile(path, "utf8").catch((cause) => {
    throw new YifaError(
      "invalid",
      "no-such-file",
      `读不到文件“${path}”，应为 JSON Lines 文件，例如 台账.jsonl`,
      { cause },
    );
  });
  const entries: Entry[] = [];
  const bad: string[] = [];
  for (const [index, line] of text.split("\n").entries()) {
    if (line.trim() === "") continue;
    try {
      entries.push(readEntry(line, ruleset));
    } catch (error) {
      if (!(error instanceof YifaError)) throw error;
      bad.push(`第 ${index + 1} 行 ${error.code}：${error.message}`);
    }
  }
  if (bad.length === 0) return entries;
  throw new YifaError("invalid", "unreadable-lines", `有 ${bad.length} 行不能读取：\n${bad.join("\n")}`);
}
