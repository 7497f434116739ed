import { decide } from "../decide/decide.ts";
import type { Decision, Duty, RecordKey } from "../entities.ts";
import type { ReportedCase } from "../notice/report-line.ts";
import { shownRecord } from "../personal/shown-record.ts";
import type { Ruleset } from "../ruleset/ruleset.ts";
import type { Facts, IsoDate } from "../schema/primitives.ts";
import { missingFacts } from "./needs.ts";
import { type DutyChange, reconcile } from "./reconcile.ts";

/** A case as it is before: its duties, and the rules that were reported. */
export type KnownCase = {
  readonly duties: readonly Duty[];
  readonly reports: readonly { readonly rule: string }[];
};

export type NewReport = {
  readonly report: ReportedCase & { readonly on: IsoDate };
  /** Whether a mail is to tell of it. */
  readonly awaits: boolean;
};

export type Revision = {
  readonly decision: Decision;
  readonly changes: readonly DutyChange[];
  readonly reports: readonly NewReport[];
  /** Facts that would settle what is undetermined. */
  readonly missing: readonly string[];
  /** What the case is called. */
  readonly caseNumber?: string;
};

export type RevisionContext = { ruleset: Ruleset; on: IsoDate; by: string; trace?: boolean };
type OwnedRecord = RecordKey & { readonly agency: string; readonly facts: Facts };

/** The one road from facts to duties: decided on the day, and reconciled with what was there. */
export async function reviseCase(
  record: OwnedRecord,
  known: KnownCase,
  { ruleset, on, by, trace = false }: RevisionContext,
): Promise<Revision> {
  const decision = await decide(record, ruleset, on, { trace });
  // What duties and reports take over from the record, its number and evidence, goes into mail.
  const subject = shownRecord(record, "none", { ruleset, on }).record;
  const number = caseNumber(subject, ruleset);
  return {
    decision,
    changes: reconcile(known.duties, decision, { ruleset, subject, on, by }),
    reports: newReports(subject, known, decision, { ruleset, on }),
    missing: missingFacts(decision, ruleset),
    ...(number !== undefined && { caseNumber: number }),
  };
}

export function afterChanges(duties: readonly Duty[], changes: readonly DutyChange[]): Duty[] {
  const after = new Map(duties.map((duty) => [duty.id, duty]));
  for (const { duty } of changes) after.set(duty.id, duty);
  return [...after.values()];
}

/** A flag is reported once a record. Records dated before the installation went live are 历史事项: listed, no mail. */
function newReports(
  record: OwnedRecord,
  { reports }: KnownCase,
  decision: Decision,
  { ruleset, on }: Pick<RevisionContext, "ruleset" | "on">,
): NewReport[] {
  const known = new Set(reports.map((report) => report.rule));
  const dateFact = ruleset.recordTypes.get(record.type)?.date;
  const date = dateFact === undefined ? undefined : record.facts[dateFact];
  const { goLiveOn } = ruleset.settings;
  const awaits = !(goLiveOn !== null && typeof date === "string" && date < goLiveOn);
  const number = caseNumber(record, ruleset);
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

function caseNumber({ type, facts }: OwnedRecord, ruleset: Ruleset): string | undefined {
  const fact = ruleset.recordTypes.get(type)?.number;
  const value = fact === undefined ? undefined : facts[fact];
  return value === undefined ? undefined : String(value);
}
