import { rollFixed } from "../calendar/working-days.ts";
import { countIndicator } from "../decide/indicator.ts";
import { light } from "../duty/light.ts";
import { YifaError } from "../errors.ts";
import { cadenceDuties, versionAtStart } from "../period/cadence.ts";
import { breachDuty } from "../period/indicator.ts";
import { fixedDay, type Period, parsePeriod } from "../period/period.ts";
import type { IsoDate } from "../schema/primitives.ts";
import type { RuleVersion } from "../schema/rule.ts";
import { type CaseRun, type Found, subjectOf } from "./case-run.ts";

/** Runs a case of a cadence, a register or an indicator: the version counts that is in force when the period starts. */
export async function runPeriodCase(run: CaseRun): Promise<Found> {
  const { rule, ruleCase, coverage, on } = run;
  const period = ruleCase.period === undefined ? undefined : periodNamed(ruleCase.period);
  const version = period
    ? versionAtStart(rule, period)
    : rule.versions.findLast(({ effectiveFrom }) => effectiveFrom <= on);
  if (!version) return { outcome: "does-not-apply" };
  coverage.tried(version.effectiveFrom);
  if (version.indicator) return indicatorCase({ ...version, indicator: version.indicator }, period, run);
  if (version.register) return period ? registerCase(version.register, period, run) : { outcome: "applies" };
  return period ? cadenceCase(version, period, run) : { outcome: "does-not-apply" };
}

function periodNamed(name: string): Period {
  const period = parsePeriod(name);
  if (period) return period;
  throw new YifaError(
    "invalid",
    "malformed-period",
    `period“${name}”应为年、半年、季度或月，例如 2026、2026-H1、2026-Q1、2026-01`,
    { pointer: "/period" },
  );
}

function cadenceCase(version: RuleVersion, period: Period, { rule, ruleset, on }: CaseRun): Found {
  const first = version.cadence && parsePeriod(version.cadence.firstPeriod);
  if (!first || first.startsOn > period.startsOn) return { outcome: "does-not-apply" };
  const duty = cadenceDuties(rule, version, period, ruleset, on)[0];
  return duty ? { outcome: "applies", ...dueFound(duty, on) } : { outcome: "does-not-apply" };
}

function registerCase(
  { lookAgain }: NonNullable<RuleVersion["register"]>,
  period: Period,
  { ruleset, on }: CaseRun,
): Found {
  const { calendars, settings } = ruleset;
  const day = fixedDay(lookAgain, period);
  const { dueOn, provisional } = rollFixed(calendars, settings.calendar, day, lookAgain.roll ?? "none");
  return { outcome: "applies", due: dueOn, provisional, late: on > dueOn };
}

type IndicatorVersion = RuleVersion & { readonly indicator: NonNullable<RuleVersion["indicator"]> };

async function indicatorCase(
  version: IndicatorVersion,
  period: Period | undefined,
  { rule, ruleCase, ruleset, on, coverage }: CaseRun,
): Promise<Found> {
  const recordType = version.appliesTo as string;
  const subjects = (ruleCase.records ?? []).map((record, i) =>
    subjectOf(record, recordType, { id: String(i + 1), ruleset, pointer: `/records/${i}` }),
  );
  const counted = await countIndicator(version, subjects, ruleset, on, {
    ...(ruleCase.settings && { settings: ruleCase.settings }),
    observe: (part, folded) => coverage.see(`${version.effectiveFrom}/${part}`, folded.trace),
  });
  if (counted.outcome !== "applies" || period === undefined) return counted;
  const measurement = { rule, version, recordType, period, agencies: [] };
  const duty = breachDuty(measurement, subjects[0]?.agency ?? "", counted, ruleset, on);
  return duty ? { ...counted, ...dueFound(duty, on) } : counted;
}

function dueFound(duty: Parameters<typeof light>[0] & { readonly provisional: boolean }, on: IsoDate): Found {
  return {
    due: duty.dueOn,
    provisional: duty.provisional,
    late: on > duty.dueOn,
    light: light(duty, on),
  };
}
