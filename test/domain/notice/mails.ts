import type { Duty } from "../../../functions/domain/entities.ts";
import { type Composed, compose } from "../../../functions/domain/notice/compose.ts";
import type { NoticeLine } from "../../../functions/domain/notice/line.ts";
import { shippedRules } from "../../support/rules.ts";
import { aDuty } from "./rules.ts";

const ruleset = await shippedRules();
const ON = "2026-11-23";
const READER = "market-regulation-case-officer";

export const line = (duty: Duty, step = "due-day", more: Partial<NoticeLine> = {}): NoticeLine => ({
  key: `line:1:${duty.id}#${step}#p`,
  kind: "step",
  agency: "market-regulation",
  recipient: READER,
  on: ON,
  status: "collecting",
  dutyId: duty.id,
  step,
  ...more,
});

/** A line that says something by itself. */
export function note(kind: NoticeLine["kind"], text: string, n = 0): NoticeLine {
  const { dutyId: _, step: __, ...rest } = line(aDuty());
  return { ...rest, key: `line:1:${kind}${n}#x#p`, kind, text };
}

/** The digest of 2026-11-23 with a line for each duty. */
export function mailOf(
  duties: readonly Duty[],
  extra: readonly NoticeLine[] = [],
  agency = "market-regulation",
  templates = ruleset.templates,
): Composed {
  return compose({
    digest: { id: `digest:1:${READER}:${ON}`, agency, recipient: READER, day: ON },
    lines: [...duties.map((duty) => line(duty)), ...extra],
    duties: new Map(duties.map((duty) => [duty.id, duty])),
    ruleset: { ...ruleset, templates },
    on: ON,
  });
}

export const idOf = (n: number) => `enforcement-decision:A${n}:disclosure.licence-or-penalty:1`;
export const due = (n: number, dueOn: string, more: Partial<Duty> = {}) =>
  aDuty({ id: idOf(n), subject: { type: "enforcement-decision", id: `A${n}` }, dueOn, ...more });
