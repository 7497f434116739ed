import { agencyRecords } from "../adapters/store/periods.ts";
import { visibleAgencies } from "../domain/access/visible.ts";
import type { Caller } from "../domain/entities.ts";
import { shownRecord } from "../domain/personal/shown-record.ts";
import { type AnnualReport, annualReport } from "../domain/report/annual/annual.ts";
import type { Ruleset } from "../domain/ruleset/ruleset.ts";

type Question = {
  readonly agency: string;
  readonly year: number;
  readonly caller: Caller;
  readonly ruleset: Ruleset;
};

/** The yearly enforcement statistics of one agency that the caller may see. */
export async function getAnnualReport({ agency, year, caller, ruleset }: Question): Promise<AnnualReport> {
  visibleAgencies(caller, "record:read", ruleset.directory, agency);
  const records = await agencyRecords(agency, "enforcement-decision");
  const shown = records.map((record) => shownRecord(record, "none", { ruleset, on: `${year}-12-31` }).record);
  return annualReport(shown, year);
}
