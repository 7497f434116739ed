import { formatDutyId } from "../duty/duty-id.ts";
import { dateSteps } from "../duty/ladder.ts";
import type { Derivation, Duty, Figure } from "../entities.ts";
import type { Ruleset } from "../ruleset/ruleset.ts";
import type { DueSource, IsoDate } from "../schema/primitives.ts";
import type { Rule } from "../schema/rule.ts";

export type PeriodDuty = {
  readonly rule: Rule;
  readonly title: string;
  readonly action: string;
  readonly agency: string;
  /** The period or the date: its subject is `<agency>:<occasion>`. */
  readonly occasion: string;
  readonly triggerOn?: IsoDate;
  readonly derivation: Derivation;
  readonly source: DueSource;
  readonly ladder: string;
  readonly figure?: Figure;
};

/** A duty that a period opens. Its id follows from agency, occasion and rule, so opening it twice is noticed. */
export function periodDuty(from: PeriodDuty, ruleset: Ruleset, openedOn: IsoDate): Duty {
  const subject = { type: "period", id: `${from.agency}:${from.occasion}` };
  const { dueOn, provisional } = from.derivation;
  const { goLiveOn } = ruleset.settings;
  const ladder = ruleset.ladders.get(from.ladder);
  const steps = ladder ? dateSteps(ladder, dueOn, ruleset) : [];
  return {
    id: formatDutyId(subject, from.rule.id, 1),
    subject,
    agency: from.agency,
    rule: from.rule.id,
    instance: 1,
    title: from.title,
    action: from.action,
    status: "open",
    ...(from.triggerOn === undefined ? {} : { triggerOn: from.triggerOn }),
    dueOn,
    provisional,
    source: from.source,
    derivation: from.derivation,
    cites: from.rule.cites,
    openedOn,
    ruleset: ruleset.hash,
    ladder: from.ladder,
    steps,
    ...(steps.length > 0 ? { nextStep: 0 } : {}),
    ...(from.figure && { figure: from.figure }),
    historical: goLiveOn !== null && dueOn < goLiveOn,
    version: 1,
  };
}
