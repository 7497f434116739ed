import pMap from "p-map";
import { agencyRecords } from "../adapters/store/periods.ts";
import { loadCase } from "../adapters/store/records.ts";
import { visibleAgencies } from "../domain/access/visible.ts";
import { decide } from "../domain/decide/decide.ts";
import { requireRecordType } from "../domain/decide/facts.ts";
import type { Caller, StoredRecord } from "../domain/entities.ts";
import { shownRecord } from "../domain/personal/shown-record.ts";
import {
  belongs,
  inOrder,
  knownFacts,
  type LedgerRow,
  ledgerRow,
  placeOf,
  type Range,
} from "../domain/report/ledger.ts";
import type { LedgerScope } from "../domain/report/ledger-sheet.ts";
import type { Ledger } from "../domain/report/ledgers.ts";
import type { Ruleset } from "../domain/ruleset/ruleset.ts";
import type { IsoDate } from "../domain/schema/primitives.ts";

type Question = {
  readonly agency?: string | undefined;
  readonly range: Range;
  readonly caller: Caller;
  readonly on: IsoDate;
  readonly ruleset: Ruleset;
};
export type LedgerAnswer = { readonly rows: readonly LedgerRow[]; readonly scope: LedgerScope };

/** Records looked at side by side. */
const CONCURRENCY = 8;

/** The records of a ledger by agency, then by their own date. */
export async function getLedger(ledger: Ledger, question: Question): Promise<LedgerAnswer> {
  const { agency, range, caller, on, ruleset } = question;
  const recordType = requireRecordType(ruleset, ledger.recordType);
  const rows: LedgerRow[] = [];
  let undated = 0;
  let undetermined = 0;
  let minors = 0;
  for (const owner of visibleAgencies(caller, "record:read", ruleset.directory, agency)) {
    const records = await agencyRecords(owner, ledger.recordType);
    const placed = Map.groupBy(records, (record) => placeOf(record, recordType, range));
    const inside = (placed.get("inside") ?? []).sort(inOrder(recordType));
    const found = await pMap(inside, (record) => rowOf(ledger, record, question), {
      concurrency: CONCURRENCY,
    });
    undated += placed.get("undated")?.length ?? 0;
    undetermined += found.filter((row) => row === "undetermined").length;
    minors += found.filter((row) => row === "minor").length;
    rows.push(...found.filter((row) => typeof row === "object"));
  }
  return { rows, scope: { range, on, undated, undetermined, minors } };
}

/** Nothing for a record that is not of this ledger. */
async function rowOf(
  ledger: Ledger,
  record: StoredRecord,
  { on, ruleset }: Question,
): Promise<LedgerRow | "undetermined" | "minor" | undefined> {
  const decision = await decide(record, ruleset, on, { trace: false });
  const belonging = belongs(ledger, knownFacts(record, decision));
  if (belonging !== true) return belonging === undefined ? "undetermined" : undefined;
  const shown = shownRecord(record, "none", { ruleset, on });
  if (ledger.published && shown.known.minor) return "minor";
  const { duties } = await loadCase(record);
  return ledgerRow(ledger, shown.record, { decision, duties, on });
}
