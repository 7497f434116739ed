import type { Ruleset } from "../ruleset/ruleset.ts";

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
function basisOf({ recordTypes, rules, settings, actions, directory }: Ruleset, type: string): string {
  const own = rules.filter(({ versions }) => versions.some(({ appliesTo }) => appliesTo === type));
  const agencies = directory.agencies.map(({ people: _, ...agency }) => agency);
  return JSON.stringify([
    recordTypes.get(type),
    own,
    settings,
    [...actions.values()],
    { ...directory, agencies },
  ]);
}
