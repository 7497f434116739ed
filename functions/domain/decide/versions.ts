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

/** The day that decides whether a version counts: the date that `due.after` names, else the type's own date, else `on`. */
function triggeringDate(version: RuleVersion, facts: Facts, { typeDate, on }: VersionQuestion) {
  const due = version.duty?.due;
  const names = due && "after" in due ? [due.after].flat() : [];
  for (const name of [...names, ...(typeDate ? [typeDate] : [])]) {
    const value = Object.hasOwn(facts, name) ? facts[name] : undefined;
    if (typeof value === "string") return { on: value, by: name };
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
