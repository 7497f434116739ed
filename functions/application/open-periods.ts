import pMap from "p-map";
import { now } from "../adapters/clock.ts";
import { currentRuleset } from "../adapters/rulesets.ts";
import { markOccasion, occasionsDone, openDuty } from "../adapters/store/periods.ts";
import type { IndicatorResult } from "../domain/decide/indicator.ts";
import type { Duty } from "../domain/entities.ts";
import { cadenceOpenings, type Opening } from "../domain/period/cadence.ts";
import { breachDuty, type Measurement, measurementsDue } from "../domain/period/indicator.ts";
import type { Ruleset } from "../domain/ruleset/ruleset.ts";
import type { IsoDate } from "../domain/schema/primitives.ts";
import { measureAgency } from "./measure-agency.ts";

export type PeriodsReport = {
  readonly day: IsoDate;
  /** Ids of the duties opened by this run. */
  readonly opened: readonly string[];
  readonly measured: readonly (Omit<IndicatorResult, "records"> & {
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
  const opened = await openCadences(ruleset, on);
  const measured: PeriodsReport["measured"][number][] = [];
  for (const measurement of await unmeasured(ruleset, on)) {
    const { rule, period } = measurement;
    const results = await measureAll(measurement, ruleset, on);
    for (const { agency, result, duty } of results) {
      const { records: _, ...figure } = result;
      measured.push({ rule: rule.id, period: period.id, agency, ...figure, breach: duty !== undefined });
    }
    opened.push(...(await openAll(results.flatMap(({ duty }) => (duty ? [duty] : [])))));
    await markOccasion(rule.id, period.id, ruleset.hash, now().toISOString());
  }
  return { day: on, opened, measured };
}

async function openCadences(ruleset: Ruleset, on: IsoDate): Promise<string[]> {
  const opened: string[] = [];
  for (const { rule, occasion, duties } of await openingsLeft(ruleset, on)) {
    opened.push(...(await openAll(duties)));
    await markOccasion(rule, occasion.id, ruleset.hash, now().toISOString());
  }
  return opened;
}

/**
 * What a ruleset would open that no run has dealt with. An agency that joins with a later ruleset owes what is still
 * running, not what was over before it came.
 */
export async function openingsLeft(ruleset: Ruleset, on: IsoDate): Promise<Opening[]> {
  const left: Opening[] = [];
  for (const [rule, openings] of Map.groupBy(cadenceOpenings(ruleset, on), (one) => one.rule)) {
    const done = await occasionsDone(rule);
    left.push(
      ...openings.filter(({ occasion, current }) => {
        const under = done.get(occasion.id);
        return current ? under !== ruleset.hash : under === undefined;
      }),
    );
  }
  return left;
}

/** The measurements that no run has finished. */
async function unmeasured(ruleset: Ruleset, on: IsoDate): Promise<Measurement[]> {
  const byRule = [...Map.groupBy(measurementsDue(ruleset, on), ({ rule }) => rule.id)];
  const open = await pMap(
    byRule,
    async ([rule, measurements]) => {
      const done = await occasionsDone(rule);
      return measurements.filter(({ period }) => !done.has(period.id));
    },
    { concurrency: CONCURRENCY },
  );
  return open.flat();
}

function measureAll(measurement: Measurement, ruleset: Ruleset, on: IsoDate) {
  return pMap(
    measurement.agencies,
    async (agency) => {
      const result = await measureAgency(measurement, agency, ruleset);
      return { agency, result, duty: breachDuty(measurement, agency, result, ruleset, on) };
    },
    { concurrency: CONCURRENCY },
  );
}

async function openAll(duties: readonly Duty[]): Promise<string[]> {
  const at = now().toISOString();
  const opened = await pMap(duties, async (duty) => ((await openDuty(duty, at)) ? [duty.id] : []), {
    concurrency: CONCURRENCY,
  });
  return opened.flat();
}
