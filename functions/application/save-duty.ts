import { now } from "../adapters/clock.ts";
import { dutyHistoryItem, dutyItem } from "../adapters/store/items.ts";
import { putNew, putVersion, transact } from "../adapters/store/records.ts";
import { connect } from "../adapters/store/table.ts";
import type { Caller, Duty } from "../domain/entities.ts";

/** A change that a person made to a duty, with its history entry. */
export async function saveDuty(duty: Duty, what: string, reason: string, caller: Caller): Promise<Duty> {
  const { table } = connect();
  const details = { status: duty.status, dueOn: duty.dueOn };
  const entry = { at: now().toISOString(), by: caller.name, what, reason, details };
  await transact([putVersion(table, dutyItem(duty)), putNew(table, dutyHistoryItem(duty, entry))]);
  return duty;
}
