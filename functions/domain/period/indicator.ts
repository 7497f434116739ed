import { derive } from "../calendar/due-date.ts";
import type { Counting, CountOptions, IndicatorVersion } from "../decide/count.ts";
import { countIndicator, type IndicatorResult } from "../decide/indicator.ts";
import { settingFacts } from "../decide/settings.ts";
import type { Duty, Figure, Subject } from "../entities.ts";
import type { Ruleset } from "../ruleset/ruleset.ts";
import { TRENDS } from "../schema/period-effects.ts";
import type { IsoDate } from "../schema/primitives.ts";
import type { Rule } from "../schema/rule.ts";
import { versionAtStart } from "./cadence.ts";
import { type Every, isWithin, nextPeriod, type Period, periodOf, previousPeriod } from "./period.ts";
import { periodDuty } from "./period-duty.ts";
import { responsibleAgencies } from "./responsible.ts";

/** An indicator to be computed for one period. */
export type Measurement = {
  readonly rule: Rule;
  readonly version: IndicatorVersion;
  readonly recordType: string;
  readonly period: Period;
  /** Who answers for it, each for a figure of its own. */
  readonly agencies: readonly string[];
};

/**
 * What is to be measured on day `on`: the period before it, and earlier ones that ended since the installation went live
 * or were the last to end before, in case the schedule did not run.
 */
export function measurementsDue(ruleset: Ruleset, on: IsoDate): Measurement[] {
  const { goLiveOn } = ruleset.settings;
  const since = goLiveOn !== null && goLiveOn < on ? goLiveOn : on;
  return ruleset.rules.flatMap((rule) => {
    const kinds = new Set(rule.versions.flatMap((one) => (one.indicator ? [one.indicator.every] : [])));
    return [...kinds].flatMap((every) =>
      endedBetween(every, since, on).flatMap((period) => measurementOf(rule, period, ruleset) ?? []),
    );
  });
}

/** The periods that are over on `on`, from the last one that was over on `since`. */
function endedBetween(every: Every, since: IsoDate, on: IsoDate): Period[] {
  const found: Period[] = [];
  for (let one = previousPeriod(periodOf(every, since)); one.endsOn < on; one = nextPeriod(one))
    found.push(one);
  return found;
}

/** Nothing where the rule has no indicator for a period of this length that starts then. */
export function measurementOf(rule: Rule, period: Period, ruleset: Ruleset): Measurement | undefined {
  const version = versionAtStart(rule, period);
  const { indicator, appliesTo } = version ?? {};
  if (!version || indicator?.every !== period.every || appliesTo === undefined) return undefined;
  const agencies = responsibleAgencies(indicator.responsible, ruleset);
  return { rule, version: { ...version, indicator }, recordType: appliesTo, period, agencies };
}

/** The agencies whose records make up the figure that `agency` answers for. */
export function agenciesCounted({ version }: Measurement, agency: string, ruleset: Ruleset): string[] {
  return version.indicator.over === "all" ? ruleset.directory.agencies.map(({ id }) => id) : [agency];
}

/**
 * Counts records as of the last day of the period, or of today where it is still running. Of a record type with a date
 * of its own only those of the period count; of one without (people, lists) all.
 */
export function measure(
  { version, recordType, period }: Measurement,
  records: readonly Subject[],
  ruleset: Ruleset,
  { today, ...options }: CountOptions & { readonly today?: IsoDate } = {},
): Promise<IndicatorResult> {
  const date = ruleset.recordTypes.get(recordType)?.date;
  const countingIn = (one: Period): Counting => ({
    subjects: date === undefined ? records : records.filter(({ facts }) => isWithin(one, facts[date])),
    on: today !== undefined && today < one.endsOn ? today : one.endsOn,
  });
  const before = version.indicator.trend && countingIn(previousPeriod(period));
  return countIndicator(version, countingIn(period), before, ruleset, options);
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
  const question = { after: period.endsOn, count, unit, ...(roll ? { roll } : {}) };
  return periodDuty(
    {
      rule,
      title: `${rule.title}（${breachText(measurement, measured)}）`,
      action: breach.action,
      agency,
      occasion: period.id,
      triggerOn: period.endsOn,
      derivation: derive(ruleset.calendars, calendar, question),
      source: breach.due.source,
      ladder: breach.ladder,
      figure: figureKept(measured),
    },
    ruleset,
    on,
  );
}

/** More than this of them are to be asked for anew. */
const MOST_RECORDS = 100;

function figureKept({ outcome: _, missing: _missing, records, ...figure }: IndicatorResult): Figure {
  const behind = records.filter(({ counted }) => counted !== "not");
  return { ...figure, records: behind.slice(0, MOST_RECORDS) };
}

/** 2026年9月：应不少于2，实有1，基数21; 2026年度：实有3，基数10，应当低于2025年度的2比10. */
function breachText({ version, period }: Measurement, measured: IndicatorResult): string {
  const { trend, atMostAverage } = version.indicator;
  const { numerator, denominator, required, previousNumerator, previousDenominator } = measured;
  if (atMostAverage)
    return `${period.label}：${numerator}件平均${measured.averageWorkingDays}个工作日，不得超过${atMostAverage.workingDays}个工作日`;
  if (trend === undefined)
    return `${period.label}：应不少于${required}，实有${numerator}，基数${denominator}`;
  const before = `${previousPeriod(period).label}的${previousNumerator}比${previousDenominator}`;
  return `${period.label}：${numerator}比${denominator}，${TRENDS[trend].short}${before}`;
}

/** So many days, or as many as a setting says at the end of the period. */
function countOf(count: number | { fact: string }, period: Period, ruleset: Ruleset): number {
  const value = typeof count === "number" ? count : settingFacts(ruleset, period.endsOn)[count.fact];
  if (typeof value === "number") return value;
  throw new TypeError(`期限天数 ${JSON.stringify(count)} 不是数字，应为数字或者数值型设置，例如 20`);
}
