import { examine, Fault } from "./examine.ts";
import { type Mutation, mutate, type Start } from "./mutation.ts";
import { Random } from "./random.ts";

export type Failure = {
  readonly seed: number;
  readonly index: number;
  readonly file: string;
  readonly how: string;
  readonly why: string;
  /** The file, with all taken out that does not matter. */
  readonly reduced: string;
};
export type Tally = {
  mutations: number;
  loaded: number;
  broken: number;
  slowestLoadMs: number;
  slowestAnalysisMs: number;
  /** Index of the mutation whose load was the slowest. */
  slowest: number;
};

export const emptyTally = (): Tally => ({
  mutations: 0,
  loaded: 0,
  broken: 0,
  slowestLoadMs: 0,
  slowestAnalysisMs: 0,
  slowest: -1,
});

/** One mutation; the same seed and index always make the same. Counts it, or tells what did not hold. */
export async function tryOne(
  start: Start,
  seed: number,
  index: number,
  tally: Tally,
): Promise<Failure | undefined> {
  const mutation = mutate(start, new Random(seed, index));
  tally.mutations++;
  if (mutation.mustBeRefused) tally.broken++;
  try {
    const { loaded, loadMs, analysisMs } = await examine(mutation, isThorough(index, mutation));
    if (loaded) tally.loaded++;
    if (loadMs > tally.slowestLoadMs) tally.slowest = index;
    tally.slowestLoadMs = Math.max(tally.slowestLoadMs, loadMs);
    tally.slowestAnalysisMs = Math.max(tally.slowestAnalysisMs, analysisMs);
    return undefined;
  } catch (error) {
    const { file, how } = mutation;
    return {
      seed,
      index,
      file,
      how,
      why: whyOf(error),
      reduced: await reduce(mutation, index, kindOf(error)),
    };
  }
}

const isLarge = ({ size }: Mutation["folder"]): boolean => size > 30;
const isThorough = (index: number, { folder }: Mutation): boolean => index % 7 === 0 && !isLarge(folder);
const whyOf = (error: unknown): string =>
  error instanceof Fault ? error.message : String((error as Error).stack ?? error);
/** Failures of one kind: what stands in quotes and numbers aside. */
const kindOf = (error: unknown): string =>
  error instanceof Fault ? (error.message.split(":")[0] ?? "") : String(error);

const MAX_TRIES = 150;

/** Takes pieces out of the file, large ones first, as long as the same thing goes wrong. */
async function reduce(mutation: Mutation, index: number, kind: string): Promise<string> {
  const { folder, file, mustBeRefused } = mutation;
  const thorough = isThorough(index, mutation);
  let text = folder.get(file) ?? "";
  // Less of a file that must be refused is another file; a large folder takes too long.
  if (mustBeRefused || isLarge(folder)) return text;
  let tries = 0;
  for (let size = text.length >> 1; size >= 1; size >>= 1)
    for (let from = 0; from < text.length && tries < MAX_TRIES; tries++) {
      const less = text.slice(0, from) + text.slice(from + size);
      const other = { folder: new Map([...folder, [file, less]]), mustBeRefused };
      const error = await examine(other, thorough).catch((e) => e);
      if (error instanceof Error && kindOf(error) === kind) text = less;
      else from += size;
    }
  return text;
}
