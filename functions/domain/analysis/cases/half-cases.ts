import { calendarTable } from "../../calendar/calendars.ts";
import { inNextHalf } from "../../calendar/halves.ts";
import { dayOf } from "../../calendar/instants.ts";
import type { RuleVersion } from "../../schema/rule.ts";
import type { CaseBook, Draft } from "./case-book.ts";

const TRIES = { 0: "届满的半日之内办结，未逾期", 1: "届满后的半日办结，已逾期" } as const;

/** The record of a draft, done at the last minute of its limit (0) or in the half day after it (1). */
export async function doneInHalf(
  draft: Draft,
  half: 0 | 1,
  { duty }: RuleVersion,
  book: CaseBook,
): Promise<Draft | undefined> {
  const { dueAt } = (await book.run(draft)).outcome.found;
  const { record } = draft.ruleCase;
  if (!record || dueAt === undefined || duty?.dischargedBy === undefined) return undefined;
  const { calendars, settings } = book.ruleset;
  const doneAt = half === 0 ? dueAt : inNextHalf(calendarTable(calendars, settings.calendar), dueAt);
  return {
    ...draft,
    tries: TRIES[half],
    ruleCase: {
      ...draft.ruleCase,
      record: { ...record, facts: { ...record.facts, [duty.dischargedBy]: doneAt } },
      on: dayOf(doneAt),
    },
    expects: ["status", "late"],
  };
}
