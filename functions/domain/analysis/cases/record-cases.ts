import { addDays } from "../../calendar/dates.ts";
import { dayOf } from "../../calendar/instants.ts";
import { known } from "../contradictions.ts";
import type { Demand } from "../demands.ts";
import { exampleText } from "../example-text.ts";
import type { Example } from "../find-record.ts";
import { triggeredWithin } from "../in-force.ts";
import { FALSE, TRUE, UNKNOWN } from "../outcomes.ts";
import type { Provision, Provisions } from "../provisions.ts";
import { breachDrafts } from "./breach-cases.ts";
import type { CaseBook, Draft } from "./case-book.ts";
import { caseRecord } from "./case-record.ts";
import { dueDayText, sideText, undeterminedText, versionText } from "./case-text.ts";
import { recordDoneByThen, type SettingsAsked } from "./done-by-then.ts";
import { doneInHalf } from "./half-cases.ts";
import { demandsFor, isSeen, type Side, sidesOf } from "./leaf-sides.ts";
import { datedIn, periodsUnder } from "./period-cases.ts";
import { settledDays } from "./settled-days.ts";

/** Proposes what the cases of a rule on records, or of an indicator that counts records, leave untried. */
export class RecordCases {
  readonly #book: CaseBook;
  readonly #provisions: Provisions;
  readonly #own: readonly Provision[];

  /** `own` are the versions of the rule. */
  constructor(book: CaseBook, provisions: Provisions, own: readonly Provision[]) {
    this.#book = book;
    this.#provisions = provisions;
    this.#own = own;
  }

  async propose(): Promise<void> {
    for (const side of sidesOf(this.#book.rule)) await this.#trySide(side);
    for (const provision of this.#own)
      for (const days of this.#book.untriedDueDays(provision.version)) await this.#tryDueDay(provision, days);
    for (const provision of this.#own)
      for (const half of this.#book.untriedHalves(provision.version)) await this.#tryHalf(provision, half);
    for (const provision of this.#own) await this.#tryVersion(provision);
    if (!this.#book.hasOutcome("undetermined")) await this.#tryUndetermined();
  }

  async #trySide(side: Side): Promise<void> {
    const provision = this.#own.find(({ version }) => version === side.version);
    if (!provision || isSeen(side, this.#book.leaves)) return;
    for (const example of this.#examples(provision, demandsFor(side))) {
      const draft = this.#draft(provision, example, sideText(side, example, this.#provisions.words));
      const { coverage } = await this.#book.run(draft);
      if (isSeen(side, coverage.leaves)) return this.#book.propose(draft);
    }
  }

  async #tryVersion(provision: Provision): Promise<void> {
    const { version } = provision;
    if (this.#book.hasTried(version)) return;
    for (const example of this.#examples(provision, [[[version.when, TRUE]], []])) {
      const draft = this.#draft(provision, example, versionText(version.effectiveFrom));
      const { outcome } = await this.#book.run(draft);
      if (outcome.version === version.effectiveFrom) return this.#book.propose(draft);
    }
  }

  async #tryDueDay(provision: Provision, days: 0 | 1): Promise<void> {
    const drafts = provision.version.indicator
      ? breachDrafts(provision, days, { book: this.#book, provisions: this.#provisions })
      : this.#onDueDay(provision, days);
    const draft = await this.#book.firstSettled(drafts);
    if (draft) await this.#book.propose(draft);
  }

  async #tryHalf(provision: Provision, half: 0 | 1): Promise<void> {
    const draft = await this.#book.firstSettled(this.#onDueDay(provision, 0));
    const done = draft && (await doneInHalf(draft, half, provision.version, this.#book));
    if (done) await this.#book.propose(done);
  }

  /** Begun in the latest years whose calendar is settled, then whenever. */
  async *#onDueDay(provision: Provision, days: 0 | 1): AsyncGenerator<Draft> {
    const demands = dueDemands(provision, this.#provisions);
    for (const when of [...this.#settled(provision).map((one) => [one]), []]) {
      const draft = await this.#onDueDayOf(provision, days, [...demands, ...when]);
      if (draft) yield draft;
    }
  }

  /** A condition may look at the day of the question, and the due date follows from the record: both are fitted to each other. */
  async #onDueDayOf(
    provision: Provision,
    days: 0 | 1,
    demands: readonly Demand[],
  ): Promise<Draft | undefined> {
    const of = this.#own.length > 1 ? `${versionText(provision.version.effectiveFrom)}，` : "";
    const tries = `${of}${dueDayText(days)}`;
    let asked: Demand[] = [];
    for (let round = 0; round < 3; round++) {
      const [example] = this.#examples(provision, [[...demands, ...asked]]);
      if (!example) return undefined;
      const { ruleCase, ...draft } = this.#draft(provision, example, tries);
      const { due } = (await this.#book.run({ ...draft, ruleCase })).outcome.found;
      if (due === undefined) return undefined;
      const on = addDays(due, days);
      const onDay: Draft = { ...draft, ruleCase: { ...ruleCase, on }, expects: ["late"] };
      const { found, version } = (await this.#book.run(onDay)).outcome;
      const fits = found.due === due && found.late === (days === 1);
      const counts = version === provision.version.effectiveFrom;
      if (fits && counts) return onDay;
      asked = [[{ fact: "on", operator: "equal", value: on }, TRUE]];
    }
    return undefined;
  }

  async #tryUndetermined(): Promise<void> {
    for (const provision of this.#own) {
      for (const example of this.#examples(provision, openDemands(provision))) {
        const { found } = (await this.#book.run(this.#draft(provision, example, ""))).outcome;
        if (found.outcome !== "undetermined") continue;
        const tries = undeterminedText(found.missing ?? example.missing, this.#provisions.words);
        return this.#book.propose(this.#draft(provision, example, tries));
      }
    }
  }

  /** Records on which the version counts and one of the lists of demands is met, under the settings as they are if possible. */
  *#examples(provision: Provision, alternatives: readonly Demand[][]): Generator<Example> {
    const today: Demand = [{ fact: "on", operator: "equal", value: this.#book.on }, TRUE];
    const dates = this.#datesOf(provision);
    for (const settings of ["as-they-are", "as-needed"] satisfies SettingsAsked[])
      for (const demands of alternatives)
        for (const day of [[today], []])
          for (const dated of dates) {
            const all = [...day, ...demands, ...dated];
            const example = recordDoneByThen(this.#provisions, provision, all, settings);
            if (example) yield example;
          }
  }

  /** When the version counts, what makes a good example first. */
  #datesOf(provision: Provision): Demand[][] {
    const { version } = provision;
    const { date: fact } = this.#provisions.recordType;
    if (!version.indicator) {
      const inForce =
        this.#provisions.inForce(provision, "surely") ?? this.#provisions.inForce(provision, "perhaps");
      const [settled] = version.duty ? this.#settled(provision) : [];
      return [...(settled ? [[settled]] : []), []].map((more): Demand[] => [[inForce, TRUE], ...more]);
    }
    // Asked without a period an indicator counts every record, whatever its date.
    const [period] = periodsUnder(version, this.#book);
    return period && fact !== undefined ? [[datedIn(fact, period)], []] : [[]];
  }

  /** That the limit begins in a year whose calendar is settled, the latest first. */
  #settled({ version }: Provision): Demand[] {
    const { date } = this.#provisions.recordType;
    const spans = settledDays(version, this.#book.ruleset);
    return spans.map((span): Demand => [triggeredWithin(version, date, span), TRUE]);
  }

  #draft({ version }: Provision, example: Example, tries: string): Draft {
    const { on: _, ...facts } = example.facts;
    const text = exampleText({ ...example, facts }, this.#provisions.words);
    const { record, ...rest } = caseRecord(example, this.#provisions.recordType, this.#book);
    if (!version.indicator) return { tries, record: text, ruleCase: { record, ...rest } };
    const { date } = this.#provisions.recordType;
    const [period] = periodsUnder(version, this.#book);
    const own = date === undefined ? period?.startsOn : facts[date];
    const day = typeof own === "string" ? dayOf(own) : undefined;
    const counts = period && day !== undefined && period.startsOn <= day && day <= period.endsOn;
    return {
      tries,
      record: text,
      ruleCase: { records: [record], ...(counts && { period: period.id }), ...rest },
    };
  }
}

/** That the condition stays open; of an indicator, whether a record counts. */
function openDemands({ version: { when, indicator } }: Provision): Demand[][] {
  if (!indicator) return [[[when, UNKNOWN]]];
  return [
    [
      [indicator.numerator, UNKNOWN],
      [indicator.denominator, TRUE],
    ],
  ];
}

/** That the duty is owed and not yet done, and nothing sets it aside. */
function dueDemands(provision: Provision, provisions: Provisions): Demand[] {
  const { when, duty } = provision.version;
  if (!duty) return [[undefined, FALSE]];
  const after = "after" in duty.due ? [duty.due.after].flat() : [];
  const { dischargedBy } = duty;
  const open: Demand[] =
    dischargedBy === undefined || after.includes(dischargedBy)
      ? []
      : [[{ fact: dischargedBy, operator: "isMissing" }, TRUE]];
  const setAside = provisions.exceptionsTo(provision).map((one): Demand => [provisions.applies(one), FALSE]);
  return [[when, TRUE], ...known(duty.due), ...open, ...setAside];
}
