import { type ChainEnd, chainEntries, type StoredEntry } from "../../../functions/domain/history/chain.ts";

export const OF = "case#enforcement-decision#h-1";

/** A chain of so many entries as it would lie in the table. */
export function chainOf(count: number, of = OF): { entries: StoredEntry[]; head: ChainEnd } {
  const happened = Array.from({ length: count }, (_, i) => ({
    at: `2026-11-${String(i + 10)}T02:30:00.000Z`,
    by: "market",
    what: "record-updated",
    details: { version: i + 1, facts: [`fact${i}`] },
  }));
  const { stored, end } = chainEntries(of, { n: 0 }, happened);
  return { entries: stored, head: end };
}

/** Another text under another or the same hash. */
export const reworded = (entry: StoredEntry, rehash?: (text: string) => string): StoredEntry => {
  const text = entry.text.replace('"by":"market"', '"by":"nobody"');
  return { ...entry, text, ...(rehash && { hash: rehash(text) }) };
};
