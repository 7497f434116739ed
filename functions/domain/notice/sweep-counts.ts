import type { IsoDate } from "../schema/primitives.ts";
import type { Silence } from "./sweep.ts";

/** What one run of the sweep did. due = lines + missed + withdrawn + all suppressed + failed, in pairs of a step and a recipient. */
export type SweepCounts = {
  readonly day: IsoDate;
  /** `false`: there was no time for all of it, and the next run goes on. */
  readonly done: boolean;
  readonly due: number;
  readonly lines: number;
  readonly missed: number;
  readonly withdrawn: number;
  /** Open duties whose due date a change of the calendars moved; their lines are not counted above. */
  readonly moved: number;
  readonly suppressed: readonly { readonly reason: Silence; readonly count: number }[];
};
