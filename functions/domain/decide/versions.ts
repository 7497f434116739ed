import type { LawInForce } from "../entities.ts";
import type { Facts, IsoDate } from "../schema/primitives.ts";
import type { Rule, RuleVersion } from "../schema/rule.ts";

export type VersionInForce = { readonly version?: RuleVersion; readonly law: LawInForce };

/**
 * The day that decides which version counts: the date that `due.after` names, else the type's own date, else `on`.
 */
function triggeringDate(
  version: RuleVersion,
  facts: Facts,
  typeDate: string | undefined,
  on: IsoDate,
): { on: IsoDate; by?: string } {
  const due = version.duty?.due;
  const names = due && "after" in due ? [due.after].flat() : [];
  for (const name of [...names, ...(typeDate ? [typeDate] : [])]) {
    const value = facts[name];
    if (typeof value === "string") return { on: value, by: name };
  }
  return { on };
}

/** The version in force on its triggering date (both ends inclusive), or one that also covers what was there before it. */
export function versionInForce(
  rule: Rule,
  facts: Facts,
  typeDate: string | undefined,
  on: IsoDate,
): VersionInForce {
  let trigger: { on: IsoDate; by?: string } = { on };
  for (const version of rule.versions) {
    trigger = triggeringDate(version, facts, typeDate, on);
    const { effectiveFrom: from, effectiveTo: to } = version;
    if (to !== undefined && trigger.on > to) continue;
    const covers = trigger.on < from;
    if (covers && !version.coversEarlier) continue;
    const law = {
      ...trigger,
      from,
      ...(to !== undefined && { to }),
      ...(covers && { coversEarlier: true as const }),
    };
    return { version, law };
  }
  return { law: trigger };
}
