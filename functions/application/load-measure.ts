import type { Chain } from "../adapters/store/history.ts";
import { loadCase } from "../adapters/store/records.ts";
import { may } from "../domain/access/permissions.ts";
import { parseDutyId } from "../domain/duty/duty-id.ts";
import type { Caller, Duty, StoredRecord } from "../domain/entities.ts";
import { YifaError } from "../domain/errors.ts";
import { type Measure, parseMeasureId } from "../domain/measure/measure.ts";
import { SERVED } from "../domain/measure/status.ts";

export type MeasureInCase = { measure: Measure; duty: Duty; record: StoredRecord | undefined; chain: Chain };

/** A measure with its duty and the record behind it. To the agency that is late, what was not issued to it does not exist. */
export async function loadMeasure(id: string, caller: Caller): Promise<MeasureInCase> {
  const { dutyId } = parseMeasureId(id);
  const stored = await loadCase(parseDutyId(dutyId).subject);
  const measure = stored.measures.find((one) => one.id === id);
  const duty = stored.duties.find((one) => one.id === dutyId);
  const known =
    measure &&
    may(caller, "measure:read", measure.agency) &&
    (caller.role !== "agency" || SERVED.includes(measure.status));
  if (known && duty) return { measure, duty, record: stored.record, chain: stored.chain };
  throw new YifaError("unknown", "unknown-measure", `没有监督措施“${id}”`);
}
