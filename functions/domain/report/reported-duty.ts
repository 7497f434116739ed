import type { Duty } from "../entities.ts";
import type { IsoDate } from "../schema/primitives.ts";
import { daysLate, doneOn, type Standing, standingOf } from "./standing.ts";

/** A duty as reports tell it, as of a day. */
export type ReportedDuty = Pick<
  Duty,
  "id" | "agency" | "action" | "title" | "caseNumber" | "dueOn" | "provisional" | "cites"
> & {
  /** Where an extension was granted, which `dueOn` then includes. */
  readonly extendedUntil?: IsoDate;
  readonly doneOn?: IsoDate;
  readonly standing: Standing;
  /** In calendar days. */
  readonly daysLate: number;
};

export function reportedDuty(duty: Duty, on: IsoDate): ReportedDuty {
  const { id, agency, action, title, caseNumber, dueOn, provisional, cites, extension } = duty;
  const done = doneOn(duty, on);
  return {
    id,
    agency,
    action,
    title,
    ...(caseNumber !== undefined && { caseNumber }),
    dueOn,
    provisional,
    ...(extension?.grantedBy !== undefined && { extendedUntil: extension.until }),
    ...(done !== undefined && { doneOn: done }),
    standing: standingOf(duty, on),
    daysLate: daysLate(duty, on),
    cites,
  };
}
