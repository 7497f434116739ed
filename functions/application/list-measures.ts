import type { Page } from "../adapters/store/listing.ts";
import { listMeasures as listStoredMeasures } from "../adapters/store/measures.ts";
import { visibleAgencies } from "../domain/access/visible.ts";
import type { Caller } from "../domain/entities.ts";
import type { Measure } from "../domain/measure/measure.ts";
import { MEASURE_STATUSES, type MeasureStatus, SERVED } from "../domain/measure/status.ts";
import type { Directory } from "../domain/schema/folder.ts";

type Question = {
  agency?: string | undefined;
  status?: MeasureStatus | undefined;
  cursor?: string | undefined;
  caller: Caller;
  directory: Directory;
};

/** Measures by agency; an agency sees of its own those that were issued to it. */
export function listMeasures({
  agency,
  status,
  caller,
  directory,
  cursor,
}: Question): Promise<Page<Measure>> {
  const all = Object.keys(MEASURE_STATUSES) as MeasureStatus[];
  const visible = caller.role === "agency" ? SERVED : all;
  const statuses = status === undefined ? visible : visible.filter((one) => one === status);
  const agencies = visibleAgencies(caller, "measure:read", directory, agency);
  return listStoredMeasures({ agencies, statuses, cursor });
}
