import type { Person } from "../publication/person.ts";
import type { IsoDate } from "../schema/primitives.ts";

/** The impact of a ruleset over what is stored, worked out in lanes by several functions. Instants are ISO in UTC. */
export type ImpactRun = {
  readonly id: string;
  /** Hashes of the rulesets. */
  readonly to: string;
  readonly from: string;
  readonly on: IsoDate;
  readonly startedAt: string;
  readonly startedBy: Person;
  readonly lanes: readonly string[];
  readonly finishedAt?: string;
  /** Names the objects that hold the result. */
  readonly result?: string;
  /** Counts changes from 1, over all runs for this ruleset. */
  readonly version: number;
};

/** How far one lane has come. */
export type LaneState = {
  readonly lane: string;
  /** Names of the objects that hold its parts, in their order. */
  readonly parts: readonly string[];
  /** Records so far. */
  readonly records: number;
  /** Where it goes on; absent at its beginning and at its end. */
  readonly cursor?: string;
  readonly done: boolean;
  readonly at: string;
  readonly version: number;
};

export type NewRun = Pick<ImpactRun, "to" | "from" | "on" | "lanes"> & { by: Person; at: string };

export function newRun({ by, at, ...more }: NewRun, known: ImpactRun | undefined): ImpactRun {
  const version = (known?.version ?? 0) + 1;
  const id = `${more.on}-${more.from.slice(0, 12)}-${version}`;
  return { id, ...more, startedAt: at, startedBy: by, version };
}

/** The same question, whatever its answer is by now. */
export const isSameQuestion = (run: ImpactRun, { from, on }: Pick<ImpactRun, "from" | "on">): boolean =>
  run.from === from && run.on === on;

/** No function works longer without a sign of life; before the first one, a message takes seconds. */
const LONGEST_CALL_MS = 5 * 60_000;
const LONGEST_START_MS = 60_000;

/** Whether nobody is at work on it any more: a message was lost, or never sent. */
export function standsStill(run: ImpactRun, lanes: readonly LaneState[], at: string): boolean {
  const last = Math.max(...[run.startedAt, ...lanes.map((lane) => lane.at)].map((each) => Date.parse(each)));
  return (
    run.finishedAt === undefined &&
    Date.parse(at) - last > (lanes.length === 0 ? LONGEST_START_MS : LONGEST_CALL_MS)
  );
}

/** `outdated`: against a ruleset that is no longer in force. */
export type ImpactStanding = "none" | "running" | "done" | "outdated";

/** What a proposal has to show for itself against the ruleset in force. */
export function impactStanding(run: ImpactRun | undefined, inForce: string): ImpactStanding {
  if (!run) return "none";
  if (run.from !== inForce) return "outdated";
  return run.finishedAt === undefined ? "running" : "done";
}
