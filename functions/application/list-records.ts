import type { Page } from "../adapters/store/listing.ts";
import { listRecords as listStoredRecords, type RecordQuery } from "../adapters/store/record-list.ts";
import { visibleAgencies } from "../domain/access/visible.ts";
import { requireRecordType } from "../domain/decide/facts.ts";
import type { Caller, StoredRecord } from "../domain/entities.ts";
import type { Ruleset } from "../domain/ruleset/ruleset.ts";

type Question = Omit<RecordQuery, "agencies"> & {
  agency?: string | undefined;
  caller: Caller;
  ruleset: Ruleset;
};

export function listRecords({ agency, caller, ruleset, ...query }: Question): Promise<Page<StoredRecord>> {
  requireRecordType(ruleset, query.type);
  return listStoredRecords({
    ...query,
    agencies: visibleAgencies(caller, "record:read", ruleset.directory, agency),
  });
}
