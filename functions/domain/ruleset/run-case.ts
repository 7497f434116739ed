import { rollFixed } from "../calendar/working-days.ts";
import { decide } from "../decide/decide.ts";
import { normaliseFacts } from "../decide/facts.ts";
import { countIndicator } from "../decide/indicator.ts";
import { dateSteps } from "../duty/ladder.ts";
import { light } from "../duty/light.ts";
import type { Subject } from "../entities.ts";
import { YifaError } from "../errors.ts";
import { cadenceDuties, versionAtStart } from "../period/cadence.ts";
import { breachDuty } from "../period/indicator.ts";
import { fixedDay, type Period, parsePeriod } from "../period/period.ts";
import type { IsoDate } from "../schema/primitives.ts";
import type { Rule, RuleCase, RuleVersion } from "../schema/rule.ts";
import type { LeafCoverage } from "./leaf-coverage.ts";
import type { Ruleset } from "./ruleset.ts";

/** What came of a case, and how that differs from what it expects. */
export type CaseOutcome = { readonly failures: readonly string[]; readonly dueOn?: IsoDate };

type Found = { [K in keyof RuleCase["expect"]]?: RuleCase["expect"][K] };

export async function runCase(
  rule: Rule,
  ruleCase: RuleCase,
  ruleset: Ruleset,
  on: IsoDate,
  coverage: LeafCoverage,
): Promise<CaseOutcome> {
  try {
    const found = await findOut(rule, ruleCase, ruleset, on, coverage);
    const failures = Object.entries(ruleCase.expect).flatMap(([key, expected]) => {
      const actual = found[key as keyof Found];
      return same(expected, actual)
        ? []
        : [`${key}：应为 ${JSON.stringify(expected)}，实为 ${JSON.stringify(actual) ?? "无"}`];
    });
    return { failures, ...(found.due !== undefined && { dueOn: found.due }) };
  } catch (error) {
    if (!(error instanceof YifaError)) throw error;
    return { failures: [`${error.code}：${error.message}`] };
  }
}

function same(expected: unknown, actual: unknown): boolean {
  if (Array.isArray(expected) && Array.isArray(actual))
    return JSON.stringify([...expected].sort()) === JSON.stringify([...actual].sort());
  return expected === actual;
}

async function findOut(
  rule: Rule,
  ruleCase: RuleCase,
  ruleset: Ruleset,
  on: IsoDate,
  coverage: LeafCoverage,
): Promise<Found> {
  const version = rule.versions.find((v) => v.cadence || v.indicator || v.register);
  if (version?.cadence) return cadenceCase(rule, ruleCase, ruleset, on);
  if (version?.register) return registerCase(version, ruleCase, ruleset, on);
  if (version?.indicator) return indicatorCase(rule, version, ruleCase, ruleset, on, coverage);
  return recordCase(rule, ruleCase, ruleset, on, coverage);
}

function subjectOf(
  record: NonNullable<RuleCase["record"]>,
  type: string,
  id: string,
  ruleset: Ruleset,
): Subject {
  const facts = normaliseFacts(ruleset, type, record.facts);
  return { type, id: record.id ?? id, facts, ...(record.agency !== undefined && { agency: record.agency }) };
}

async function indicatorCase(
  rule: Rule,
  version: RuleVersion,
  ruleCase: RuleCase,
  ruleset: Ruleset,
  on: IsoDate,
  coverage: LeafCoverage,
): Promise<Found> {
  const recordType = version.appliesTo as string;
  const subjects = (ruleCase.records ?? []).map((record, i) =>
    subjectOf(record, recordType, String(i + 1), ruleset),
  );
  const result = await countIndicator(version, subjects, ruleset, on, {
    ...(ruleCase.settings && { settings: ruleCase.settings }),
    observe: (part, folded) => coverage.see(`${version.effectiveFrom}/${part}`, folded.trace),
  });
  if (result.outcome !== "applies" || ruleCase.period === undefined) return result;
  const { indicator } = version;
  if (!indicator) return result;
  const measurement = {
    rule,
    version: { ...version, indicator },
    recordType,
    period: periodNamed(ruleCase),
    agencies: [],
  };
  const duty = breachDuty(measurement, subjects[0]?.agency ?? "", result, ruleset, on);
  if (!duty) return result;
  return {
    ...result,
    due: duty.dueOn,
    provisional: duty.provisional,
    late: on > duty.dueOn,
    light: light(duty, on),
  };
}

function registerCase(version: RuleVersion, ruleCase: RuleCase, ruleset: Ruleset, on: IsoDate): Found {
  const { lookAgain } = version.register as NonNullable<RuleVersion["register"]>;
  if (ruleCase.period === undefined) return { outcome: "applies" };
  const { dueOn, provisional } = rollFixed(
    ruleset.calendars,
    ruleset.settings.calendar,
    fixedDay(lookAgain, periodNamed(ruleCase)),
    lookAgain.roll ?? "none",
  );
  return { outcome: "applies", due: dueOn, provisional, late: on > dueOn };
}

function periodNamed(ruleCase: RuleCase): Period {
  const period = parsePeriod(ruleCase.period ?? "");
  if (period) return period;
  throw new YifaError(
    "invalid",
    "malformed-period",
    `period“${ruleCase.period ?? ""}”应为年、半年、季度或月，例如 2026、2026-H1、2026-Q1、2026-01`,
  );
}

function cadenceCase(rule: Rule, ruleCase: RuleCase, ruleset: Ruleset, on: IsoDate): Found {
  const period = periodNamed(ruleCase);
  const version = versionAtStart(rule, period);
  const first = version?.cadence && parsePeriod(version.cadence.firstPeriod);
  const duty =
    version && first && first.startsOn <= period.startsOn
      ? cadenceDuties(rule, version, period, ruleset, on)[0]
      : undefined;
  if (!duty) return { outcome: "does-not-apply" };
  return {
    outcome: "applies",
    due: duty.dueOn,
    provisional: duty.provisional,
    late: on > duty.dueOn,
    light: light(duty, on),
  };
}

async function recordCase(
  rule: Rule,
  ruleCase: RuleCase,
  ruleset: Ruleset,
  on: IsoDate,
  coverage: LeafCoverage,
): Promise<Found> {
  const type = ruleCase.record?.type ?? rule.versions[0]?.appliesTo ?? "";
  const subject = subjectOf(ruleCase.record ?? { facts: {} }, type, "案例", ruleset);
  const traces: [string, Parameters<LeafCoverage["see"]>[1]][] = [];
  const decision = await decide(subject, ruleset, on, {
    ...(ruleCase.settings && { settings: ruleCase.settings }),
    observe: (id, part, trace) => {
      if (id === rule.id) traces.push([part, trace]);
    },
  });
  const finding = decision.findings.find((f) => f.rule === rule.id);
  if (!finding) return {};
  for (const [part, trace] of traces) coverage.see(`${finding.version}/${part}`, trace);
  const version = rule.versions.find((v) => v.effectiveFrom === finding.version);
  const gate = version?.gate && decision.gates.find((g) => g.step === version.gate?.step);
  const own = gate?.reasons.find((r) => r.rule === rule.id)?.state ?? (gate ? "open" : undefined);
  const flag = version?.flag ? decision.flags[version.flag.fact] : undefined;
  const duty = decision.duties.find((d) => d.rule === rule.id);
  return {
    outcome: finding.outcome,
    missing: [...finding.missing],
    ...(own !== undefined && { gate: own }),
    ...(flag !== undefined && { flag }),
    ...(duty && {
      due: duty.dueOn,
      provisional: duty.provisional,
      status: duty.status,
      late: (duty.dischargedOn ?? on) > duty.dueOn,
      ...lightOf(duty.ladder, duty, ruleset, on),
    }),
  };
}

function lightOf(
  ladder: string,
  duty: { dueOn: IsoDate; provisional: boolean; status?: "open" | "discharged"; triggerOn?: IsoDate },
  ruleset: Ruleset,
  on: IsoDate,
): Found {
  const steps = ruleset.ladders.get(ladder);
  if (!steps) return {};
  return { light: light({ status: "open", ...duty, steps: dateSteps(steps, duty.dueOn, ruleset) }, on) };
}
