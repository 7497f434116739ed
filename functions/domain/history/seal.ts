import type { Decision, Duty, HistoryEntry, StoredRecord } from "../entities.ts";
import type { Measure } from "../measure/measure.ts";
import { canonicalText, sha256 } from "./chain.ts";

/**
 * What an entry says of the thing that it tells about without saying what is in it: the hash of a random salt and the
 * canonical text. With the salt gone nothing can be guessed from it, and the chain still holds.
 */
export const sealOf = (salt: string, text: string): string => sha256(salt + text);

/** A record, a duty or a measure as it is now. `what`: `record`, or its id. */
export type Sealed = { readonly what: string; readonly thing: unknown; readonly salt?: string };

export const sealedText = (thing: StoredRecord | Duty | Measure): string => canonicalText(thing);

/** The thing that an entry seals, and its seal. */
export function sealIn({ details = {} }: HistoryEntry): { what: string; seal: string } | undefined {
  const { seal, measure, duty } = details;
  return typeof seal === "string" ? { what: String(measure ?? duty ?? "record"), seal } : undefined;
}

/** Of a decision without its traces: what was decided, not how it was looked for. */
export const decisionHash = ({ findings, ...rest }: Decision): string =>
  sha256(canonicalText({ ...rest, findings: findings.map(({ trace: _, ...finding }) => finding) }));

/** A version of a record, kept beside it. Without `text` and `salt` its facts were erased. */
export type RecordVersion = {
  readonly version: number;
  /** The day of the decision. */
  readonly on: string;
  /** Hash of the ruleset that decided. */
  readonly ruleset: string;
  /** `decisionHash` of what it decided. */
  readonly decision: string;
  /** Canonical text of the stored record. */
  readonly text?: string;
  readonly salt?: string;
};
