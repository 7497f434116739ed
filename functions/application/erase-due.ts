import { currentRuleset } from "../adapters/rulesets.ts";
import { awaitingErasure } from "../adapters/store/awaiting.ts";
import { loadCase } from "../adapters/store/records.ts";
import type { RecordKey } from "../domain/entities.ts";
import { YifaError } from "../domain/errors.ts";
import { eraseOn } from "../domain/personal/erase.ts";
import type { Ruleset } from "../domain/ruleset/ruleset.ts";
import type { IsoDate } from "../domain/schema/primitives.ts";
import { erase, hasOpenDuty } from "./erase-record.ts";
import { writeCase } from "./write-case.ts";

export type ErasureReport = {
  readonly erased: number;
  /** Something is open on them still. */
  readonly waiting: number;
  /** Kept longer by the rules in force now, or changed meanwhile: looked at again. */
  readonly later: number;
};
type Outcome = keyof ErasureReport;

/** Erases what records tell of persons once it has been kept long enough. What was done is not found again. */
export async function eraseDue(on: IsoDate): Promise<ErasureReport> {
  const ruleset = await currentRuleset();
  const report = { erased: 0, waiting: 0, later: 0 };
  for await (const keys of awaitingErasure(on))
    for (const key of keys) report[await eraseIfDue(key, on, ruleset)] += 1;
  return report;
}

async function eraseIfDue(key: RecordKey, on: IsoDate, ruleset: Ruleset): Promise<Outcome> {
  const stored = await loadCase(key);
  const { record } = stored;
  const recordType = ruleset.recordTypes.get(key.type);
  const due = record && recordType && eraseOn(recordType, record);
  if (!record || !recordType || due === undefined || due > on) {
    if (record) await overtaken(() => writeCase({ stored, record, by: "retention", on, ruleset }));
    return "later";
  }
  if (hasOpenDuty(stored)) return "waiting";
  const { years = 0, basis = "" } = recordType.retention ?? {};
  const reason = `保存期限${years}年已满（${basis}）`;
  const done = await overtaken(() => erase(stored, record, { by: "retention", reason, on, ruleset }));
  return done ? "erased" : "later";
}

/** Whoever was faster may have changed when it is due: the next run sees. */
async function overtaken(write: () => Promise<unknown>): Promise<boolean> {
  try {
    await write();
    return true;
  } catch (error) {
    if (error instanceof YifaError && error.kind === "conflict") return false;
    throw error;
  }
}
