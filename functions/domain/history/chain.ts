import { createHash } from "node:crypto";
import canonicalize from "canonicalize";
import type { HistoryEntry } from "../entities.ts";

/** An entry in its place: what happened, where, and after what. */
export type ChainedEntry = HistoryEntry & {
  /** The partition that it belongs to. */
  readonly of: string;
  /** 1, 2, … in its partition. */
  readonly n: number;
  /** Hash of the entry before; the first has none. */
  readonly before?: string;
};

/** How far a chain goes: the number of its last entry, 0 for none, and the hash of that. */
export type ChainEnd = { readonly n: number; readonly hash?: string };

/** An entry as it lies in the table: under its number, with the text that its hash is of. */
export type StoredEntry = { readonly n: number; readonly text: string; readonly hash: string };

/** Canonical JSON (RFC 8785): the same value is the same bytes, whoever writes it. */
export const canonicalText = (value: unknown): string => canonicalize(value) as string;

/** SHA-256 of the UTF-8 text, in hex. */
export const sha256 = (text: string): string => createHash("sha256").update(text).digest("hex");

/** Puts entries after the end of a chain. The hash of an entry is that of exactly its text, so that `sha256sum` can check it. */
export function chainEntries(
  of: string,
  end: ChainEnd,
  entries: readonly HistoryEntry[],
): { stored: StoredEntry[]; end: ChainEnd } {
  const stored: StoredEntry[] = [];
  let last = end;
  for (const entry of entries) {
    const n = last.n + 1;
    const text = canonicalText({ ...entry, of, n, before: last.hash } satisfies Chainable);
    last = { n, hash: sha256(text) };
    stored.push({ n, text, hash: last.hash as string });
  }
  return { stored, end: last };
}
type Chainable = Omit<ChainedEntry, "before"> & { before: string | undefined };

/** `undefined` where the text is no entry any more. */
export function readEntry(text: string): ChainedEntry | undefined {
  try {
    const entry = JSON.parse(text) as Partial<ChainedEntry> | null;
    return typeof entry?.n === "number" && typeof entry.of === "string" ? (entry as ChainedEntry) : undefined;
  } catch {
    return undefined;
  }
}
