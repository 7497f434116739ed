import { type ChainEnd, type ChainedEntry, readEntry, type StoredEntry, sha256 } from "./chain.ts";
import type { Tampering } from "./tampering.ts";

/** An entry as it lies there, hashed anew; without `entry` where it is not one of this partition. */
type Found = StoredEntry & { readonly own: string; readonly entry?: ChainedEntry };

export type FollowedChain = {
  /** The entries that are its own, in their true order. */
  readonly entries: readonly ChainedEntry[];
  readonly tampered: readonly Tampering[];
};

/**
 * Follows the chain from its end back to its beginning, by the hash that each entry has of the one before. What the walk
 * misses was changed or removed, what it does not meet was put in, what it meets elsewhere was moved.
 */
export function followChain(
  of: string,
  entries: readonly StoredEntry[],
  head: ChainEnd | undefined,
): FollowedChain {
  if (!head && entries.length === 0) return { entries: [], tampered: [] };
  const found = entries.map((stored) => hashed(stored, of)).sort((a, b) => a.n - b.n);
  const { met, tampered } = walk(found, head);
  const broken = new Set(tampered.filter(({ kind }) => kind !== "entry-removed").map(({ n }) => n));
  const inserted = found
    .filter((one) => !met.has(one) && !broken.has(one.n))
    .map(({ n }): Tampering => ({ kind: "entry-inserted", n }));
  const rehashed = [...met]
    .filter(([{ own, hash }]) => own !== hash)
    .map(([, n]): Tampering => ({ kind: "entry-changed", n }));
  const others = [...tampered, ...inserted, ...rehashed];
  const all = [...others, ...moved(met, others.length > 0)];
  return {
    entries: [...met].sort(([, a], [, b]) => a - b).flatMap(([{ entry }]) => entry ?? []),
    tampered: all.sort((a, b) => (a.n ?? 0) - (b.n ?? 0)),
  };
}

function hashed(stored: StoredEntry, of: string): Found {
  const entry = readEntry(stored.text);
  return { ...stored, own: sha256(stored.text), ...(entry?.of === of && { entry }) };
}

/** The entries met, each with its true number. */
type Walk = { readonly met: ReadonlyMap<Found, number>; readonly tampered: readonly Tampering[] };

function walk(found: readonly Found[], head: ChainEnd | undefined): Walk {
  const byHash = Map.groupBy(found, ({ own }) => own);
  const byNumber = Map.groupBy(found, ({ entry }) => entry?.n);
  const byPlace = new Map(found.map((one) => [one.n, one]));
  const met = new Map<Found, number>();
  const end = startOf(found, head, byHash.get(head?.hash ?? "")?.[0]);
  const tampered: Tampering[] = end.head ? [{ kind: "head-differs", n: end.n }] : [];
  let expected = end.hash;
  for (let n = end.n; n >= 1; n--) {
    const named = (expected === undefined ? byNumber.get(n) : byHash.get(expected)) ?? [];
    // Of copies the one in its own place is the original.
    const next = named.find((one) => one.n === n) ?? named[0];
    if (next?.entry?.n === n) {
      met.set(next, n);
      expected = next.entry.before;
      continue;
    }
    const there = byPlace.get(n);
    tampered.push({ kind: kindOf(there && met.has(there) ? undefined : there, n, head), n });
    // What a broken entry says of the one before it proves nothing.
    expected = undefined;
  }
  return { met, tampered };
}

type Start = { readonly n: number; readonly hash?: string | undefined; readonly head?: "wrong" };

/** Where there is no head, or its number is not that of the entry whose hash it holds, the entries are followed all the same. */
function startOf(found: readonly Found[], head: ChainEnd | undefined, ended: Found | undefined): Start {
  if (!head) return { n: found.at(-1)?.n ?? 0, head: "wrong" };
  const n = ended?.entry?.n;
  return n !== undefined && n !== head.n ? { n, hash: head.hash, head: "wrong" } : head;
}

/** At the end an entry may be whole and the head be wrong: which of the two was touched cannot be told. */
function kindOf(there: Found | undefined, n: number, head: ChainEnd | undefined): Tampering["kind"] {
  if (!there) return "entry-removed";
  return n === head?.n && there.own === there.hash && there.entry?.n === n ? "head-differs" : "entry-changed";
}

/** Places are shifted by what was removed or put in; only where the order is another one, or nothing else explains it, was something moved. */
function moved(met: ReadonlyMap<Found, number>, explained: boolean): Tampering[] {
  const byPlace = [...met].sort(([a], [b]) => a.n - b.n).map(([, n]) => n);
  const inOrder = byPlace.toSorted((a, b) => a - b);
  const outOfOrder = byPlace.filter((n, i) => n !== inOrder[i]);
  const misplaced = explained ? [] : [...met].filter(([one, n]) => one.n !== n).map(([, n]) => n);
  const numbers = outOfOrder.length > 0 ? outOfOrder : misplaced;
  return numbers.map((n) => ({ kind: "entry-reordered", n }));
}
