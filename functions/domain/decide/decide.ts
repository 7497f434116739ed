import { dayOf } from "../calendar/instants.ts";
import type { Decision, Finding, Outcome, Report, Subject, Trace } from "../entities.ts";
import type { Ruleset } from "../ruleset/ruleset.ts";
import type { Facts, FactValue, IsoDate } from "../schema/primitives.ts";
import type { Rule, RuleVersion } from "../schema/rule.ts";
import { Claims } from "./claims.ts";
import { type CompiledType, compiledType, selectionOf } from "./compiled-type.ts";
import { blockedBy, dutyConflicts, flagConflicts, reportOf } from "./conflicts.ts";
import { dueOnOf } from "./duties.ts";
import { requireRecordType } from "./facts.ts";
import type { Folded } from "./fold.ts";
import { combineGates, type JudgedGate, judgeGate } from "./gates.ts";
import { Judge, type Verdict } from "./judge.ts";
import { settingFacts } from "./settings.ts";
import { type VersionInForce, versionInForce } from "./versions.ts";

export type DecideOptions = {
  readonly trace?: boolean;
  /** Overrides of settings by id, for cases; `calendar` too. */
  readonly settings?: Readonly<Record<string, unknown>>;
  /** Sees each condition's trace; the test runner counts leaves with it. */
  readonly observe?: (rule: string, part: "when" | "opensWhen", trace: Trace) => void;
};

/**
 * Which rules apply to a record on day `on` (Asia/Shanghai), what they make of it, and why.
 * Facts must be normalised. Never refuses a record for a missing fact.
 */
export async function decide(
  subject: Subject,
  ruleset: Ruleset,
  on: IsoDate,
  options: DecideOptions = {},
): Promise<Decision> {
  const type = compiledType(ruleset, requireRecordType(ruleset, subject.type));
  const { law, inForce, judge, claims } = await evaluate(type, subject, ruleset, on, options);
  const verdicts = type.rules.map(({ id }) => ({ rule: id, verdict: judge.verdict(id) }));
  const conflicts = [
    ...flagConflicts(claims.contradicted, { type, ruleset, law }),
    ...dutyConflicts(verdicts, { type, ruleset, law }),
  ];
  const applied = type.rules.map((rule, i) =>
    apply(rule, inForce[i] as VersionInForce, { judge, claims, options }),
  );
  return {
    type: subject.type,
    id: subject.id,
    ruleset: ruleset.hash,
    findings: [...applied.map((one) => one.finding), ...conflicts.map((one) => one.finding)],
    flags: claims.supplied,
    gates: combineGates(
      type.recordType,
      applied.flatMap((one) => one.gate ?? []),
      conflicts.map(blockedBy),
    ),
    duties: verdicts.flatMap(({ verdict }) => verdict.decided?.duty ?? []),
    reports: [...applied.flatMap((one) => one.report ?? []), ...conflicts.map(reportOf)],
  };
}

/** Selects the versions in force and runs their conditions. */
async function evaluate(
  type: CompiledType,
  subject: Subject,
  ruleset: Ruleset,
  on: IsoDate,
  { settings }: DecideOptions,
) {
  const stated = withDefaults(type, subject);
  const law = typeLaw(type, stated, on);
  const facts = evaluationFacts(type, stated, settingFacts(ruleset, law.on, settings), on);
  const known: Record<string, FactValue> = { ...facts, ...stated };
  const calendar = typeof settings?.calendar === "string" ? settings.calendar : ruleset.settings.calendar;
  const context = { ruleset, calendar, agency: subject.agency ?? "" };
  const dueOn = (version: RuleVersion) => dueOnOf(version, known, context);
  const question = { typeDate: type.recordType.date, on, dueOn };
  const inForce = type.rules.map((rule) => versionInForce(rule, stated, question));
  const selection = selectionOf(type, inForce);
  const judge = new Judge(type, inForce, known, context);
  const claims = new Claims(selection, judge, stated);
  await selection.evaluator.evaluate(facts, judge.results, (rule) => {
    const supplied = claims.hear(rule);
    if (supplied) known[supplied[0]] = supplied[1];
    return supplied;
  });
  return { law, inForce, judge, claims };
}

type Work = { readonly judge: Judge; readonly claims: Claims; readonly options: DecideOptions };
type Applied = { readonly finding: Finding; readonly gate?: JudgedGate; readonly report?: Report };

function apply(rule: Rule, { version, law }: VersionInForce, { judge, claims, options }: Work): Applied {
  const base = { rule: rule.id, title: rule.title, cites: rule.cites, law };
  if (!version) return { finding: { ...base, outcome: "does-not-apply", missing: [] } };
  const verdict = judge.verdict(rule.id);
  const outcome = outcomeOf(verdict);
  const { trace } = judge.results.get(rule.id) as Folded;
  const opens = version.gate && (judge.results.get(`${rule.id}#opens`) as Folded);
  options.observe?.(rule.id, "when", trace);
  if (opens) options.observe?.(rule.id, "opensWhen", opens.trace);
  const finding: Finding = {
    ...base,
    version: version.effectiveFrom,
    outcome,
    missing: outcome === "undetermined" ? judge.settling(verdict.open, claims.contradicted) : [],
    ...(verdict.exceptions.length > 0 && { exceptions: verdict.exceptions }),
    ...(options.trace !== false && { trace }),
  };
  const report = outcome === "applies" ? version.flag?.report : undefined;
  return {
    finding,
    ...(opens && { gate: judgeGate(rule, version, outcome, opens.result) }),
    ...(report && { report: { rule: rule.id, ...report, cites: rule.cites } }),
  };
}

const outcomeOf = ({ result }: Verdict): Outcome =>
  result === null ? "undetermined" : result ? "applies" : "does-not-apply";

function withDefaults(type: CompiledType, subject: Subject): Facts {
  const stated: Record<string, FactValue> = { ...subject.facts };
  for (const fact of type.recordType.facts) {
    if (fact.default !== undefined && !Object.hasOwn(stated, fact.name)) stated[fact.name] = fact.default;
  }
  if (subject.agency !== undefined) stated.agency = subject.agency;
  return stated;
}

/** The record's own day: settings count as of it. */
function typeLaw({ recordType: { date } }: CompiledType, stated: Facts, on: IsoDate) {
  const own = date !== undefined && Object.hasOwn(stated, date) ? stated[date] : undefined;
  return date !== undefined && typeof own === "string" ? { on: dayOf(own), by: date } : { on };
}

/** Only what conditions look at goes to the engine. */
function evaluationFacts({ referenced }: CompiledType, stated: Facts, settings: Facts, on: IsoDate): Facts {
  const facts: Record<string, FactValue> = {};
  for (const name of referenced) {
    const from = Object.hasOwn(stated, name) ? stated : settings;
    const value = name === "on" ? on : Object.hasOwn(from, name) ? from[name] : undefined;
    if (value !== undefined) facts[name] = value;
  }
  return facts;
}
