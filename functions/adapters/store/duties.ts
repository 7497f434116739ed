import type { Duty, DutyStatus } from "../../domain/entities.ts";
import type { IsoDate } from "../../domain/schema/primitives.ts";
import { dutiesOf, dutyKey } from "./keys.ts";
import { LAST, type Lane, listLanes, type Page } from "./listing.ts";

const DUTY_STATUSES: readonly DutyStatus[] = ["open", "discharged", "waived", "withdrawn"];

export type DutyQuery = {
  /** Those that the caller may see, in the order of the answer. */
  agencies: readonly string[];
  status?: DutyStatus | undefined;
  /** Due on this day or later. */
  dueFrom?: IsoDate | undefined;
  /** Due on an earlier day than this one. */
  dueBefore?: IsoDate | undefined;
  cursor?: string | undefined;
  pageSize?: number;
};

/** Duties by agency, then status, then due date. */
export function listDuties({
  agencies,
  status,
  dueFrom = "",
  dueBefore,
  cursor,
  pageSize = 100,
}: DutyQuery): Promise<Page<Duty>> {
  const statuses = status ? [status] : DUTY_STATUSES;
  const lanes = agencies.flatMap((agency) =>
    statuses.map(
      (one): Lane => ({
        agency,
        agencyKey: dutiesOf(agency),
        from: `${one}#${dueFrom}`,
        to: dueBefore === undefined ? `${one}#${LAST}` : `${one}#${dueBefore}`,
      }),
    ),
  );
  return listLanes<Duty>(lanes, pageSize, cursor, (sort) => dutyKey(sort.split("#").slice(2).join("#")));
}
