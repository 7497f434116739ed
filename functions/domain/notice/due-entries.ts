import type { Duty } from "../entities.ts";
import type { Ruleset } from "../ruleset/ruleset.ts";
import type { IsoDate } from "../schema/primitives.ts";
import { basis } from "./matter.ts";
import { plain } from "./plain.ts";
import { plainDutyId } from "./plain-id.ts";

/** The due date of one duty as a calendar program shows it: the whole of that day. */
export type DueEntry = {
  /** The same for a duty for ever, so that a date that moved moves the entry. ASCII of one line. */
  readonly uid: string;
  /** Grows with every change of the duty, and so whenever its date moves. */
  readonly sequence: number;
  readonly on: IsoDate;
  readonly summary: string;
  readonly description: string;
};

export function dueEntries(duties: readonly Duty[], ruleset: Ruleset): DueEntry[] {
  return duties.map((duty) => ({
    uid: `${duty.id.toWellFormed().replace(/[^\w.:-]+/gu, encodeURIComponent)}@yifa`,
    sequence: duty.version - 1,
    on: duty.dueOn,
    summary: `${duty.provisional ? "期限（暂定）" : "期限"}：${numbered(duty)}${plain(duty.title, 80)}`,
    description: `当日24时前办结。依据${plain(basis(duty, ruleset), 400)}。事项编号：${plainDutyId(duty)}`,
  }));
}

const numbered = ({ caseNumber }: Duty): string =>
  caseNumber === undefined ? "" : `${plain(caseNumber, 60)} `;
