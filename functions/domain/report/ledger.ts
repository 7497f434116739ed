import { dayOf } from "../calendar/instants.ts";
import type { Decision, Duty, GateDecision, StoredRecord } from "../entities.ts";
import type { RecordType } from "../schema/folder.ts";
import type { Facts, FactValue, IsoDate } from "../schema/primitives.ts";
import type { Ledger } from "./ledgers.ts";
import { type ReportedDuty, reportedDuty } from "./reported-duty.ts";

/** Days, both inclusive; an end that is absent is open. */
export type Range = { readonly from?: IsoDate | undefined; readonly to?: IsoDate | undefined };

export type LedgerRow = {
  readonly agency: string;
  readonly id: string;
  /** Those of the ledger that are stated, or that a flag supplies. */
  readonly facts: Facts;
  /** Of each action at most one. */
  readonly duties: readonly ReportedDuty[];
  readonly gate?: Pick<GateDecision, "state" | "reasons">;
};

/** Whether the record's own date lies in the range; `undated` where it has none and days are asked for. */
export function placeOf(
  { facts }: Pick<StoredRecord, "facts">,
  { date }: Pick<RecordType, "date">,
  { from, to }: Range,
): "inside" | "outside" | "undated" {
  if (from === undefined && to === undefined) return "inside";
  const on = date === undefined ? undefined : facts[date];
  if (typeof on !== "string") return "undated";
  const day = dayOf(on);
  return (from === undefined || from <= day) && (to === undefined || day <= to) ? "inside" : "outside";
}

/** Nothing where facts are missing that would tell. */
export function belongs(ledger: Ledger, facts: Facts): boolean | undefined {
  if (!ledger.only) return true;
  const { isTrue, orPresent } = ledger.only;
  if (facts[orPresent] !== undefined) return true;
  const value = facts[isTrue];
  return value === undefined ? undefined : value === true;
}

/** What the record states, and what flags say where it is silent. */
export const knownFacts = (
  record: Pick<StoredRecord, "facts">,
  { flags }: Pick<Decision, "flags">,
): Facts => ({
  ...flags,
  ...record.facts,
});

export function ledgerRow(
  ledger: Ledger,
  record: StoredRecord,
  { decision, duties, on }: { decision: Decision; duties: readonly Duty[]; on: IsoDate },
): LedgerRow {
  const known = knownFacts(record, decision);
  const facts: Record<string, FactValue> = {};
  for (const name of ledger.facts) {
    const value = known[name];
    if (value !== undefined) facts[name] = value;
  }
  const gate = decision.gates.find(({ step }) => step === ledger.step);
  return {
    agency: record.agency,
    id: record.id,
    facts,
    duties: ledger.actions.flatMap((action) => latest(action, duties, on)),
    ...(gate && { gate: { state: gate.state, reasons: gate.reasons } }),
  };
}

/** The one that counts now: what was withdrawn is none, of several rounds it is the last. */
function latest(action: string, duties: readonly Duty[], on: IsoDate): ReportedDuty[] {
  const own = duties.filter((duty) => duty.action === action && duty.status !== "withdrawn");
  const last = own.toSorted((a, b) => compare(a.dueOn, b.dueOn) || compare(a.id, b.id)).at(-1);
  return last ? [reportedDuty(last, on)] : [];
}

/** By the record's own date, then by id. */
export const inOrder =
  ({ date }: Pick<RecordType, "date">) =>
  (a: StoredRecord, b: StoredRecord): number =>
    compare(String(a.facts[date ?? ""] ?? ""), String(b.facts[date ?? ""] ?? "")) || compare(a.id, b.id);

const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);
