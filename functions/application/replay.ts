import { rulesetOfHash } from "../adapters/rulesets.ts";
import { historyPartitions } from "../adapters/store/kept-history.ts";
import { parseCasePk } from "../adapters/store/keys.ts";
import { loadVersions } from "../adapters/store/versions.ts";
import type { RecordKey } from "../domain/entities.ts";
import { YifaError } from "../domain/errors.ts";
import { type Replayed, replay } from "../domain/history/replay.ts";

/** What came of deciding again. */
export type ReplayReport = {
  readonly replayed: number;
  /** Versions whose facts were erased. */
  readonly erased: number;
  readonly different: readonly (RecordKey & Omit<Replayed, "decision">)[];
};

/**
 * Every version of a record decided again on its day: by the ruleset that decided it, or by the one that is named.
 * @throws {YifaError} `unknown-record`, `unknown-ruleset`
 */
export async function replayRecord(
  key: RecordKey,
  hash?: string,
): Promise<{ versions: Replayed[]; erased: number }> {
  const versions: Replayed[] = [];
  const stored = await loadVersions(key);
  if (stored.length === 0)
    throw new YifaError("unknown", "unknown-record", `没有台账条目“${key.type}/${key.id}”的版本`);
  for (const version of stored) {
    const done = await replay(version, await rulesetOfHash(hash ?? version.ruleset));
    if (done) versions.push(done);
  }
  return { versions, erased: stored.length - versions.length };
}

/** All stored decisions, page by page. */
export async function replayAll(
  hash?: string,
  onProgress: (replayed: number) => void = () => {},
): Promise<ReplayReport> {
  const found = { replayed: 0, erased: 0, different: [] as ReplayReport["different"][number][] };
  for await (const page of historyPartitions()) {
    for (const key of page.flatMap((pk) => parseCasePk(pk) ?? [])) {
      if ((await loadVersions(key)).length === 0) continue;
      const { versions, erased } = await replayRecord(key, hash);
      found.replayed += versions.length;
      found.erased += erased;
      found.different.push(
        ...versions.flatMap(({ decision: _, ...one }) => (one.same ? [] : [{ ...key, ...one }])),
      );
    }
    onProgress(found.replayed);
  }
  return found;
}
