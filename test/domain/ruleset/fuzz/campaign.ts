import { examine, Fault } from "./examine.ts";
import { type Change, mutate, type Start } from "./mutation.ts";
import { Random } from "./random.ts";
import type { Folder } from "./start-folders.ts";

export type Failure = {
  readonly seed: number;
  readonly index: number;
  readonly why: string;
  /** The changes that matter; where it is one, without all of its text that does not. */
  readonly changes: readonly Change[];
};
export type Tally = {
  folders: number;
  mutations: number;
  loaded: number;
  broken: number;
  slowestLoadMs: number;
  /** Which folder that was. */
  slowest: number;
  slowestAnalysisMs: number;
};

export const emptyTally = (): Tally => ({
  folders: 0,
  mutations: 0,
  loaded: 0,
  broken: 0,
  slowestLoadMs: 0,
  slowest: -1,
  slowestAnalysisMs: 0,
});

/** One mutated folder; the same seed and index always make the same. Counts it, or tells what did not hold. */
export async function tryOne(
  start: Start,
  seed: number,
  index: number,
  tally: Tally,
): Promise<Failure | undefined> {
  const changes = mutate(start, new Random(seed, index));
  const thorough = index % 7 === 0 && !isLarge(start.folder);
  tally.folders++;
  tally.mutations += changes.length;
  if (changes.some(({ breaks }) => breaks)) tally.broken++;
  try {
    const { loaded, loadMs, analysisMs } = await examine(start.folder, changes, thorough);
    if (loaded) tally.loaded++;
    if (loadMs > tally.slowestLoadMs) tally.slowest = index;
    tally.slowestLoadMs = Math.max(tally.slowestLoadMs, loadMs);
    tally.slowestAnalysisMs = Math.max(tally.slowestAnalysisMs, analysisMs);
    return undefined;
  } catch (error) {
    const kind = kindOf(error);
    const fails = async (fewer: readonly Change[]) => {
      const other = await examine(start.folder, fewer, thorough).catch((e: unknown) => e);
      return other instanceof Error && kindOf(other) === kind;
    };
    return { seed, index, why: whyOf(error), changes: await reduce(start.folder, changes, fails) };
  }
}

const isLarge = ({ size }: Folder): boolean => size > 30;
const whyOf = (error: unknown): string =>
  error instanceof Fault ? error.message : String((error as Error).stack ?? error);
/** Failures of one kind: where and of what aside. */
const kindOf = (error: unknown): string =>
  error instanceof Fault ? (error.message.split(":")[0] ?? "") : String(error);

type Fails = (changes: readonly Change[]) => Promise<boolean>;

/** Takes away changes as long as the same thing goes wrong. */
async function reduce(folder: Folder, changes: readonly Change[], fails: Fails): Promise<readonly Change[]> {
  let needed = changes;
  for (const change of changes) {
    const fewer = needed.filter((one) => one !== change);
    if (fewer.length > 0 && (await fails(fewer))) needed = fewer;
  }
  const [only] = needed;
  // Less of a file that must be refused is another file; a large folder takes too long.
  if (!only || needed.length > 1 || only.breaks || isLarge(folder)) return needed;
  return [await shorten(only, fails)];
}

const MAX_TRIES = 150;

/** Takes pieces out of the text, large ones first. */
async function shorten(change: Change, fails: Fails): Promise<Change> {
  let { text } = change;
  let tries = 0;
  for (let size = text.length >> 1; size >= 1; size >>= 1)
    for (let from = 0; from < text.length && tries < MAX_TRIES; tries++) {
      const less = text.slice(0, from) + text.slice(from + size);
      if (await fails([{ ...change, text: less }])) text = less;
      else from += size;
    }
  return { ...change, text };
}
