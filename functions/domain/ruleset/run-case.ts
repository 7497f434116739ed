import { type Instant, toInstant } from "../calendar/instants.ts";
import { isTooLate } from "../calendar/office-hours.ts";
import { decide } from "../decide/decide.ts";
import { limitOf } from "../duty/close.ts";
import { dateSteps } from "../duty/ladder.ts";
import { light } from "../duty/light.ts";
import type { Derivation, Finding, Trace } from "../entities.ts";
import { YifaError } from "../errors.ts";
import type { IsoDate } from "../schema/primitives.ts";
import { type CaseRun, type Expected, type Found, subjectOf } from "./case-run.ts";
import type { Ruleset } from "./ruleset.ts";
import { runPeriodCase } from "./run-period-case.ts";

export type CaseOutcome = {
  readonly found: Found;
  /** What is not as expected. */
  readonly differs: readonly (keyof Expected)[];
  /** The `effectiveFrom` of the version that counted. */
  readonly version?: IsoDate;
  /** Of a rule on records: why, and what kept a gate shut. */
  readonly finding?: Finding;
  readonly opens?: Trace;
  /** When the record says that the duty was done, where it says so to the minute. */
  readonly doneAt?: Instant;
  /** The case could not be run; `pointer` is within the case. */
  readonly problem?: { readonly message: string; readonly pointer: string };
};

export async function runCase(run: CaseRun): Promise<CaseOutcome> {
  try {
    const onRecord = run.rule.versions.some(({ duty, gate, flag }) => duty ?? gate ?? flag);
    const outcome = onRecord ? await runRecordCase(run) : await runPeriodCase(run);
    const expected = Object.entries(run.ruleCase.expect) as [keyof Expected, unknown][];
    const differs = expected.filter(([key, value]) => !same(value, outcome.found[key])).map(([key]) => key);
    return { ...outcome, differs };
  } catch (error) {
    if (!(error instanceof YifaError)) throw error;
    return { found: {}, differs: [], problem: { message: error.message, pointer: error.pointer ?? "" } };
  }
}

function same(expected: unknown, found: unknown): boolean {
  if (Array.isArray(expected) && Array.isArray(found))
    return JSON.stringify(expected.toSorted()) === JSON.stringify(found.toSorted());
  return expected === found;
}

async function runRecordCase({
  rule,
  ruleCase,
  ruleset,
  on,
  coverage,
}: CaseRun): Promise<Omit<CaseOutcome, "differs">> {
  const type = ruleCase.record?.type ?? rule.versions[0]?.appliesTo ?? "";
  const record = ruleCase.record ?? { facts: {} };
  const subject = subjectOf(record, type, { id: "案例", ruleset, on, pointer: "/record" });
  const traces = new Map<"when" | "opensWhen", Trace>();
  const decision = await decide(subject, ruleset, on, {
    ...(ruleCase.settings && { settings: ruleCase.settings }),
    observe: (id, part, trace) => {
      if (id === rule.id) traces.set(part, trace);
    },
  });
  const finding = decision.findings.find((one) => one.rule === rule.id);
  if (!finding) return { found: {} };
  for (const [part, trace] of traces) coverage.see(`${finding.version}/${part}`, trace);
  const version = rule.versions.find(({ effectiveFrom }) => effectiveFrom === finding.version);
  const gate = version?.gate && decision.gates.find(({ step }) => step === version.gate?.step);
  const flag = version?.flag && decision.flags[version.flag.fact];
  const duty = decision.duties.find((one) => one.rule === rule.id);
  const opens = traces.get("opensWhen");
  return {
    finding,
    ...(finding.version !== undefined && { version: finding.version }),
    ...(opens && { opens }),
    ...(duty?.dischargedAt !== undefined && { doneAt: duty.dischargedAt }),
    found: {
      outcome: finding.outcome,
      missing: [...finding.missing],
      ...(gate && { gate: gate.reasons.find((reason) => reason.rule === rule.id)?.state ?? "open" }),
      ...(flag !== undefined && { flag }),
      ...(duty && {
        responsible: duty.responsible,
        due: duty.dueOn,
        provisional: duty.provisional,
        status: duty.status,
        late: isTooLate(duty.dischargedAt ?? duty.dischargedOn ?? on, limitOf(duty)),
        ...dueAtOf(duty.derivation),
        ...lightOf(duty, ruleset, on),
      }),
    },
  };
}

/** As a lawyer writes it, in Beijing time. */
function dueAtOf({ dueAt }: Derivation): Found {
  const instant = dueAt === undefined ? undefined : toInstant(dueAt);
  return instant === undefined ? {} : { dueAt: instant };
}

type Lit = Omit<Parameters<typeof light>[0], "steps"> & { readonly ladder: string };

function lightOf(duty: Lit, ruleset: Ruleset, on: IsoDate): Found {
  const ladder = ruleset.ladders.get(duty.ladder);
  return ladder ? { light: light({ ...duty, steps: dateSteps(ladder, duty.dueOn, ruleset) }, on) } : {};
}
