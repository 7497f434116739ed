import { dueDate } from "../calendar/due-date.ts";
import { countIndicator, type IndicatorResult } from "../decide/indicator.ts";
import { settingFacts } from "../decide/settings.ts";
import type { Duty, Subject } from "../entities.ts";
import type { Ruleset } from "../ruleset/ruleset.ts";
import type { IsoDate } from "../schema/primitives.ts";
import type { Rule, RuleVersion } from "../schema/rule.ts";
import { versionAtStart } from "./cadence.ts";
import { type Period, periodOf, previousPeriod } from "./period.ts";
import { periodDuty } from "./period-duty.ts";
import { responsibleAgencies } from "./responsible.ts";

/** An indicator to be computed for the period that just ended, over the records of each agency. */
export type Measurement = {
  readonly rule: Rule;
  readonly version: RuleVersion & { readonly indicator: NonNullable<RuleVersion["indicator"]> };
  readonly recordType: string;
  readonly period: Period;
  readonly agencies: readonly string[];
};

/** On any day of a period: the indicators of the period before it. */
export function measurementsDue(ruleset: Ruleset, on: IsoDate): Measurement[] {
  return ruleset.rules.flatMap((rule) => {
    const kinds = new Set(rule.versions.flatMap((one) => (one.indicator ? [one.indicator.every] : [])));
    return [...kinds].flatMap((every) => {
      const period = previousPeriod(periodOf(every, on));
      const version = versionAtStart(rule, period);
      const { indicator, appliesTo } = version ?? {};
      if (!version || indicator?.every !== every || appliesTo === undefined) return [];
      const agencies = responsibleAgencies(indicator.responsible, ruleset);
      return [{ rule, version: { ...version, indicator }, recordType: appliesTo, period, agencies }];
    });
  });
}

/**
 * Counts the records of one agency. Of a record type with a date of its own only those of the period count; of one
 * without (people, lists) all.
 */
export function measure(
  measurement: Measurement,
  records: readonly Subject[],
  ruleset: Ruleset,
): Promise<IndicatorResult> {
  return countIndicator(
    measurement.version,
    inPeriod(records, measurement, ruleset),
    ruleset,
    measurement.period.endsOn,
  );
}

/** The duty that a breach opens, or nothing when the ratio is met or open facts could still meet it. */
export function breachDuty(
  measurement: Measurement,
  agency: string,
  measured: IndicatorResult,
  ruleset: Ruleset,
  on: IsoDate,
): Duty | undefined {
  if (measured.outcome !== "applies") return undefined;
  const { rule, period } = measurement;
  const { breach } = measurement.version.indicator;
  const { calendar } = ruleset.settings;
  const { unit, roll } = breach.due;
  const count = countOf(breach.due.count, period, ruleset);
  const question = { after: period.endsOn, count, unit, calendar, ...(roll ? { roll } : {}) };
  const found = `${period.label}：应不少于${measured.required}，实有${measured.numerator}，基数${measured.denominator}`;
  return periodDuty(
    {
      rule,
      title: `${rule.title}（${found}）`,
      action: breach.action,
      agency,
      period,
      triggerOn: period.endsOn,
      derivation: dueDate(ruleset.calendars, question),
      source: breach.due.source,
      ladder: breach.ladder,
    },
    ruleset,
    on,
  );
}

/** So many days, or as many as a setting says at the end of the period. */
function countOf(count: number | { fact: string }, period: Period, ruleset: Ruleset): number {
  const value = typeof count === "number" ? count : settingFacts(ruleset, period.endsOn)[count.fact];
  if (typeof value === "number") return value;
  throw new TypeError(`期限天数 ${JSON.stringify(count)} 不是数字，应为数字或者数值型设置，例如 20`);
}

function inPeriod(
  records: readonly Subject[],
  { recordType, period }: Measurement,
  ruleset: Ruleset,
): readonly Subject[] {
  const date = ruleset.recordTypes.get(recordType)?.date;
  if (date === undefined) return records;
  return records.filter(({ facts }) => {
    const on = facts[date];
    return typeof on === "string" && period.startsOn <= on && on <= period.endsOn;
  });
}
