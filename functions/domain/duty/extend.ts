import { dueDate } from "../calendar/due-date.ts";
import type { Duty } from "../entities.ts";
import { YifaError } from "../errors.ts";
import type { Ruleset } from "../ruleset/ruleset.ts";
import type { IsoDate } from "../schema/primitives.ts";
import type { RuleVersion } from "../schema/rule.ts";
import { redate } from "./ladder.ts";

type Extension = NonNullable<NonNullable<RuleVersion["duty"]>["extension"]>;

/** The request on record; the due date stays until somebody else has granted it. */
export function askExtension(
  duty: Duty,
  terms: Extension,
  ask: { until: IsoDate; reason: string; by: string; on: IsoDate },
  ruleset: Ruleset,
): Duty {
  if (duty.extension) {
    throw new YifaError(
      "conflict",
      "already-extended",
      `事项已申请延期至 ${duty.extension.until}，不得重复申请`,
    );
  }
  if (ask.on > duty.dueOn)
    throw new YifaError("conflict", "already-overdue", `期限已于 ${duty.dueOn} 届满，届满后不得申请延期`);
  const { count, unit } = terms.max;
  const latest = dueDate(ruleset.calendars, {
    after: duty.dueOn,
    count,
    unit,
    calendar: ruleset.settings.calendar,
  }).dueOn;
  if (ask.until <= duty.dueOn || ask.until > latest) {
    throw new YifaError(
      "invalid",
      "extension-out-of-range",
      `延期至“${ask.until}”不可用，应晚于 ${duty.dueOn} 且不晚于 ${latest}（${terms.basis}）`,
      {
        pointer: "/until",
      },
    );
  }
  return {
    ...duty,
    extension: { until: ask.until, reason: ask.reason, askedBy: ask.by },
    version: duty.version + 1,
  };
}

export function grantExtension(duty: Duty, by: string, ruleset: Ruleset): Duty {
  if (!duty.extension || duty.extension.grantedBy !== undefined) {
    throw new YifaError("conflict", "no-extension-asked", "没有待批准的延期申请");
  }
  const { nextStep: _, ...kept } = duty;
  const dueOn = duty.extension.until;
  return {
    ...kept,
    dueOn,
    ...redate(duty, duty.ladder, dueOn, ruleset),
    extension: { ...duty.extension, grantedBy: by },
    version: duty.version + 1,
  };
}
