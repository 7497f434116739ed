import { fixedDate } from "../calendar/due-date.ts";
import type { Duty } from "../entities.ts";
import type { Ruleset } from "../ruleset/ruleset.ts";
import type { IsoDate } from "../schema/primitives.ts";
import type { Rule, RuleVersion } from "../schema/rule.ts";
import { fixedDay, nextPeriod, type Period, parsePeriod, periodOf, previousPeriod } from "./period.ts";
import { periodDuty } from "./period-duty.ts";
import { responsibleAgencies } from "./responsible.ts";

/** All duties that one cadence opens for one period. */
export type Opening = { readonly rule: string; readonly period: Period; readonly duties: readonly Duty[] };

/**
 * What is to be open on day `on`: the period that holds it, and earlier ones since the installation went live, in case
 * the schedule did not run. Nothing before the rule's first period.
 */
export function cadenceOpenings(ruleset: Ruleset, on: IsoDate): Opening[] {
  return ruleset.rules.flatMap((rule) =>
    periodsOf(rule, ruleset, on).map(({ version, period }) => ({
      rule: rule.id,
      period,
      duties: cadenceDuties(rule, version, period, ruleset, on),
    })),
  );
}

/** The duties of one period, also for a rule's cases. */
export function cadenceDuties(
  rule: Rule,
  version: RuleVersion,
  period: Period,
  ruleset: Ruleset,
  on: IsoDate,
): Duty[] {
  const { cadence } = version;
  if (!cadence) return [];
  const { calendar } = ruleset.settings;
  const { roll } = cadence.due;
  const derivation = fixedDate(ruleset.calendars, {
    on: fixedDay(cadence.due, period),
    calendar,
    ...(roll && { roll }),
  });
  const covered = cadence.covers === "previous" ? previousPeriod(period) : period;
  return responsibleAgencies(cadence.responsible, ruleset).map((agency) =>
    periodDuty(
      {
        rule,
        title: `${rule.title}（${covered.label}）`,
        action: cadence.action,
        agency,
        period,
        derivation,
        source: cadence.due.source,
        ladder: cadence.ladder,
      },
      ruleset,
      on,
    ),
  );
}

/** The version of a cadence or indicator that is in force when the period starts. */
export function versionAtStart(rule: Rule, period: Period): RuleVersion | undefined {
  return rule.versions.find(
    (version) =>
      (version.effectiveFrom <= period.startsOn || version.coversEarlier === true) &&
      (version.effectiveTo === undefined || period.startsOn <= version.effectiveTo),
  );
}

function periodsOf(rule: Rule, ruleset: Ruleset, on: IsoDate): { version: RuleVersion; period: Period }[] {
  const found: { version: RuleVersion; period: Period }[] = [];
  for (const every of new Set(rule.versions.flatMap((one) => (one.cadence ? [one.cadence.due.every] : [])))) {
    const { goLiveOn } = ruleset.settings;
    const current = periodOf(every, on);
    let period = goLiveOn !== null && goLiveOn < on ? periodOf(every, goLiveOn) : current;
    for (; period.startsOn <= current.startsOn; period = nextPeriod(period)) {
      const version = versionAtStart(rule, period);
      if (version?.cadence?.due.every !== every) continue;
      const first = parsePeriod(version.cadence.firstPeriod);
      if (first && first.startsOn <= period.startsOn) found.push({ version, period });
    }
  }
  return found;
}
