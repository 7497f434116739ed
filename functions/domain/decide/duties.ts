import { derive, isCount } from "../calendar/due-date.ts";
import { dayOf, hasTime } from "../calendar/instants.ts";
import { supervisorOf } from "../duty/supervisor.ts";
import type { DecidedDuty, Derivation } from "../entities.ts";
import type { Ruleset } from "../ruleset/ruleset.ts";
import type { Due, DueAfter } from "../schema/due.ts";
import type { Facts, FactValue, IsoDate } from "../schema/primitives.ts";
import type { Responsible, Rule, RuleVersion } from "../schema/rule.ts";

/** A duty, and the facts by which it is recognised as the same obligation as another. */
export type Decided = {
  readonly duty: DecidedDuty;
  readonly triggerFact: string | undefined;
  readonly dischargedBy: string | undefined;
};

export type DutyContext = {
  readonly ruleset: Ruleset;
  readonly calendar: string;
  /** The record's own. */
  readonly agency: string;
};

/** The duty that a rule opens on a record, or the facts that its due date still needs. */
export function decideDuty(
  rule: Rule,
  version: RuleVersion,
  facts: Facts,
  context: DutyContext,
): Decided | { missing: string[] } {
  const effect = version.duty;
  if (!effect) throw new TypeError(`rule ${rule.id} opens no duty`);
  const computed = computeDue(effect.due, facts, context);
  if ("missing" in computed) return computed;
  const { triggerFact, triggerOn, derivation } = computed;
  const recurring = triggerFact !== undefined && afterFacts(effect.due).includes(effect.dischargedBy ?? "");
  const done =
    effect.dischargedBy === undefined || recurring ? undefined : textOf(facts[effect.dischargedBy]);
  const duty: DecidedDuty = {
    rule: rule.id,
    title: rule.title,
    action: effect.action,
    responsible: responsibleAgency(effect.responsible, context.ruleset, context.agency),
    dueOn: derivation.dueOn,
    provisional: derivation.provisional,
    source: effect.due.source,
    derivation,
    status: done === undefined ? "open" : "discharged",
    recurring,
    cites: rule.cites,
    ladder: effect.ladder,
    ...(triggerOn !== undefined && { triggerOn }),
    ...(done !== undefined && { dischargedOn: dayOf(done), ...(hasTime(done) && { dischargedAt: done }) }),
  };
  return { duty, triggerFact, dischargedBy: effect.dischargedBy };
}

/** When a version's duty would be due, as far as the facts say. */
export function dueOnOf(version: RuleVersion, facts: Facts, context: DutyContext): IsoDate | undefined {
  const computed = version.duty && computeDue(version.duty.due, facts, context);
  return computed && "derivation" in computed ? computed.derivation.dueOn : undefined;
}

function afterFacts(due: Due): string[] {
  return "after" in due ? [due.after].flat() : [];
}

type ComputedDue = { triggerFact?: string; triggerOn?: string; derivation: Derivation };

function computeDue(
  due: Due,
  facts: Facts,
  context: { ruleset: Ruleset; calendar: string },
): ComputedDue | { missing: string[] } {
  const { calendars } = context.ruleset;
  const { calendar } = context;
  if ("every" in due) throw new TypeError("a duty on a record has no period");
  if (!("after" in due)) {
    return { derivation: derive(calendars, calendar, { on: due.on, ...(due.roll && { roll: due.roll }) }) };
  }
  const triggerFact = afterFacts(due).find((name) => typeof facts[name] === "string");
  const count = countOf(due, facts);
  if (triggerFact === undefined) return { missing: afterFacts(due) };
  if (count === undefined) return { missing: [(due.count as { fact: string }).fact] };
  const trigger = facts[triggerFact] as string;
  const triggerOn = dayOf(trigger);
  const after = Number.isInteger(count) ? triggerOn : trigger;
  const question = { after, count, unit: due.unit, ...(due.roll && { roll: due.roll }) };
  return { triggerFact, triggerOn, derivation: derive(calendars, calendar, question) };
}

/** A number that is no limit, such as no days at all, settles nothing: it is still to be stated. */
function countOf({ count, unit }: DueAfter, facts: Facts): number | undefined {
  const value = typeof count === "number" ? count : facts[count.fact];
  return typeof value === "number" && isCount(value, unit) ? value : undefined;
}

function textOf(value: FactValue | undefined): string | undefined {
  return typeof value === "string" ? value : undefined;
}

function responsibleAgency(responsible: Responsible, ruleset: Ruleset, ownAgency: string): string {
  if (responsible === "record.agency") return ownAgency;
  if ("agency" in responsible) return responsible.agency;
  if ("supervisor" in responsible)
    return supervisorOf(responsible.supervisor, ruleset.directory, ownAgency) ?? ownAgency;
  return ownAgency;
}
