import { type DutyQuery, listDuties as listStoredDuties } from "../adapters/store/duties.ts";
import type { Page } from "../adapters/store/listing.ts";
import { visibleAgencies } from "../domain/access/visible.ts";
import type { Caller, Duty } from "../domain/entities.ts";
import type { Directory } from "../domain/schema/folder.ts";

type Question = Omit<DutyQuery, "agencies"> & {
  agency?: string | undefined;
  caller: Caller;
  directory: Directory;
};

export function listDuties({ agency, caller, directory, ...query }: Question): Promise<Page<Duty>> {
  return listStoredDuties({ ...query, agencies: visibleAgencies(caller, "duty:read", directory, agency) });
}
