import { factsReadBy } from "../ruleset/flag-levels.ts";
import type { Ruleset } from "../ruleset/ruleset.ts";
import type { RuleVersion } from "../schema/rule.ts";

/** What another ruleset may change of what is stored. */
export type Affected = {
  /** Calendars: due dates of open duties, also of those without a record. */
  readonly dates: boolean;
  /** Record types whose records are to be decided anew. */
  readonly types: readonly string[];
};

/** By comparing each base with what is in force; a base that cannot be read any more may differ in everything. */
export function affectedBy(bases: readonly (Ruleset | undefined)[], now: Ruleset): Affected {
  const differs = (part: (ruleset: Ruleset) => string) =>
    bases.some((base) => base === undefined || part(base) !== part(now));
  return {
    dates: differs(({ calendarsHash }) => calendarsHash),
    types: [...now.recordTypes.keys()].filter((type) => differs((ruleset) => basisOf(ruleset, type))),
  };
}

/** Everything that a decision on a record of this type rests on, beside the calendars. */
export function basisOf(ruleset: Ruleset, type: string): string {
  const { recordTypes, rules, settings, actions, directory } = ruleset;
  const own = rules
    .map((rule) => ({ ...rule, versions: versionsOn(type, rule) }))
    .filter(({ versions }) => versions.length > 0);
  const read = new Set(own.flatMap(({ versions }) => versions.flatMap(factsReadBy)));
  const agencies = directory.agencies.map(({ people: _, ...agency }) => agency);
  return JSON.stringify([
    recordTypes.get(type) ?? null,
    own,
    settingsIn(ruleset, read),
    [settings.calendar, settings.goLiveOn],
    [...actions.values()],
    { ...directory, agencies },
  ]);
}

export const versionsOn = (type: string, { versions }: { versions: readonly RuleVersion[] }): RuleVersion[] =>
  versions.filter(({ appliesTo }) => appliesTo === type);

/** The settings among facts that are read. */
export const settingsIn = ({ settings }: Ruleset, read: ReadonlySet<string>) =>
  settings.values.filter(({ id }) => read.has(`setting.${id}`));
