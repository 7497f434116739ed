import type { StoredRecord } from "../../../functions/domain/entities.ts";
import { type AnnualReport, annualReport } from "../../../functions/domain/report/annual/annual.ts";
import type { Facts } from "../../../functions/domain/schema/primitives.ts";
import recordType from "../../../rules/records/enforcement-decision.json" with { type: "json" };

/** What a decision on record may say. */
export const valuesOf = (fact: string): readonly string[] =>
  recordType.facts.find(({ name }) => name === fact)?.values ?? [];

export const records = (all: readonly Facts[]): StoredRecord[] =>
  all.map((facts, at) => ({
    type: "enforcement-decision",
    id: `r${at + 1}`,
    agency: "housing",
    facts,
    version: 1,
    receivedOn: "2026-09-01",
  }));
export const report = (...all: Facts[]): AnnualReport => annualReport(records(all), 2026);
