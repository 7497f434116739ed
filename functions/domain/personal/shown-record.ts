import type { StoredRecord } from "../entities.ts";
import type { Ruleset } from "../ruleset/ruleset.ts";
import type { IsoDate } from "../schema/primitives.ts";
import { type Known, knownOf, NOBODY } from "./known.ts";
import type { Level } from "./level.ts";
import { levelIn, maskFacts } from "./mask-record.ts";

/** A record with its facts as they may be shown: what reports, ledgers and explanations are made from. */
export function shownRecord<R extends Pick<StoredRecord, "type" | "facts" | "extra">>(
  record: R,
  level: Level,
  { ruleset, on }: { readonly ruleset: Pick<Ruleset, "recordTypes">; readonly on: IsoDate },
): { readonly record: R; readonly known: Known } {
  const recordType = ruleset.recordTypes.get(record.type);
  if (!recordType) return { record, known: NOBODY };
  const known = knownOf(recordType, record, on);
  return {
    record: { ...record, facts: maskFacts(recordType, record.facts, levelIn(level, known), known) },
    known,
  };
}
