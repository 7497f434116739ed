import { isSameQuestion } from "../calendar/due-date.ts";
import type { DecidedDuty, Decision, Duty, Subject } from "../entities.ts";
import type { Ruleset } from "../ruleset/ruleset.ts";
import type { IsoDate } from "../schema/primitives.ts";
import { dischargeDuty, evidenceOf } from "./close.ts";
import { formatDutyId } from "./duty-id.ts";
import { type ClosingTerms, closingTerms, ruleVersion } from "./effect.ts";
import { redate } from "./ladder.ts";

type DutyChangeKind = "opened" | "moved" | "discharged" | "withdrawn" | "reopened";
/** `duty` is the duty after the change, its version one higher; a new one has version 1. */
export type DutyChange = { readonly kind: DutyChangeKind; readonly duty: Duty; readonly reason: string };
export type ReconcileContext = { ruleset: Ruleset; subject: Subject; on: IsoDate; by: string };

/** What a decision does to the duties that are stored for its subject. Nothing is ever deleted. */
export function reconcile(
  existing: readonly Duty[],
  decision: Decision,
  ctx: ReconcileContext,
): DutyChange[] {
  const changes: DutyChange[] = [];
  const byRule = Map.groupBy(decision.duties, (duty) => duty.rule);
  for (const [rule, decided] of byRule) {
    const stored = existing.filter((duty) => duty.rule === rule);
    const terms = closingTerms(ruleVersion(ctx.ruleset, rule, findingOf(decision, rule)?.version));
    let instance = Math.max(0, ...stored.map((duty) => duty.instance));
    const context = { ...ctx, terms, nextInstance: () => ++instance };
    for (const duty of decided) {
      // Several agencies may owe the same thing; then each has its own line of instances.
      const lane = decided.length > 1 ? stored.filter((other) => other.agency === duty.responsible) : stored;
      changes.push(...reconcileLane(lane, duty, context));
    }
    if (decided.length > 1) {
      const owing = new Set(decided.map((duty) => duty.responsible));
      changes.push(
        ...withdrawOpen(
          stored.filter((duty) => !owing.has(duty.agency)),
          "责任单位已变更，本事项不再由该单位承担",
        ),
      );
    }
  }
  for (const duty of existing) {
    if (byRule.has(duty.rule)) continue;
    // A lost fact does not make an obligation vanish: only "does not apply" withdraws.
    if (findingOf(decision, duty.rule)?.outcome === "undetermined") continue;
    changes.push(...withdrawOpen([duty], "依据现有事实，本规则不再适用"));
  }
  return changes;
}

type LaneContext = ReconcileContext & { terms: ClosingTerms; nextInstance: () => number };

function reconcileLane(lane: readonly Duty[], decided: DecidedDuty, ctx: LaneContext): DutyChange[] {
  if (!decided.recurring) {
    const current = lane.at(-1);
    return current ? revise(current, decided, ctx) : [open(decided, ctx)];
  }
  const trigger = decided.triggerOn ?? "";
  const byTrigger = lane.toSorted(
    (a, b) => (a.triggerOn ?? "").localeCompare(b.triggerOn ?? "") || a.instance - b.instance,
  );
  const reached = byTrigger.filter((duty) => (duty.triggerOn ?? "") <= trigger);
  const current = reached.at(-1) ?? byTrigger[0];
  const later = byTrigger.filter((duty) => (duty.triggerOn ?? "") > trigger && duty !== current);
  const changes = withdrawOpen(later, "触发日期已更正，本期不再成立");
  const same = current !== undefined && ((current.triggerOn ?? "") === trigger || !reached.includes(current));
  const superseded = reached.filter((duty) => duty.status === "open" && !(same && duty === current));
  changes.push(...superseded.map((duty) => endPeriod(duty, trigger, ctx)));
  return [...changes, ...(same ? revise(current, decided, ctx) : [open(decided, ctx)])];
}

function endPeriod(duty: Duty, trigger: IsoDate, ctx: LaneContext): DutyChange {
  const evidence = evidenceOf(ctx.subject.facts, ctx.terms.evidence);
  const ended = dischargeDuty(duty, { on: trigger, reason: "新一轮已办理", evidence, by: ctx.by });
  return { kind: "discharged", duty: ended, reason: `新一轮于 ${trigger} 办理，本期办结，转入下一期` };
}

/** The stored duty against what is decided now, for the same instance. */
function revise(current: Duty, decided: DecidedDuty, ctx: LaneContext): DutyChange[] {
  if (current.status === "waived") return [];
  // Without a discharging fact only a person closes the duty, and what a person closed stays closed.
  const closedByPerson = current.status === "discharged" && ctx.terms.dischargedBy === undefined;
  if (closedByPerson) return [];
  const next = withDecided(current, judgedBy(current, decided), ctx);
  if (decided.status === "discharged") {
    const done = close(next, decided, ctx);
    if (current.status !== "discharged")
      return [{ kind: "discharged", duty: done, reason: "台账事实表明已办结" }];
    const same = (["on", "at", "late"] as const).every((key) => current.closed?.[key] === done.closed?.[key]);
    return same && !differs(current, next)
      ? []
      : [{ kind: "discharged", duty: done, reason: "办结日期或期限已更正" }];
  }
  if (current.status === "withdrawn") return [reopened(next, "本规则重新适用，恢复办理")];
  if (current.status === "discharged") return [reopened(next, "办结事实已撤回，恢复办理")];
  if (!differs(current, next)) return [];
  const reason =
    current.dueOn === next.dueOn ? "事项信息已更正，期限不变" : `期限由 ${current.dueOn} 改为 ${next.dueOn}`;
  return [{ kind: "moved", duty: { ...next, version: current.version + 1 }, reason }];
}

/** What was done keeps the date that it was judged by, however the calendar changed since; facts may correct it. */
function judgedBy(current: Duty, decided: DecidedDuty): DecidedDuty {
  const { derivation, provisional } = current;
  const keeps =
    current.status === "discharged" &&
    decided.status === "discharged" &&
    isSameQuestion(derivation.from, decided.derivation.from);
  return keeps ? { ...decided, dueOn: derivation.dueOn, derivation, provisional } : decided;
}

const COMPARED = [
  "dueOn",
  "triggerOn",
  "provisional",
  "agency",
  "title",
  "action",
  "caseNumber",
  "historical",
] as const;

function differs(before: Duty, after: Duty): boolean {
  return (
    COMPARED.some((name) => before[name] !== after[name]) ||
    before.derivation.dueAt !== after.derivation.dueAt
  );
}

function withDecided(current: Duty, decided: DecidedDuty, ctx: ReconcileContext): Duty {
  const granted = current.extension?.grantedBy === undefined ? undefined : current.extension.until;
  const dueOn = granted !== undefined && granted > decided.dueOn ? granted : decided.dueOn;
  const { nextStep: _, triggerOn: __, caseNumber: ___, ...kept } = current;
  return {
    ...kept,
    ...decidedFields(decided, dueOn, ctx),
    ...redate(current, decided.ladder, dueOn, ctx.ruleset),
  };
}

function decidedFields(decided: DecidedDuty, dueOn: IsoDate, { ruleset, subject }: ReconcileContext) {
  const numberFact = ruleset.recordTypes.get(subject.type)?.number;
  const caseNumber = numberFact === undefined ? undefined : subject.facts[numberFact];
  const { goLiveOn } = ruleset.settings;
  return {
    agency: decided.responsible,
    title: decided.title,
    action: decided.action,
    ...(decided.triggerOn === undefined ? {} : { triggerOn: decided.triggerOn }),
    dueOn,
    provisional: decided.provisional,
    source: decided.source,
    derivation: decided.derivation,
    cites: decided.cites,
    ...(caseNumber === undefined ? {} : { caseNumber: String(caseNumber) }),
    ruleset: ruleset.hash,
    ladder: decided.ladder,
    historical: goLiveOn !== null && dueOn < goLiveOn,
  };
}

function open(decided: DecidedDuty, ctx: LaneContext): DutyChange {
  const instance = ctx.nextInstance();
  const subject = { type: ctx.subject.type, id: ctx.subject.id };
  const blank = {
    id: formatDutyId(subject, decided.rule, instance),
    subject,
    rule: decided.rule,
    instance,
    status: "open" as const,
    openedOn: ctx.on,
    ...decidedFields(decided, decided.dueOn, ctx),
    steps: [],
    nextStep: 0,
    version: 0,
  };
  const { nextStep: _, ...rest } = blank;
  const duty: Duty = { ...rest, ...redate(blank, decided.ladder, decided.dueOn, ctx.ruleset) };
  if (decided.status === "discharged") {
    return { kind: "discharged", duty: close(duty, decided, ctx), reason: "登记时已办结" };
  }
  return { kind: "opened", duty: { ...duty, version: 1 }, reason: `应于 ${duty.dueOn} 前办结` };
}

function close(duty: Duty, decided: DecidedDuty, ctx: LaneContext): Duty {
  const evidence = evidenceOf(ctx.subject.facts, ctx.terms.evidence);
  return dischargeDuty(duty, {
    on: decided.dischargedOn ?? ctx.on,
    ...(decided.dischargedAt !== undefined && { at: decided.dischargedAt }),
    reason: `台账事实表明已办结${isByDayOnly(duty, decided) ? "；只填写了日期，届满日当日办结的视为按期" : ""}`,
    evidence,
    by: ctx.by,
  });
}

/** Due at an instant of that very day, while nothing says at which it was done. */
const isByDayOnly = ({ dueOn, derivation }: Duty, { dischargedOn, dischargedAt }: DecidedDuty): boolean =>
  derivation.dueAt !== undefined && dischargedAt === undefined && dischargedOn === dueOn;

function reopened(duty: Duty, reason: string): DutyChange {
  const { closed: _, ...kept } = duty;
  return { kind: "reopened", duty: { ...kept, status: "open", version: duty.version + 1 }, reason };
}

function withdrawOpen(duties: readonly Duty[], reason: string): DutyChange[] {
  return duties
    .filter((duty) => duty.status === "open")
    .map((duty) => ({
      kind: "withdrawn",
      duty: { ...duty, status: "withdrawn", version: duty.version + 1 },
      reason,
    }));
}

function findingOf(decision: Decision, rule: string) {
  return decision.findings.find((finding) => finding.rule === rule);
}
