import type { InForce } from "./publication.ts";

/** Where a walk over what is stored has come: the list, and the cursor in it. */
export type RecomputePlace = { readonly list: number; readonly cursor?: string };

/** How far what is stored follows the ruleset in force. Instants are ISO in UTC. */
export type Recomputation = {
  readonly ruleset: string;
  /** Version of the pointer: each time that a ruleset comes into force is a run of its own. */
  readonly run: number;
  /** When the ruleset came into force. */
  readonly since: string;
  /** Rulesets that stored duties may still follow. */
  readonly bases: readonly string[];
  /** When the present pass began; absent before the first. */
  readonly begunAt?: string;
  /** Where the present pass goes on; absent at its beginning. */
  readonly place?: RecomputePlace;
  readonly done: boolean;
  readonly version: number;
};

/** No function works longer than this by the ruleset that it began with. */
const LONGEST_RUN_MS = 15 * 60_000;

/** Begun in the same transaction in which the ruleset comes into force. A run that is not at its end is taken over. */
export function beginRecomputation(
  last: Recomputation | undefined,
  before: InForce | undefined,
  { hash, version: run, since }: InForce,
): Recomputation {
  const follows = new Set([...(last?.bases ?? []), ...(before ? [before.hash] : [])]);
  follows.delete(hash);
  const version = (last?.version ?? 0) + 1;
  return { ruleset: hash, run, since, bases: [...follows], done: follows.size === 0, version };
}

/**
 * The pass that is to be taken at an instant, or nothing. There is a second one when every function that had begun by the
 * former ruleset has ended: what such a one wrote behind the first pass is found then.
 */
export function passAt(state: Recomputation, at: string): Recomputation | undefined {
  if (!state.done) return { ...state, begunAt: state.begunAt ?? at };
  if (state.bases.length === 0 || !isSettled(state, at)) return undefined;
  const { place: _, ...rest } = state;
  return { ...rest, begunAt: at, done: false };
}

/** The pass has come to its end. */
export function endPass(state: Recomputation): Recomputation {
  const { place: _, ...rest } = state;
  return { ...rest, bases: isSettled(state, state.begunAt ?? "") ? [] : state.bases, done: true };
}

const isSettled = ({ since }: Recomputation, at: string): boolean =>
  Date.parse(at) - Date.parse(since) >= LONGEST_RUN_MS;
