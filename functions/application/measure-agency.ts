import pMap from "p-map";
import { agencyRecords } from "../adapters/store/periods.ts";
import type { IndicatorResult } from "../domain/decide/indicator.ts";
import { agenciesCounted, type Measurement, measure } from "../domain/period/indicator.ts";
import type { Ruleset } from "../domain/ruleset/ruleset.ts";
import type { IsoDate } from "../domain/schema/primitives.ts";

const CONCURRENCY = 8;

/** The figure that an agency answers for, from the records that make it up and no others. */
export async function measureAgency(
  measurement: Measurement,
  agency: string,
  ruleset: Ruleset,
  today?: IsoDate,
): Promise<IndicatorResult> {
  const owners = agenciesCounted(measurement, agency, ruleset);
  const records = await pMap(owners, (owner) => agencyRecords(owner, measurement.recordType), {
    concurrency: CONCURRENCY,
  });
  return measure(measurement, records.flat(), ruleset, today === undefined ? {} : { today });
}
