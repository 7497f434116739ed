import { awaitedOn } from "../duty/ladder.ts";
import {
  afterChanges,
  type KnownCase,
  type NewReport,
  type Revision,
  reviseCase,
} from "../duty/revise-case.ts";
import type { Decision, Duty, GateState, Outcome, RecordKey } from "../entities.ts";
import type { NoticeLine } from "../notice/line.ts";
import { nextMailingDay } from "../notice/mailing-day.ts";
import { reportLines } from "../notice/report-line.ts";
import { planDuty } from "../notice/sweep.ts";
import type { Ruleset } from "../ruleset/ruleset.ts";
import type { GateStep } from "../schema/gate-step.ts";
import type { Facts, IsoDate } from "../schema/primitives.ts";

/** The rules as they are and as they would be, on one day. */
export type Change = { readonly from: Ruleset; readonly to: Ruleset; readonly on: IsoDate };

export type ImpactedRecord = RecordKey & { readonly agency: string; readonly facts: Facts };
/** A case as it stands: with the keys of its lines, and the reports that are not told yet. */
export type StandingCase = KnownCase & {
  readonly lines: ReadonlySet<string>;
  readonly untold: readonly NewReport["report"][];
};

type Of = RecordKey & { readonly agency: string };
export type FlippedFinding = Of & {
  readonly rule: string;
  /** Absent where the rule is new, or gone. */
  readonly before?: Outcome;
  readonly after?: Outcome;
};
export type ChangedGate = Of & {
  readonly step: GateStep;
  readonly before?: GateState;
  readonly after?: GateState;
};
export type ChangedDuty = {
  readonly kind: "opened" | "withdrawn" | "moved" | "closed" | "reopened" | "handed-over";
  readonly duty: string;
  readonly agency: string;
  readonly rule: string;
  readonly before?: IsoDate;
  readonly after?: IsoDate;
};
/** Lines that one person would get on the next mailing day. */
export type MailLine = { readonly agency: string; readonly recipient: string; readonly key: string };

/** What a change of rules does to one record. */
export type CaseImpact = Of & {
  readonly findings: readonly FlippedFinding[];
  readonly gates: readonly ChangedGate[];
  readonly duties: readonly ChangedDuty[];
  readonly mail: { readonly before: readonly MailLine[]; readonly after: readonly MailLine[] };
  /** Facts that are asked for. */
  readonly missing: { readonly before: readonly string[]; readonly after: readonly string[] };
};

/** A record of which nothing is stored yet: as the old rules would have it. */
const NOTHING: StandingCase = { duties: [], reports: [], lines: new Set(), untold: [] };

/**
 * A record under both rulesets on one day: what publishing does to it, by the same road as publishing. Without `known`
 * it stands as the old rules would have it.
 */
export async function caseImpact(
  record: ImpactedRecord,
  known: StandingCase | undefined,
  { from, to, on }: Change,
): Promise<CaseImpact> {
  const before = await standing(record, known ?? NOTHING, from, on);
  const start = known ?? { ...before, lines: NOTHING.lines };
  const after = await standing(record, start, to, on);
  const of = { type: record.type, id: record.id, agency: record.agency };
  return {
    ...of,
    findings: flipped(before.revision.decision, after.revision.decision, of),
    gates: changedGates(before.revision.decision, after.revision.decision, of),
    duties: changedDuties(before.duties, after.duties),
    mail: { before: nextMail(before, from, on), after: nextMail(after, to, on) },
    missing: { before: before.revision.missing, after: after.revision.missing },
  };
}

type Standing = {
  readonly revision: Revision;
  readonly duties: readonly Duty[];
  readonly reports: readonly NewReport["report"][];
  readonly untold: readonly NewReport["report"][];
  readonly lines: ReadonlySet<string>;
};

async function standing(
  record: ImpactedRecord,
  known: StandingCase,
  ruleset: Ruleset,
  on: IsoDate,
): Promise<Standing> {
  const revision = await reviseCase(record, known, { ruleset, on, by: "impact" });
  const made = revision.reports.map(({ report }) => report);
  const awaiting = revision.reports.flatMap(({ report, awaits }) => (awaits ? [report] : []));
  const stillSaid = new Set(revision.decision.reports.map(({ rule }) => rule));
  return {
    revision,
    duties: afterChanges(known.duties, revision.changes),
    reports: made,
    untold: [...known.untold, ...awaiting].filter(({ rule }) => stillSaid.has(rule)),
    lines: known.lines,
  };
}

/** What the sweep of the next mailing day would tell, as it stands on `on`. */
function nextMail({ duties, untold, lines: known }: Standing, ruleset: Ruleset, on: IsoDate): MailLine[] {
  const day = nextMailingDay(ruleset, on);
  const { goLiveOn } = ruleset.settings;
  if (goLiveOn !== null && day < goLiveOn) return [];
  const steps = duties
    .filter((duty) => (awaitedOn(duty) ?? "9999") <= day)
    .flatMap((duty) => planDuty(duty, { ruleset, on: day, known }).lines);
  const reports = untold.flatMap((report) => reportLines(report, ruleset.directory, day));
  return [...steps, ...reports].filter(({ status }) => status === "collecting").map(short);
}

const short = ({ agency, recipient, key }: NoticeLine): MailLine => ({ agency, recipient, key });

function flipped(before: Decision, after: Decision, of: Of): FlippedFinding[] {
  const outcomes = ({ findings }: Decision) => new Map(findings.map((one) => [one.rule, one.outcome]));
  const [was, is] = [outcomes(before), outcomes(after)];
  return [...new Set([...was.keys(), ...is.keys()])].sort().flatMap((rule) => {
    const [a, b] = [was.get(rule), is.get(rule)];
    // A rule that is new or gone and does not apply changes nothing.
    const says = (outcome: Outcome | undefined) => outcome ?? "does-not-apply";
    if (says(a) === says(b)) return [];
    return [{ ...of, rule, ...(a && { before: a }), ...(b && { after: b }) }];
  });
}

function changedGates(before: Decision, after: Decision, of: Of): ChangedGate[] {
  const states = ({ gates }: Decision) => new Map(gates.map((one) => [one.step, one.state]));
  const [was, is] = [states(before), states(after)];
  return [...new Set([...was.keys(), ...is.keys()])].sort().flatMap((step) => {
    const [a, b] = [was.get(step), is.get(step)];
    if (a === b) return [];
    return [{ ...of, step, ...(a && { before: a }), ...(b && { after: b }) }];
  });
}

function changedDuties(before: readonly Duty[], after: readonly Duty[]): ChangedDuty[] {
  const [was, is] = [byId(before), byId(after)];
  return [...new Set([...was.keys(), ...is.keys()])].sort().flatMap((id) => {
    const [a, b] = [was.get(id), is.get(id)];
    const kind = kindOf(a, b);
    const { agency, rule } = (b ?? a) as Duty;
    if (!kind) return [];
    return [{ kind, duty: id, agency, rule, ...(a && { before: a.dueOn }), ...(b && { after: b.dueOn }) }];
  });
}

const byId = (duties: readonly Duty[]) => new Map(duties.map((duty) => [duty.id, duty]));

function kindOf(before: Duty | undefined, after: Duty | undefined): ChangedDuty["kind"] | undefined {
  const [was, is] = [before?.status, after?.status];
  if (was !== "open" && is === "open") return was === undefined ? "opened" : "reopened";
  if (was === "open" && is === "withdrawn") return "withdrawn";
  if (was === "open" && is !== "open") return "closed";
  if (was === "open" && before?.agency !== after?.agency) return "handed-over";
  return before && after && before.dueOn !== after.dueOn ? "moved" : undefined;
}
