import { factsReadBy } from "../ruleset/flag-levels.ts";
import type { Ruleset } from "../ruleset/ruleset.ts";
import type { Ladder } from "../schema/folder.ts";

const SETTING = "setting.";

/**
 * The record types on whose records two rulesets may say different things, now or in the next mail. Of all others
 * nothing that is decided, dated or told has changed, so their records need not be read.
 */
export function affectedTypes(from: Ruleset, to: Ruleset): Set<string> {
  const types = new Set([...from.recordTypes.keys(), ...to.recordTypes.keys()]);
  return new Set([...types].filter((type) => bearingOn(type, from) !== bearingOn(type, to)));
}

/** All of a ruleset that bears on the records of one type, as one text. */
function bearingOn(type: string, ruleset: Ruleset): string {
  const { recordTypes, rules, settings, ladders, directory, calendarsHash } = ruleset;
  const own = rules
    .map((rule) => ({ ...rule, versions: rule.versions.filter(({ appliesTo }) => appliesTo === type) }))
    .filter(({ versions }) => versions.length > 0);
  const versions = own.flatMap((rule) => rule.versions);
  const climbed = [...new Set(versions.flatMap(({ duty }) => duty?.ladder ?? []))].map((id) =>
    ladders.get(id),
  );
  const read = new Set([...versions.flatMap(factsReadBy), ...offsets(climbed)]);
  const { values, calendar, goLiveOn, factsRequestEveryWorkingDays } = settings;
  return JSON.stringify([
    recordTypes.get(type) ?? null,
    own,
    climbed,
    values.filter(({ id }) => read.has(`${SETTING}${id}`)),
    [calendar, calendarsHash, goLiveOn, factsRequestEveryWorkingDays],
    directory,
  ]);
}

/** Settings that say when a step is. */
function offsets(ladders: readonly (Ladder | undefined)[]): string[] {
  return ladders.flatMap((ladder) =>
    (ladder?.steps ?? []).flatMap(({ offsetWorkingDays: at }) => (typeof at === "object" ? [at.fact] : [])),
  );
}
