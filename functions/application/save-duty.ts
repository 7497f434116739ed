import { now } from "../adapters/clock.ts";
import { dutyHistoryItem, dutyItem } from "../adapters/store/items.ts";
import { measureWrites } from "../adapters/store/measures.ts";
import type { Case } from "../adapters/store/records.ts";
import { connect } from "../adapters/store/table.ts";
import { putNew, putVersion, transact } from "../adapters/store/writes.ts";
import type { Caller, Duty } from "../domain/entities.ts";
import { cancelledDrafts } from "../domain/measure/act.ts";
import type { IsoDate } from "../domain/schema/primitives.ts";

/** What a person did to a duty of a case. */
type Act = { what: string; reason: string; caller: Caller; on: IsoDate };

/** The duty with its history entry; drafts of measures end with it. */
export async function saveDuty(
  duty: Duty,
  { measures }: Pick<Case, "measures">,
  { what, reason, caller, on }: Act,
): Promise<Duty> {
  const { table } = connect();
  const by = { at: now().toISOString(), by: caller.name };
  const details = { status: duty.status, dueOn: duty.dueOn };
  await transact([
    putVersion(table, dutyItem(duty)),
    putNew(table, dutyHistoryItem(duty, { ...by, what, reason, details })),
    ...cancelledDrafts(measures, [duty], { on, by: by.by }).flatMap((one) => measureWrites(one, by)),
  ]);
  return duty;
}
