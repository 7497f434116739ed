import { addDays } from "../../calendar/dates.ts";
import { type Period, previousPeriod } from "../../period/period.ts";
import type { AtMostAverage, Trend } from "../../schema/period-effects.ts";
import type { Demand } from "../demands.ts";
import { exampleText } from "../example-text.ts";
import type { Example } from "../find-record.ts";
import { FALSE, type Outcomes, TRUE } from "../outcomes.ts";
import type { Provision, Provisions } from "../provisions.ts";
import type { CaseBook, Draft } from "./case-book.ts";
import { caseRecord } from "./case-record.ts";
import { dueDayText } from "./case-text.ts";
import { recordDoneByThen } from "./done-by-then.ts";
import { datedIn, periodsUnder } from "./period-cases.ts";

/** Whether the one record of a period, and of the period before it, is in the numerator: enough for a breach. */
const BREACHES: Record<"ratio" | "average" | Trend, { readonly now: Outcomes; readonly before?: Outcomes }> =
  {
    ratio: { now: FALSE },
    average: { now: TRUE },
    falling: { now: TRUE, before: FALSE },
    "not-rising": { now: TRUE, before: FALSE },
    rising: { now: FALSE, before: TRUE },
  };

type Counted = { readonly period: Period; readonly numerator: Outcomes };

/** Records that breach an indicator, asked about on the due date of what that opens or on the day after it. */
export async function* breachDrafts(
  provision: Provision,
  days: 0 | 1,
  { book, provisions }: { readonly book: CaseBook; readonly provisions: Provisions },
): AsyncGenerator<Draft> {
  for (const period of periodsUnder(provision.version, book))
    for (const settings of ["as-they-are", "as-needed"] as const) {
      const examples = countedIn(period, provision).map((counted) =>
        recordDoneByThen(provisions, provision, demandsOf(counted, provision, provisions), settings),
      );
      const found = examples.flatMap((example) => example ?? []);
      const draft = found.length === examples.length && draftOf(period, found, { book, provisions });
      const { due } = draft ? (await book.run(draft)).outcome.found : {};
      if (!draft || due === undefined) continue;
      yield {
        ...draft,
        tries: `${draft.tries}，${dueDayText(days)}`,
        ruleCase: { ...draft.ruleCase, on: addDays(due, days) },
        expects: ["late"],
      };
    }
}

function countedIn(period: Period, { version: { indicator } }: Provision): Counted[] {
  const { now, before } = BREACHES[indicator?.trend ?? (indicator?.atMostAverage ? "average" : "ratio")];
  const earlier = before === undefined ? [] : [{ period: previousPeriod(period), numerator: before }];
  return [{ period, numerator: now }, ...earlier];
}

/** A record counts as of the last day of its period. */
function demandsOf(
  { period, numerator }: Counted,
  { version: { indicator } }: Provision,
  { recordType: { date: fact } }: Provisions,
): Demand[] {
  return [
    [{ fact: "on", operator: "equal", value: period.endsOn }, TRUE],
    [indicator?.denominator, TRUE],
    [indicator?.numerator, numerator],
    ...(fact === undefined ? [] : [datedIn(fact, period)]),
    ...takingLong(period, indicator?.atMostAverage),
  ];
}

/** Days at both ends of a period between which it took nearly all of it. */
const ENDS = 5;

function takingLong(period: Period, average: AtMostAverage | undefined): Demand[] {
  if (!average) return [];
  const { from, to } = average;
  return [
    [{ fact: from, operator: "onOrBefore", value: addDays(period.startsOn, ENDS) }, TRUE],
    [{ fact: to, operator: "onOrAfter", value: addDays(period.endsOn, -ENDS) }, TRUE],
  ];
}

/** What would come of the records on the last day of the period. */
function draftOf(
  period: Period,
  examples: readonly Example[],
  { book, provisions }: { readonly book: CaseBook; readonly provisions: Provisions },
): Draft {
  const { recordType, words } = provisions;
  const cases = examples.map((one) =>
    caseRecord(one, recordType, { ruleset: book.ruleset, on: period.endsOn }),
  );
  const texts = examples.map(({ facts: { on: _, ...facts }, missing }) =>
    exampleText({ facts, missing }, words),
  );
  const labels = texts.length > 1 ? [period, previousPeriod(period)].map(({ label }) => `${label}：`) : [];
  const settings = Object.assign({}, ...cases.map((one) => one.settings)) as Record<string, unknown>;
  return {
    tries: `${period.label}未达到要求`,
    record: texts.map((text, i) => `${labels[i] ?? ""}${text}`).join("；"),
    ruleCase: {
      period: period.id,
      records: cases.map(({ record }) => record),
      on: period.endsOn,
      ...(Object.keys(settings).length > 0 && { settings }),
    },
  };
}
