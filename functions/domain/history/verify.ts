import { type ChainEnd, type ChainedEntry, canonicalText, type StoredEntry } from "./chain.ts";
import { type RecordVersion, type Sealed, sealIn, sealOf } from "./seal.ts";
import type { Tampering } from "./tampering.ts";
import { followChain } from "./verify-chain.ts";

/** A history as it is kept, with what it tells about. */
export type KeptHistory = {
  readonly entries: readonly StoredEntry[];
  readonly head?: ChainEnd;
  readonly things: readonly Sealed[];
};

/** Everything that does not agree with the history of a partition. */
export function verifyHistory(of: string, { entries, head, things }: KeptHistory): Tampering[] {
  const chain = followChain(of, entries, head);
  return [...chain.tampered, ...verifyThings(chain.entries, things)];
}

/** What there is now against the seal of its last entry. */
function verifyThings(entries: readonly ChainedEntry[], things: readonly Sealed[]): Tampering[] {
  const seals = new Map(
    entries.flatMap((entry) => sealIn(entry) ?? []).map(({ what, seal }) => [what, seal]),
  );
  const present = new Set(things.map(({ what }) => what));
  const wrong = things.flatMap(({ what, thing, salt }): Tampering[] => {
    const seal = seals.get(what);
    if (seal === undefined) return [{ kind: "thing-inserted", what }];
    return sealOf(salt ?? "", canonicalText(thing)) === seal ? [] : [{ kind: "thing-changed", what }];
  });
  const gone = [...seals.keys()].filter((what) => !present.has(what));
  return [...wrong, ...gone.map((what): Tampering => ({ kind: "thing-removed", what }))];
}

/** `what` of the entry that tells of an erasure, with the numbers of the versions in `details.versions`. */
const FACTS_ERASED = "facts-erased";

export type VerifiedVersions = {
  readonly tampered: readonly Tampering[];
  /** Versions whose facts were erased: the chain holds, and nobody can say any more what they were. */
  readonly erased: readonly number[];
};

/** The versions of a record against the entries that tell of them. */
export function verifyVersions(
  of: string,
  { entries: stored, head }: Pick<KeptHistory, "entries" | "head">,
  versions: readonly RecordVersion[],
): VerifiedVersions {
  const { entries } = followChain(of, stored, head);
  const cleared = erasedBy(entries);
  const told = new Map(
    entries
      .filter((entry) => sealIn(entry)?.what === "record")
      .map((entry) => [Number(entry.details?.version), entry]),
  );
  const kept = new Set(versions.map(({ version }) => version));
  const wrong = versions.flatMap((version): Tampering[] => {
    const entry = told.get(version.version);
    if (!entry) return [{ kind: "version-inserted", n: version.version }];
    return agrees(version, entry, cleared.has(version.version))
      ? []
      : [{ kind: "version-changed", n: version.version }];
  });
  const gone = [...told.keys()].filter((n) => !kept.has(n));
  return {
    tampered: [...wrong, ...gone.map((n): Tampering => ({ kind: "version-removed", n }))],
    erased: [...cleared],
  };
}

/** An erasure is told by an entry too; without one, facts that are missing were taken away. */
const erasedBy = (entries: readonly ChainedEntry[]): ReadonlySet<number> =>
  new Set(
    entries.flatMap(({ what, details }) =>
      what === FACTS_ERASED && Array.isArray(details?.versions) ? details.versions.map(Number) : [],
    ),
  );

const isErased = ({ text, salt }: RecordVersion): boolean => text === undefined && salt === undefined;

function agrees(
  version: RecordVersion,
  { ruleset, details = {} }: ChainedEntry,
  mayBeErased: boolean,
): boolean {
  const { on, decision, text = "", salt = "" } = version;
  const sealed = (mayBeErased && isErased(version)) || sealOf(salt, text) === details.seal;
  return sealed && version.ruleset === ruleset && on === details.on && decision === details.decision;
}
