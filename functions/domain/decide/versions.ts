import { dayOf } from "../calendar/instants.ts";
import type { LawInForce } from "../entities.ts";
import type { Facts, IsoDate } from "../schema/primitives.ts";
import type { Rule, RuleVersion } from "../schema/rule.ts";

export type VersionInForce = { readonly version?: RuleVersion; readonly law: LawInForce };

export type VersionQuestion = {
  /** The fact that holds the record type's own date. */
  readonly typeDate: string | undefined;
  /** The day of the question. */
  readonly on: IsoDate;
  /** When a version's duty would be due; nothing where it has none, or its facts are missing. */
  readonly dueOn: (version: RuleVersion) => IsoDate | undefined;
};

/** Facts that may hold the triggering date: those that `due.after` names, then the type's own date. */
export function triggerFacts({ duty }: RuleVersion, typeDate: string | undefined): string[] {
  const names = duty && "after" in duty.due ? [duty.due.after].flat() : [];
  return [...new Set([...names, ...(typeDate === undefined ? [] : [typeDate])])];
}

/** The day that decides whether a version counts: the first present fact that may hold it, else `on`. */
function triggeringDate(version: RuleVersion, facts: Facts, { typeDate, on }: VersionQuestion) {
  for (const name of triggerFacts(version, typeDate)) {
    const value = Object.hasOwn(facts, name) ? facts[name] : undefined;
    if (typeof value === "string") return { on: dayOf(value), by: name };
  }
  return { on };
}

/**
 * The version in force on its triggering date (both ends inclusive); where versions name different triggers, the
 * earliest, under which the duty first arose. A later version that covers what was there before it goes before it,
 * unless its duty was due before it took effect: such a version is named only when there is no other.
 */
export function versionInForce(rule: Rule, facts: Facts, question: VersionQuestion): VersionInForce {
  let none: LawInForce = { on: question.on };
  let inForce: VersionInForce | undefined;
  let covering: VersionInForce | undefined;
  let tooEarly: VersionInForce | undefined;
  for (const version of rule.versions) {
    const { effectiveFrom: from, effectiveTo: to } = version;
    const trigger = triggeringDate(version, facts, question);
    none = trigger;
    if (to !== undefined && trigger.on > to) continue;
    const law = { ...trigger, from, ...(to !== undefined && { to }) };
    if (trigger.on >= from) {
      inForce ??= { version, law };
    } else if (version.coversEarlier) {
      const dueOn = question.dueOn(version);
      const found: VersionInForce = { version, law: { ...law, coversEarlier: true } };
      if (dueOn !== undefined && dueOn < from) tooEarly ??= found;
      else covering = found;
    }
  }
  return covering ?? inForce ?? tooEarly ?? { law: none };
}

/** Whether both versions may count for one record: where one date decides on both, their periods must meet. */
export function mayMeet(one: RuleVersion, other: RuleVersion, typeDate: string | undefined): boolean {
  if (triggerFacts(one, typeDate).join() !== triggerFacts(other, typeDate).join()) return true;
  const endsBefore = (first: RuleVersion, second: RuleVersion) =>
    first.effectiveTo !== undefined && !second.coversEarlier && first.effectiveTo < second.effectiveFrom;
  return !endsBefore(one, other) && !endsBefore(other, one);
}
