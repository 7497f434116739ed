import type { StoredRecord } from "../entities.ts";
import type { Ruleset } from "../ruleset/ruleset.ts";
import type { IsoDate } from "../schema/primitives.ts";
import { knownOf, NOBODY } from "./known.ts";
import { maskText } from "./mask-text.ts";

type Context = { readonly ruleset: Pick<Ruleset, "recordTypes">; readonly on: IsoDate };

/**
 * How what is written about a case is stored outside its record: numbers, reasons, evidence, answers. They go into
 * mail, documents and history, so the persons that the record tells of are taken out before.
 */
export function wording(
  record: Pick<StoredRecord, "type" | "facts" | "extra"> | undefined,
  { ruleset, on }: Context,
): (text: string) => string {
  const recordType = record && ruleset.recordTypes.get(record.type);
  const known = record && recordType ? knownOf(recordType, record, on) : NOBODY;
  return (text) => maskText(text, "none", known);
}

export const eachWorded = (
  texts: Readonly<Record<string, string>>,
  worded: (text: string) => string,
): Record<string, string> =>
  Object.fromEntries(Object.entries(texts).map(([name, text]) => [name, worded(text)]));
