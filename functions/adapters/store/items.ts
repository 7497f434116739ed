import { awaitedOn } from "../../domain/duty/ladder.ts";
import type { Duty, RecordKey, Report, StoredRecord } from "../../domain/entities.ts";
import type { Measure } from "../../domain/measure/measure.ts";
import type { IsoDate } from "../../domain/schema/primitives.ts";
import {
  dutyAgencyKey,
  dutyKey,
  eraseAwait,
  measureAgencyKey,
  measureKey,
  needsKey,
  recordAgencyKey,
  recordKey,
  reportAwait,
  reportKey,
  stepAwait,
} from "./keys.ts";

/** Items as they lie in the table: keys, index keys while they are wanted, `version`, and the thing itself in `data`. */
export type StoredReport = Report & { subject: RecordKey; agency: string; on: IsoDate; caseNumber?: string };
export type Needs = { subject: RecordKey; agency: string; missing: readonly string[]; caseNumber?: string };

/**
 * `needs`: the facts that this record was last found to lack; kept here so that an unchanged list is not written again.
 * In the index `awaiting` while it tells of persons and it is known until when.
 */
export const recordItem = (record: StoredRecord, needs: readonly string[], eraseOn?: IsoDate) => ({
  ...recordKey(record),
  ...recordAgencyKey(record, record.agency),
  ...(eraseOn === undefined ? {} : eraseAwait(record, eraseOn)),
  kind: "record",
  version: record.version,
  data: record,
  needs,
});

/** In the index `awaiting` only while the duty awaits a step. */
export function dutyItem(duty: Duty) {
  const on = awaitedOn(duty);
  return {
    ...dutyKey(duty.id),
    ...dutyAgencyKey(duty),
    ...(on === undefined ? {} : stepAwait(duty.id, on)),
    kind: "duty",
    version: duty.version,
    data: duty,
  };
}

/** By the agency that is late, so that lists of measures follow the same rights as lists of duties. */
export const measureItem = (measure: Measure) => ({
  ...measureKey(measure.id),
  ...measureAgencyKey(measure),
  kind: "measure",
  version: measure.version,
  data: measure,
});

/** Awaits its line unless the record is older than the installation (历史事项). */
export const reportItem = (report: StoredReport, awaits: boolean) => ({
  ...reportKey(report.subject, report.rule),
  ...(awaits ? reportAwait(report.subject, report.rule, report.on) : {}),
  kind: "report",
  version: 1,
  data: report,
});

export const needsItem = (needs: Needs) => ({
  ...needsKey(needs.agency, needs.subject),
  kind: "needs",
  data: needs,
});
