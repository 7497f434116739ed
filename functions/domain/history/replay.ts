import { decide } from "../decide/decide.ts";
import type { Decision, StoredRecord } from "../entities.ts";
import { shownRecord } from "../personal/shown-record.ts";
import type { Ruleset } from "../ruleset/ruleset.ts";
import { decisionHash, type RecordVersion } from "./seal.ts";

/** A version of a record, decided again on its own day. */
export type Replayed = {
  readonly version: number;
  readonly on: string;
  /** The ruleset that it was decided by then, and by now. */
  readonly ruleset: { readonly first: string; readonly again: string };
  /** With traces that tell of nobody. */
  readonly decision: Decision;
  /** Whether the decision is the same, byte for byte. */
  readonly same: boolean;
};

/** Nothing where the facts of the version were erased. */
export async function replay(version: RecordVersion, ruleset: Ruleset): Promise<Replayed | undefined> {
  const { text, on } = version;
  if (text === undefined) return undefined;
  const record = JSON.parse(text) as StoredRecord;
  const decision = await decide(record, ruleset, on);
  const shown = shownRecord(record, "none", { ruleset, on }).record;
  return {
    version: version.version,
    on,
    ruleset: { first: version.ruleset, again: ruleset.hash },
    decision: await decide(shown, ruleset, on),
    same: decisionHash({ ...decision, ruleset: version.ruleset }) === version.decision,
  };
}
