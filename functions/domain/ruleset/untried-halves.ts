import { calendarTable } from "../calendar/calendars.ts";
import { halvesUntil } from "../calendar/halves.ts";
import type { RuleVersion } from "../schema/rule.ts";
import type { Ruleset } from "./ruleset.ts";
import type { Tried } from "./run-cases.ts";

/**
 * Of a version that counts half days to what is done at an instant: whether no case has it done in the last half day
 * (0), and in the half after it (1).
 */
export function untriedHalves(version: RuleVersion, tried: readonly Tried[], ruleset: Ruleset): (0 | 1)[] {
  if (!endsInHalf(version, ruleset)) return [];
  const table = calendarTable(ruleset.calendars, ruleset.settings.calendar);
  const done = (half: 0 | 1) =>
    tried.some(({ ruleCase: { expect }, outcome: { found, doneAt, version: counted } }) => {
      if (counted !== version.effectiveFrom || found.dueAt === undefined || doneAt === undefined)
        return false;
      if (expect.late !== (half === 1)) return false;
      const after = halvesUntil(table, doneAt) - halvesUntil(table, found.dueAt);
      return half === 1 ? doneAt > found.dueAt && after <= 1 : doneAt <= found.dueAt && after === 0;
    });
  return ([0, 1] as const).filter((half) => !done(half));
}

function endsInHalf({ duty, appliesTo }: RuleVersion, { recordTypes }: Ruleset): boolean {
  if (!duty || !("after" in duty.due) || Number.isInteger(duty.due.count)) return false;
  const done = recordTypes.get(appliesTo ?? "")?.facts.find(({ name }) => name === duty.dischargedBy);
  return typeof duty.due.count === "number" && done?.type === "instant";
}
