import type { DecidedDuty, Decision, Finding, Outcome, Report, Subject, Trace } from "../entities.ts";
import type { Ruleset } from "../ruleset/ruleset.ts";
import type { Facts, FactValue, IsoDate } from "../schema/primitives.ts";
import type { Rule } from "../schema/rule.ts";
import { type CompiledType, compiledType, evaluatorFor } from "./compiled-type.ts";
import { decideDuty } from "./duties.ts";
import type { Evaluation } from "./evaluate.ts";
import { requireRecordType } from "./facts.ts";
import type { Folded } from "./fold.ts";
import { combineGates, type JudgedGate, judgeGate } from "./gates.ts";
import { settingFacts } from "./settings.ts";
import { type VersionInForce, versionInForce } from "./versions.ts";

export type DecideOptions = {
  readonly trace?: boolean;
  /** Overrides of settings by id, for cases; `calendar` too. */
  readonly settings?: Readonly<Record<string, unknown>>;
  /** Sees each condition's trace; the test runner counts leaves with it. */
  readonly observe?: (rule: string, part: "when" | "opensWhen", trace: Trace) => void;
};

const OUTCOME = (result: boolean | null): Outcome =>
  result === null ? "undetermined" : result ? "applies" : "does-not-apply";
const ALWAYS: Folded = { result: true, missing: [], trace: { all: [], result: true } };

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
  const stated = withDefaults(type, subject);
  const typeDate = type.recordType.date;
  const inForce = type.rules.map((rule) => versionInForce(rule, stated, typeDate, on));
  const facts = evaluationFacts(type, stated, ruleset, on, options);
  const evaluation = await evaluatorFor(type, inForce).evaluate(facts, stated);
  const known: Facts = { ...facts, ...stated, ...evaluation.flags };
  const calendar =
    typeof options.settings?.calendar === "string" ? options.settings.calendar : ruleset.settings.calendar;
  const context = { ruleset, calendar, agency: subject.agency ?? "" };
  const found = {
    findings: [] as Finding[],
    gates: [] as JudgedGate[],
    duties: [] as DecidedDuty[],
    reports: [] as Report[],
  };
  type.rules.forEach((rule, i) => {
    apply(rule, inForce[i] as VersionInForce, { type, evaluation, known, context, options, found });
  });
  return {
    type: subject.type,
    id: subject.id,
    ruleset: ruleset.hash,
    findings: found.findings,
    flags: evaluation.flags,
    gates: combineGates(type.recordType, found.gates),
    duties: found.duties,
    reports: found.reports,
  };
}

type Work = {
  type: CompiledType;
  evaluation: Evaluation;
  known: Facts;
  context: { ruleset: Ruleset; calendar: string; agency: string };
  options: DecideOptions;
  found: { findings: Finding[]; gates: JudgedGate[]; duties: DecidedDuty[]; reports: Report[] };
};

function apply(rule: Rule, { version, law }: VersionInForce, work: Work): void {
  const { evaluation, found } = work;
  const base = { rule: rule.id, title: rule.title, cites: rule.cites, law };
  if (!version) {
    found.findings.push({ ...base, outcome: "does-not-apply", missing: [] });
    return;
  }
  const folded = version.when ? (evaluation.results.get(rule.id) ?? ALWAYS) : ALWAYS;
  let outcome = OUTCOME(folded.result);
  let missing = folded.missing;
  work.options.observe?.(rule.id, "when", folded.trace);
  if (version.duty && outcome === "applies") {
    const decided = decideDuty(rule, version, work.known, work.context);
    if ("missing" in decided) [outcome, missing] = ["undetermined", decided.missing];
    else if (law.coversEarlier && decided.duty.dueOn < version.effectiveFrom) outcome = "does-not-apply";
    else found.duties.push(decided.duty);
  }
  if (version.gate) {
    const opens = evaluation.results.get(`${rule.id}#opens`);
    if (opens) work.options.observe?.(rule.id, "opensWhen", opens.trace);
    found.gates.push(judgeGate(rule, version, outcome, opens?.result ?? null));
  }
  if (version.flag?.report && outcome === "applies") {
    found.reports.push({
      rule: rule.id,
      supervisor: version.flag.report.supervisor,
      title: version.flag.report.title,
      cites: rule.cites,
    });
  }
  const settling = missing.length === 0 ? missing : settlingFacts(missing, work);
  const trace = work.options.trace === false ? {} : { trace: folded.trace };
  found.findings.push({ ...base, version: version.effectiveFrom, outcome, missing: settling, ...trace });
}

/** A missing fact that a flag would supply is settled by the facts that the flag misses. */
function settlingFacts(missing: readonly string[], { type, evaluation }: Work): string[] {
  const seen = new Set<string>();
  const settle = (fact: string): string[] => {
    if (seen.has(fact)) return [];
    seen.add(fact);
    const inner = (type.suppliers.get(fact) ?? []).flatMap(
      (rule) => evaluation.results.get(rule)?.missing ?? [],
    );
    return inner.length > 0 ? inner.flatMap(settle) : [fact];
  };
  return missing.flatMap(settle);
}

function withDefaults(type: CompiledType, subject: Subject): Facts {
  const stated: Record<string, FactValue> = { ...subject.facts };
  for (const fact of type.recordType.facts) {
    if (fact.default !== undefined && !(fact.name in stated)) stated[fact.name] = fact.default;
  }
  if (subject.agency !== undefined) stated.agency = subject.agency;
  return stated;
}

/** Only what conditions look at goes to the engine. */
function evaluationFacts(
  type: CompiledType,
  stated: Facts,
  ruleset: Ruleset,
  on: IsoDate,
  options: DecideOptions,
): Facts {
  const day =
    type.recordType.date && typeof stated[type.recordType.date] === "string"
      ? (stated[type.recordType.date] as string)
      : on;
  const settings = settingFacts(ruleset, day, options.settings);
  const facts: Record<string, FactValue> = {};
  for (const name of type.referenced) {
    const value = name === "on" ? on : (stated[name] ?? settings[name]);
    if (value !== undefined) facts[name] = value;
  }
  return facts;
}
