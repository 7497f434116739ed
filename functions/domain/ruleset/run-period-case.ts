import { rollFixed } from "../calendar/working-days.ts";
import type { IndicatorVersion } from "../decide/count.ts";
import { countIndicator, type IndicatorResult } from "../decide/indicator.ts";
import { underSettings } from "../decide/settings.ts";
import { light } from "../duty/light.ts";
import { YifaError } from "../errors.ts";
import { cadenceDuties, versionAtStart } from "../period/cadence.ts";
import { breachDuty, measure } from "../period/indicator.ts";
import { occasionIn, onceOf } from "../period/occasion.ts";
import { fixedDay, type Period, parsePeriod } from "../period/period.ts";
import { type IsoDate, isIsoDate } from "../schema/primitives.ts";
import type { Rule, RuleVersion } from "../schema/rule.ts";
import { type CaseRun, type Found, subjectOf } from "./case-run.ts";

/**
 * Runs a case of a cadence, a register or an indicator: the version counts that is in force when the period starts, or
 * that is to be done once on the day that the case names.
 */
export async function runPeriodCase(asked: CaseRun): Promise<{ found: Found; version?: IsoDate }> {
  const run = { ...asked, ruleset: underSettings(asked.ruleset, asked.ruleCase.settings ?? {}) };
  const { rule, ruleCase, on } = run;
  const period = ruleCase.period === undefined ? undefined : periodNamed(ruleCase.period);
  const version = versionAsked(rule, period, on);
  if (!version) return { found: { outcome: "does-not-apply" } };
  return { version: version.effectiveFrom, found: await foundUnder(version, period, run) };
}

async function foundUnder(
  version: RuleVersion,
  period: Period | IsoDate | undefined,
  run: CaseRun,
): Promise<Found> {
  if (typeof period === "string" || version.cadence) return cadenceCase(version, period, run);
  if (version.indicator) return indicatorCase({ ...version, indicator: version.indicator }, period, run);
  return version.register && period ? registerCase(version.register, period, run) : { outcome: "applies" };
}

/** A period, or the date of what is to be done once. */
function periodNamed(name: string): Period | IsoDate {
  const period = isIsoDate(name) ? name : parsePeriod(name);
  if (period) return period;
  throw new YifaError(
    "invalid",
    "malformed-period",
    `period“${name}”应为年、半年、季度、月或者一次性事项的日期，例如 2026、2026-H1、2026-Q1、2026-01、2026-01-31`,
    { pointer: "/period" },
  );
}

function versionAsked(rule: Rule, period: Period | IsoDate | undefined, on: IsoDate) {
  if (period === undefined) return rule.versions.findLast(({ effectiveFrom }) => effectiveFrom <= on);
  if (typeof period !== "string") return versionAtStart(rule, period);
  return rule.versions.find(({ cadence }) => cadence && onceOf(cadence)?.id === period);
}

function cadenceCase(
  version: RuleVersion,
  period: Period | IsoDate | undefined,
  { rule, ruleset, on }: CaseRun,
): Found {
  const { cadence } = version;
  const occasion =
    cadence && (typeof period === "object" ? occasionIn(cadence, period, ruleset) : onceOf(cadence));
  const duty = occasion && cadenceDuties(rule, version, occasion, ruleset, on)[0];
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

/** Without a period all records are counted, as of the day of the question, and there is none before to compare with. */
async function indicatorCase(
  version: IndicatorVersion,
  period: Period | undefined,
  { rule, ruleCase, ruleset, on, coverage }: CaseRun,
): Promise<Found> {
  const recordType = version.appliesTo as string;
  const subjects = (ruleCase.records ?? []).map((record, i) =>
    subjectOf(record, recordType, { id: String(i + 1), ruleset, on, pointer: `/records/${i}` }),
  );
  const options = {
    observe: (part, folded) => coverage.see(`${version.effectiveFrom}/${part}`, folded.trace),
  } satisfies Parameters<typeof countIndicator>[4];
  if (!period) return found(await countIndicator(version, { subjects, on }, undefined, ruleset, options));
  const measurement = { rule, version, recordType, period, agencies: [] };
  const counted = await measure(measurement, subjects, ruleset, options);
  const duty = breachDuty(measurement, subjects[0]?.agency ?? "", counted, ruleset, on);
  return duty ? { ...found(counted), ...dueFound(duty, on) } : found(counted);
}

const found = ({ records: _, missing, ...counted }: IndicatorResult): Found => ({
  ...counted,
  missing: [...missing],
});

function dueFound(duty: Parameters<typeof light>[0] & { readonly provisional: boolean }, on: IsoDate): Found {
  return {
    due: duty.dueOn,
    provisional: duty.provisional,
    late: on > duty.dueOn,
    light: light(duty, on),
  };
}
