import { basisOf, settingsIn, versionsOn } from "../publication/affected.ts";
import type { Ruleset } from "../ruleset/ruleset.ts";

/**
 * The record types on whose records two rulesets may say different things, now or in the next mail. Of all others
 * nothing that is decided, dated or told has changed, so their records need not be read.
 */
export function affectedTypes(from: Ruleset, to: Ruleset): Set<string> {
  const types = [...new Set([...from.recordTypes.keys(), ...to.recordTypes.keys()])];
  const bearing = (ruleset: Ruleset, type: string) =>
    [basisOf(ruleset, type), ruleset.calendarsHash, tellingOf(ruleset, type)].join();
  return new Set(types.filter((type) => bearing(from, type) !== bearing(to, type)));
}

/** Whom mail about such records goes to, and when. */
function tellingOf(ruleset: Ruleset, type: string): string {
  const { rules, ladders, settings, directory } = ruleset;
  const climbed = new Set(
    rules.flatMap((rule) => versionsOn(type, rule).flatMap(({ duty }) => duty?.ladder ?? [])),
  );
  const own = [...climbed].map((id) => ladders.get(id));
  const offsets = own.flatMap((ladder) =>
    (ladder?.steps ?? []).flatMap(({ offsetWorkingDays: at }) => (typeof at === "object" ? [at.fact] : [])),
  );
  const { factsRequestEveryWorkingDays } = settings;
  return JSON.stringify([
    own,
    settingsIn(ruleset, new Set(offsets)),
    factsRequestEveryWorkingDays,
    directory,
  ]);
}
