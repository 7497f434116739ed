import pMap from "p-map";
import { now } from "../adapters/clock.ts";
import { currentRuleset } from "../adapters/rulesets.ts";
import { agencyRecords, isPeriodDone, markPeriod, openDuty } from "../adapters/store/periods.ts";
import type { IndicatorResult } from "../domain/decide/indicator.ts";
import type { Duty } from "../domain/entities.ts";
import { cadenceOpenings } from "../domain/period/cadence.ts";
import { breachDuty, type Measurement, measure, measurementsDue } from "../domain/period/indicator.ts";
import type { Ruleset } from "../domain/ruleset/ruleset.ts";
import type { IsoDate } from "../domain/schema/primitives.ts";

export type PeriodsReport = {
  readonly day: IsoDate;
  /** Ids of the duties opened by this run. */
  readonly opened: readonly string[];
  readonly measured: readonly (IndicatorResult & {
    rule: string;
    period: string;
    agency: string;
    breach: boolean;
  })[];
};

/** Agencies handled side by side. */
const CONCURRENCY = 8;

/** Opens the duties of the periods that have begun and computes the indicators of those that ended. Twice changes nothing. */
export async function openPeriods(on: IsoDate): Promise<PeriodsReport> {
  const ruleset = await currentRuleset();
  const opened: string[] = [];
  const measured: PeriodsReport["measured"][number][] = [];
  for (const { rule, occasion, duties } of cadenceOpenings(ruleset, on)) {
    // An agency that joins with a later ruleset gets its duty too, so the mark holds for one ruleset.
    if (await isPeriodDone(rule, occasion.id, ruleset.hash)) continue;
    opened.push(...(await openAll(duties)));
    await markPeriod(rule, occasion.id, ruleset.hash, now().toISOString());
  }
  for (const measurement of measurementsDue(ruleset, on)) {
    const { rule, period } = measurement;
    if (await isPeriodDone(rule.id, period.id)) continue;
    const results = await pMap(
      measurement.agencies,
      (agency) => measureAgency(measurement, agency, ruleset, on),
      {
        concurrency: CONCURRENCY,
      },
    );
    for (const { agency, result, duty } of results) {
      measured.push({ rule: rule.id, period: period.id, agency, ...result, breach: duty !== undefined });
    }
    opened.push(...(await openAll(results.flatMap(({ duty }) => (duty ? [duty] : [])))));
    await markPeriod(rule.id, period.id, ruleset.hash, now().toISOString());
  }
  return { day: on, opened, measured };
}

async function measureAgency(measurement: Measurement, agency: string, ruleset: Ruleset, on: IsoDate) {
  const result = await measure(measurement, await agencyRecords(agency, measurement.recordType), ruleset);
  return { agency, result, duty: breachDuty(measurement, agency, result, ruleset, on) };
}

async function openAll(duties: readonly Duty[]): Promise<string[]> {
  const at = now().toISOString();
  const opened = await pMap(duties, async (duty) => ((await openDuty(duty, at)) ? [duty.id] : []), {
    concurrency: CONCURRENCY,
  });
  return opened.flat();
}
