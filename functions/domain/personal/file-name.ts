import type { StoredRecord } from "../entities.ts";
import { mask } from "../mask.ts";
import type { Ruleset } from "../ruleset/ruleset.ts";
import { knownOf } from "./known.ts";
import { maskText } from "./mask-text.ts";

type Row = Pick<StoredRecord, "type" | "facts" | "extra">;

/** The name of a file without the persons that its rows tell of: it is kept with each of them, and told in mail. */
export function impersonalFileName(
  file: string,
  rows: readonly Row[],
  { recordTypes }: Pick<Ruleset, "recordTypes">,
): string {
  return rows.reduce((name, row) => {
    const recordType = recordTypes.get(row.type);
    const values = [...Object.values(row.facts), ...Object.values(row.extra ?? {})];
    const named = values.some(
      (value) => typeof value === "string" && value.length >= 2 && name.includes(value.replace(/\s/g, "")),
    );
    return recordType && named ? maskText(name, "none", knownOf(recordType, row, "")) : name;
  }, mask(file));
}
