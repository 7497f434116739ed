import type { StoredRecord } from "../../domain/entities.ts";
import { recordKey, recordsOf } from "./keys.ts";
import { LAST, type Lane, listLanes, type Page } from "./listing.ts";

export type RecordQuery = {
  /** Those that the caller may see, in the order of the answer. */
  agencies: readonly string[];
  type: string;
  cursor?: string | undefined;
  pageSize?: number;
};

/** Records of one type by agency, then id. */
export function listRecords({
  agencies,
  type,
  cursor,
  pageSize = 100,
}: RecordQuery): Promise<Page<StoredRecord>> {
  const lanes = agencies.map(
    (agency): Lane => ({ agency, agencyKey: recordsOf(agency, type), from: " ", to: LAST }),
  );
  return listLanes<StoredRecord>(lanes, pageSize, cursor, (id) => recordKey({ type, id }));
}
