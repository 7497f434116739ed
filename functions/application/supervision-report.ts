import pMap from "p-map";
import { agencyRecords } from "../adapters/store/periods.ts";
import { visibleAgencies } from "../domain/access/visible.ts";
import { addDays } from "../domain/calendar/dates.ts";
import type { Caller, StoredRecord } from "../domain/entities.ts";
import { YifaError } from "../domain/errors.ts";
import type { Period } from "../domain/period/period.ts";
import { gateRate, indicatorRate } from "../domain/report/open-rate.ts";
import { type AgencyInput, type SupervisionReport, supervisionReport } from "../domain/report/supervision.ts";
import { ruleNamed } from "../domain/ruleset/rule-named.ts";
import type { Ruleset } from "../domain/ruleset/ruleset.ts";
import type { IsoDate } from "../domain/schema/primitives.ts";
import type { Rule } from "../domain/schema/rule.ts";
import type { SupervisionReportTerms } from "../domain/schema/supervision-report.ts";
import { allPages } from "./all-pages.ts";
import { listDuties } from "./list-duties.ts";
import { listMeasures } from "./list-measures.ts";

type Question = {
  readonly half: Period;
  readonly caller: Caller;
  readonly on: IsoDate;
  readonly ruleset: Ruleset;
};

/** Agencies asked side by side. */
const CONCURRENCY = 4;

/** The supervisor's table of the agencies that the caller may see. */
export async function getSupervisionReport(question: Question): Promise<SupervisionReport> {
  const { half, caller, on, ruleset } = question;
  const terms = termsOf(ruleset);
  const agencies = visibleAgencies(caller, "duty:read", ruleset.directory, undefined);
  const inputs = await pMap(agencies, (agency) => loadAgency(agency, terms, question), {
    concurrency: CONCURRENCY,
  });
  return supervisionReport(inputs, { half, on, terms });
}

/** @throws {YifaError} where the settings do not say how the table is made up. */
export function termsOf({ settings }: Ruleset): SupervisionReportTerms {
  if (settings.supervisionReport) return settings.supervisionReport;
  throw new YifaError(
    "invalid",
    "no-report-terms",
    "settings.json 没有“supervisionReport”（督查统计），不能编制督查统计表，写法可仿照随附的 rules/settings.json",
  );
}

async function loadAgency(
  agency: string,
  terms: SupervisionReportTerms,
  question: Question,
): Promise<AgencyInput> {
  const { half, caller, on, ruleset } = question;
  const { directory } = ruleset;
  const gate = ruleNamed(ruleset, terms.review.gate);
  const indicator = ruleNamed(ruleset, terms.filing.indicator);
  const range = { dueFrom: half.startsOn, dueBefore: addDays(half.endsOn, 1) };
  return {
    agency,
    duties: await allPages((cursor) => listDuties({ agency, caller, directory, cursor, ...range })),
    measures: await allPages((cursor) => listMeasures({ agency, caller, directory, cursor })),
    review: await gateRate(gate, await recordsOf(agency, gate), { period: half, on }, ruleset),
    filing: await indicatorRate(
      indicator,
      agency,
      await recordsOf(agency, indicator),
      { period: half, on },
      ruleset,
    ),
  };
}

/** Of the types that the rule is about. */
async function recordsOf(agency: string, { versions }: Rule): Promise<StoredRecord[]> {
  const types = new Set(versions.flatMap(({ appliesTo }) => appliesTo ?? []));
  const records = await pMap(types, (type) => agencyRecords(agency, type));
  return records.flat();
}
