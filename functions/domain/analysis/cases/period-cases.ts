import { addDays } from "../../calendar/dates.ts";
import { versionAtStart } from "../../period/cadence.ts";
import { onceOf } from "../../period/occasion.ts";
import {
  everyOf,
  nextPeriod,
  type Period,
  parsePeriod,
  periodOf,
  previousPeriod,
} from "../../period/period.ts";
import type { RuleCase, RuleVersion } from "../../schema/rule.ts";
import type { Demand } from "../demands.ts";
import { TRUE } from "../outcomes.ts";
import type { CaseBook, Draft } from "./case-book.ts";
import { dueDayText, versionText } from "./case-text.ts";

/** Proposes what the cases of a cadence or a register leave untried. */
export async function proposePeriodCases(book: CaseBook): Promise<void> {
  for (const version of book.rule.versions) {
    const occasions = occasionsUnder(version, book);
    const [occasion] = occasions;
    if (!occasion) continue;
    for (const days of book.untriedDueDays(version)) {
      const drafts = await Promise.all(
        occasions.flatMap((one) =>
          settingsUnder(version, book).map((settings) => onDueDay(one, days, book, settings)),
        ),
      );
      const draft = await book.firstSettled(drafts.flatMap((one) => one ?? []));
      if (draft) await book.propose(draft);
    }
    if (!book.hasTried(version))
      await book.propose({
        tries: `${occasion.label}，${versionText(version.effectiveFrom)}`,
        ruleCase: { period: occasion.id, on: book.on },
      });
  }
}

type Named = Pick<Period, "id" | "label">;

function occasionsUnder(version: RuleVersion, book: CaseBook): readonly Named[] {
  const once = version.cadence && onceOf(version.cadence);
  return once ? [once] : periodsUnder(version, book);
}

/** As they are, and of a cadence of some years only as they may be instead. */
function settingsUnder(
  { cadence }: RuleVersion,
  { ruleset }: CaseBook,
): (RuleCase["settings"] | undefined)[] {
  const fact = cadence?.years?.fact;
  const setting = ruleset.settings.values.find(({ id }) => `setting.${id}` === fact);
  return [undefined, ...(setting?.accepted ?? []).map(({ value }) => ({ [setting?.id ?? ""]: value }))];
}

async function onDueDay(
  { id, label }: Named,
  days: 0 | 1,
  book: CaseBook,
  settings: RuleCase["settings"],
): Promise<Draft | undefined> {
  const tries = `${label}，${dueDayText(days)}`;
  const ruleCase = { period: id, on: book.on, ...(settings && { settings }) };
  const { due } = (await book.run({ tries, ruleCase })).outcome.found;
  if (due === undefined) return undefined;
  return { tries, ruleCase: { ...ruleCase, on: addDays(due, days) }, expects: ["late"] };
}

/** The period of the day of the question, the one before it and the first one, as far as the version is in force. */
export function periodsUnder(version: RuleVersion, { rule, on }: CaseBook): Period[] {
  const every = everyOf(version);
  if (!every) return [];
  const first = parsePeriod(version.cadence?.firstPeriod ?? "")?.startsOn;
  const from = periodOf(
    every,
    first === undefined || first < version.effectiveFrom ? version.effectiveFrom : first,
  );
  const now = periodOf(every, on);
  return [now, previousPeriod(now), from, nextPeriod(from)].filter(
    (period) => versionAtStart(rule, period) === version && (first === undefined || first <= period.startsOn),
  );
}

/** That a date lies in the period. */
export const datedIn = (fact: string, { startsOn, endsOn }: Period): Demand => [
  {
    all: [
      { fact, operator: "onOrAfter", value: startsOn },
      { fact, operator: "onOrBefore", value: endsOn },
    ],
  },
  TRUE,
];
