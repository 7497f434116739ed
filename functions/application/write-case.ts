import { now } from "../adapters/clock.ts";
import { type Case, saveCase } from "../adapters/store/records.ts";
import { decide } from "../domain/decide/decide.ts";
import { missingFacts } from "../domain/duty/needs.ts";
import { type DutyChange, reconcile } from "../domain/duty/reconcile.ts";
import type { Decision, Duty, HistoryEntry, StoredRecord } from "../domain/entities.ts";
import type { Ruleset } from "../domain/ruleset/ruleset.ts";
import type { Facts, IsoDate } from "../domain/schema/primitives.ts";

export type CaseRevision = {
  stored: Case;
  /** The record as it shall be; its version is one higher than stored, or the same when only its duties may change. */
  record: StoredRecord;
  by: string;
  on: IsoDate;
  ruleset: Ruleset;
  trace?: boolean;
  reason?: string;
  /** Refuses, or adds to, what reconciling found, before it is written. */
  adjust?: (changes: DutyChange[]) => DutyChange[];
};

export type WrittenCase = { record: StoredRecord; decision: Decision; duties: Duty[]; changed: boolean };

/** The one road from facts to the table: decide, reconcile, and write whatever came of it in one transaction. */
export async function writeCase(revision: CaseRevision): Promise<WrittenCase> {
  const { stored, record, by, on, ruleset, adjust } = revision;
  const decision = await decide(record, ruleset, on, { trace: revision.trace ?? false });
  const found = reconcile(stored.duties, decision, { ruleset, subject: record, on, by });
  const changes = adjust ? adjust(found) : found;
  const missing = missingFacts(decision, ruleset);
  const reports = newReports(revision, decision);
  const expectedVersion = stored.record?.version ?? 0;
  const recordChanged = record.version !== expectedVersion;
  const changed =
    recordChanged || changes.length > 0 || reports.length > 0 || missing.join() !== stored.needs.join();
  if (changed) {
    const at = now().toISOString();
    const number = caseNumber(ruleset, record);
    await saveCase({
      key: { type: record.type, id: record.id },
      record,
      expectedVersion,
      changes,
      reports,
      needs: {
        now: missing,
        before: stored.needs,
        ...(stored.record ? { agencyBefore: stored.record.agency } : {}),
        ...(number === undefined ? {} : { caseNumber: number }),
      },
      ...(recordChanged ? { history: recordHistory(revision, at) } : {}),
      at,
      by,
      on,
    });
  }
  return { record, decision, duties: afterChanges(stored.duties, changes), changed };
}

function afterChanges(duties: readonly Duty[], changes: readonly DutyChange[]): Duty[] {
  const after = new Map(duties.map((duty) => [duty.id, duty]));
  for (const { duty } of changes) after.set(duty.id, duty);
  return [...after.values()];
}

/** A flag is reported once a record. Records dated before the installation went live are 历史事项: listed, no mail. */
function newReports({ stored, record, on, ruleset }: CaseRevision, decision: Decision) {
  const known = new Set(stored.reports.map((report) => report.rule));
  const dateFact = ruleset.recordTypes.get(record.type)?.date;
  const date = dateFact === undefined ? undefined : record.facts[dateFact];
  const { goLiveOn } = ruleset.settings;
  const awaits = !(goLiveOn !== null && typeof date === "string" && date < goLiveOn);
  const number = caseNumber(ruleset, record);
  const subject = { type: record.type, id: record.id };
  return decision.reports
    .filter((report) => !known.has(report.rule))
    .map((report) => ({
      report: {
        ...report,
        subject,
        agency: record.agency,
        on,
        ...(number === undefined ? {} : { caseNumber: number }),
      },
      awaits,
    }));
}

function caseNumber(ruleset: Ruleset, record: StoredRecord): string | undefined {
  const fact = ruleset.recordTypes.get(record.type)?.number;
  const value = fact === undefined ? undefined : record.facts[fact];
  return value === undefined ? undefined : String(value);
}

function recordHistory({ stored, record, by, reason }: CaseRevision, at: string): HistoryEntry {
  const what = stored.record ? "record-updated" : "record-accepted";
  const facts = changedFacts(stored.record?.facts ?? {}, record.facts);
  return {
    at,
    by,
    what,
    ...(reason === undefined ? {} : { reason }),
    details: { version: record.version, facts },
  };
}

/** Names of facts whose value is new, changed or gone. */
function changedFacts(before: Facts, after: Facts): string[] {
  const names = new Set([...Object.keys(before), ...Object.keys(after)]);
  return [...names].filter((name) => JSON.stringify(before[name]) !== JSON.stringify(after[name])).sort();
}
