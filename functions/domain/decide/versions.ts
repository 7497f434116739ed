import type { Facts, IsoDate } from "../schema/primitives.ts";
import type { Rule, RuleVersion } from "../schema/rule.ts";

export type VersionInForce = { readonly version: RuleVersion; readonly coversEarlier: boolean };

/**
 * The day that decides which version counts: the date that `due.after` names, else the type's own date, else `on`.
 */
function triggeringDate(
  version: RuleVersion,
  facts: Facts,
  typeDate: string | undefined,
  on: IsoDate,
): IsoDate {
  const due = version.duty?.due;
  const names = due && "after" in due ? [due.after].flat() : [];
  for (const name of [...names, ...(typeDate ? [typeDate] : [])]) {
    const value = facts[name];
    if (typeof value === "string") return value;
  }
  return on;
}

/** The version in force on its triggering date (both ends inclusive), or one that also covers what was there before it. */
export function versionInForce(
  rule: Rule,
  facts: Facts,
  typeDate: string | undefined,
  on: IsoDate,
): VersionInForce | undefined {
  for (const version of rule.versions) {
    const day = triggeringDate(version, facts, typeDate, on);
    if (version.effectiveTo !== undefined && day > version.effectiveTo) continue;
    if (day >= version.effectiveFrom) return { version, coversEarlier: false };
    if (version.coversEarlier) return { version, coversEarlier: true };
  }
  return undefined;
}
