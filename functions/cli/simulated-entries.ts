import { readFile } from "node:fs/promises";
import { connectToStack } from "../adapters/stack-connection.ts";
import { listRecords } from "../application/list-records.ts";
import { YifaError } from "../domain/errors.ts";
import type { Ruleset } from "../domain/ruleset/ruleset.ts";
import type { Discharge } from "../domain/simulate/discharge.ts";
import { type Entry, readEntry } from "../domain/simulate/entry.ts";
import { allDuties } from "./duties.ts";
import { COMMAND_LINE } from "./stack-commands.ts";

/** The records of the running stack, and what agencies reported done of their periods. */
export async function storedEntries(ruleset: Ruleset, data: string): Promise<Entry[]> {
  connectToStack(data);
  return [...(await storedRecords(ruleset)), ...(await storedDischarges(ruleset))];
}

async function storedRecords(ruleset: Ruleset): Promise<Entry[]> {
  const entries: Entry[] = [];
  for (const type of ruleset.recordTypes.keys()) {
    let cursor: string | undefined;
    do {
      const page = await listRecords({ type, cursor, caller: COMMAND_LINE, ruleset });
      entries.push(...page.items.map((record) => ({ record, on: record.receivedOn })));
      cursor = page.cursor;
    } while (cursor !== undefined);
  }
  return entries;
}

/** Duties of records are closed by facts; of what the ruleset does not ask for nothing can be done. */
async function storedDischarges(ruleset: Ruleset): Promise<Discharge[]> {
  const rules = new Set(ruleset.rules.map(({ id }) => id));
  const done = await allDuties(ruleset, { status: "discharged" });
  return done.flatMap(({ id, rule, subject, closed }) =>
    closed && subject.type === "period" && rules.has(rule) ? [{ discharge: [id], on: closed.on }] : [],
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
