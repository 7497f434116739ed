import { addDays } from "../../calendar/dates.ts";
import { versionAtStart } from "../../period/cadence.ts";
import { onceOf } from "../../period/occasion.ts";
import { everyOf, nextPeriod, type Period, parsePeriod, periodOf } from "../../period/period.ts";
import type { RuleVersion } from "../../schema/rule.ts";
import type { CaseBook, Draft } from "./case-book.ts";
import { dueDayText, versionText } from "./case-text.ts";

/** Proposes what the cases of a cadence or a register leave untried. */
export async function proposePeriodCases(book: CaseBook): Promise<void> {
  for (const version of book.rule.versions) {
    const occasion = occasionUnder(version, book);
    if (!occasion) continue;
    for (const days of book.untriedDueDays) {
      const draft = await onDueDay(occasion, days, book);
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

function occasionUnder(version: RuleVersion, book: CaseBook): Named | undefined {
  return (version.cadence && onceOf(version.cadence)) ?? periodUnder(version, book);
}

async function onDueDay({ id, label }: Named, days: 0 | 1, book: CaseBook): Promise<Draft | undefined> {
  const tries = `${label}，${dueDayText(days)}`;
  const asked: Draft = { tries, ruleCase: { period: id, on: book.on } };
  const { due } = (await book.run(asked)).outcome.found;
  if (due === undefined) return undefined;
  return { tries, ruleCase: { period: id, on: addDays(due, days) }, expects: ["late"] };
}

/** The period of the day of the question, or the first one for which the version is in force. */
export function periodUnder(version: RuleVersion, { rule, on }: CaseBook): Period | undefined {
  const every = everyOf(version);
  if (!every) return undefined;
  const first = parsePeriod(version.cadence?.firstPeriod ?? "")?.startsOn;
  const from = periodOf(
    every,
    first === undefined || first < version.effectiveFrom ? version.effectiveFrom : first,
  );
  return [periodOf(every, on), from, nextPeriod(from)].find(
    (period) => versionAtStart(rule, period) === version && (first === undefined || first <= period.startsOn),
  );
}
