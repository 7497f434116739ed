import { derive } from "../calendar/due-date.ts";
import type { Duty } from "../entities.ts";
import type { Ruleset } from "../ruleset/ruleset.ts";
import type { IsoDate } from "../schema/primitives.ts";
import type { Rule, RuleVersion } from "../schema/rule.ts";
import { type Occasion, occasionIn, onceOf } from "./occasion.ts";
import { nextPeriod, type Period, periodOf } from "./period.ts";
import { periodDuty } from "./period-duty.ts";
import { responsibleAgencies } from "./responsible.ts";

/** All duties that one cadence opens on one occasion. */
export type Opening = {
  readonly rule: string;
  readonly occasion: Occasion;
  /** Whether the period is still running, or the single day not yet past. */
  readonly current: boolean;
  readonly duties: readonly Duty[];
};

type Coming = { readonly version: RuleVersion; readonly occasion: Occasion; readonly current: boolean };

/**
 * What is to be open on day `on`: the period that holds it, and earlier ones since the installation went live, in case
 * the schedule did not run; what is to be done once, from the day that the rule is in force. Nothing before the rule's
 * first period.
 */
export function cadenceOpenings(ruleset: Ruleset, on: IsoDate): Opening[] {
  return ruleset.rules.flatMap((rule) =>
    [...occasionsOfPeriods(rule, ruleset, on), ...occasionsOnce(rule, ruleset, on)].map(
      ({ version, occasion, current }) => ({
        rule: rule.id,
        occasion,
        current,
        duties: cadenceDuties(rule, version, occasion, ruleset, on),
      }),
    ),
  );
}

/** The duties of one occasion, also for a rule's cases. */
export function cadenceDuties(
  rule: Rule,
  { cadence }: RuleVersion,
  occasion: Occasion,
  ruleset: Ruleset,
  on: IsoDate,
): Duty[] {
  if (!cadence) return [];
  const { calendar } = ruleset.settings;
  const { roll, source } = cadence.due;
  const derivation = derive(ruleset.calendars, calendar, { on: occasion.dueDay, ...(roll && { roll }) });
  return responsibleAgencies(cadence.responsible, ruleset).map((agency) =>
    periodDuty(
      {
        rule,
        title: `${rule.title}（${occasion.label}）`,
        action: cadence.action,
        agency,
        occasion: occasion.id,
        derivation,
        source,
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

function occasionsOfPeriods(rule: Rule, ruleset: Ruleset, on: IsoDate): Coming[] {
  const found: Coming[] = [];
  const lengths = rule.versions.flatMap(({ cadence }) => (cadence?.due.every ? [cadence.due.every] : []));
  for (const every of new Set(lengths)) {
    const { goLiveOn } = ruleset.settings;
    const current = periodOf(every, on);
    let period = goLiveOn !== null && goLiveOn < on ? periodOf(every, goLiveOn) : current;
    for (; period.startsOn <= current.startsOn; period = nextPeriod(period)) {
      const version = versionAtStart(rule, period);
      const occasion = version?.cadence && occasionIn(version.cadence, period, ruleset);
      if (version && occasion) found.push({ version, occasion, current: period.id === current.id });
    }
  }
  return found;
}

/** Not what was due before the installation went live, or, where that is open, before today. */
function occasionsOnce(rule: Rule, { settings }: Ruleset, on: IsoDate): Coming[] {
  return rule.versions.flatMap((version) => {
    const occasion = version.cadence && onceOf(version.cadence);
    const past = occasion && occasion.dueDay < (settings.goLiveOn ?? on);
    return occasion && !past && version.effectiveFrom <= on
      ? [{ version, occasion, current: on <= occasion.dueDay }]
      : [];
  });
}
