import { now } from "../adapters/clock.ts";
import { type Case, type CaseWrite, saveCase } from "../adapters/store/records.ts";
import type { DutyChange } from "../domain/duty/reconcile.ts";
import { afterChanges, reviseCase } from "../domain/duty/revise-case.ts";
import type { Decision, Duty, HistoryEntry, StoredRecord } from "../domain/entities.ts";
import { decisionHash } from "../domain/history/seal.ts";
import { cancelledDrafts } from "../domain/measure/act.ts";
import { eraseOn } from "../domain/personal/erase.ts";
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
  /** Writes it with something beside it, or not at all. */
  save?: (write: CaseWrite) => Promise<void>;
};

export type WrittenCase = { record: StoredRecord; decision: Decision; duties: Duty[]; changed: boolean };

/** What facts come to, written in one transaction. */
export async function writeCase(revision: CaseRevision): Promise<WrittenCase> {
  const { stored, record, by, on, ruleset, adjust, trace = false, save = saveCase } = revision;
  const revised = await reviseCase(record, stored, { ruleset, on, by, trace });
  const { decision, reports, missing, caseNumber } = revised;
  const found = [...revised.changes];
  const changes = adjust ? adjust(found) : found;
  const expectedVersion = stored.record?.version ?? 0;
  const recordChanged = record.version !== expectedVersion;
  const recordType = ruleset.recordTypes.get(record.type);
  const erase = recordType && eraseOn(recordType, record);
  const changed =
    recordChanged ||
    changes.length > 0 ||
    reports.length > 0 ||
    missing.join() !== stored.needs.join() ||
    erase !== stored.eraseOn;
  if (changed) {
    const at = now().toISOString();
    await save({
      key: { type: record.type, id: record.id },
      record,
      expectedVersion,
      changes,
      reports,
      measures: cancelledDrafts(
        stored.measures,
        changes.map(({ duty }) => duty),
        { on, by },
      ),
      needs: {
        now: missing,
        before: stored.needs,
        ...(stored.record ? { agencyBefore: stored.record.agency } : {}),
        ...(caseNumber === undefined ? {} : { caseNumber }),
      },
      eraseOn: {
        ...(erase !== undefined && { now: erase }),
        ...(stored.eraseOn !== undefined && { before: stored.eraseOn }),
      },
      ...(recordChanged && {
        version: { entry: recordEntry(revision, at), decision: decisionHash(decision) },
      }),
      ruleset: ruleset.hash,
      chain: stored.chain,
      at,
      by,
      on,
    });
  }
  return { record, decision, duties: afterChanges(stored.duties, changes), changed };
}

function recordEntry({ stored, record, by, reason }: CaseRevision, at: string): HistoryEntry {
  const what = stored.record ? "record-updated" : "record-accepted";
  const facts = changedFacts(stored.record?.facts ?? {}, record.facts);
  return {
    at,
    by,
    what,
    ...(reason === undefined ? {} : { reason }),
    details: { facts },
  };
}

/** Names of facts whose value is new, changed or gone. */
function changedFacts(before: Facts, after: Facts): string[] {
  const names = new Set([...Object.keys(before), ...Object.keys(after)]);
  return [...names].filter((name) => JSON.stringify(before[name]) !== JSON.stringify(after[name])).sort();
}
