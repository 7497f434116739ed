import { awaitingDigests } from "../adapters/store/awaiting.ts";
import { type SweepRun, sweepRuns } from "../adapters/store/sweeps.ts";
import { addDays } from "../domain/calendar/dates.ts";
import type { DigestStatus } from "../domain/notice/digest.ts";
import type { IsoDate } from "../domain/schema/primitives.ts";

export type SweptDay = {
  readonly day: IsoDate;
  /** Whether a run completed the day. */
  readonly done: boolean;
  readonly runs: readonly SweepRun[];
  /** Digests of the day that are not sent at present, by status. */
  readonly unsent: Readonly<Partial<Record<DigestStatus, number>>>;
};

const DAYS = 14;

/** The last two weeks, latest day first; what lies before the first sweep at all is left out. */
export async function listSweeps(today: IsoDate): Promise<SweptDay[]> {
  const unsent = Map.groupBy(await awaitingDigests(today), ({ day }) => day);
  const days: SweptDay[] = [];
  for (let n = 0; n < DAYS; n++) {
    const day = addDays(today, -n);
    const runs = await sweepRuns(day);
    const waiting = Map.groupBy(unsent.get(day) ?? [], ({ status }) => status);
    const counts = Object.fromEntries([...waiting].map(([status, own]) => [status, own.length]));
    days.push({ day, done: runs.some(({ done }) => done), runs, unsent: counts });
  }
  return days.slice(0, days.findLastIndex(({ runs }) => runs.length > 0) + 1);
}
