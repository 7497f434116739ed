import { addDays } from "../../calendar/dates.ts";
import { known } from "../contradictions.ts";
import type { Demand } from "../demands.ts";
import { exampleText } from "../example-text.ts";
import type { Example } from "../find-record.ts";
import { FALSE, TRUE, UNKNOWN } from "../outcomes.ts";
import type { Provision, Provisions } from "../provisions.ts";
import type { CaseBook, Draft } from "./case-book.ts";
import { caseRecord } from "./case-record.ts";
import { dueDayText, sideText, undeterminedText, versionText } from "./case-text.ts";
import { demandsFor, isSeen, type Side, sidesOf } from "./leaf-sides.ts";
import { periodUnder } from "./period-cases.ts";

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
    for (const days of this.#book.untriedDueDays) await this.#tryDueDay(days);
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
      const { coverage } = await this.#book.run(draft);
      if (coverage.hasTried(version.effectiveFrom)) return this.#book.propose(draft);
    }
  }

  /** A condition may look at the day of the question, and the due date follows from the record: both are fitted to each other. */
  async #tryDueDay(days: 0 | 1): Promise<void> {
    for (const provision of this.#own) {
      let asked: Demand[] = [];
      for (let round = 0; round < 3; round++) {
        const [example] = this.#examples(provision, [[...dueDemands(provision, this.#provisions), ...asked]]);
        if (!example) break;
        const { ruleCase, ...draft } = this.#draft(provision, example, dueDayText(days));
        const { due } = (await this.#book.run({ ...draft, ruleCase })).outcome.found;
        if (due === undefined) break;
        const on = addDays(due, days);
        const onDay: Draft = { ...draft, ruleCase: { ...ruleCase, on }, expects: ["late"] };
        const { found } = (await this.#book.run(onDay)).outcome;
        if (found.due === due && found.late === (days === 1)) return this.#book.propose(onDay);
        asked = [[{ fact: "on", operator: "equal", value: on }, TRUE]];
      }
    }
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
    const dated = provision.version.indicator
      ? undefined
      : (this.#provisions.inForce(provision, "surely") ?? this.#provisions.inForce(provision, "perhaps"));
    const today: Demand = [{ fact: "on", operator: "equal", value: this.#book.on }, TRUE];
    for (const settings of ["as-they-are", "as-needed"] as const) {
      for (const demands of alternatives) {
        for (const day of [[today], []]) {
          const all = [...day, ...demands, [dated, TRUE] as const];
          const example = this.#provisions.record(provision, all, settings);
          if (example) yield example;
        }
      }
    }
  }

  #draft({ version }: Provision, example: Example, tries: string): Draft {
    const { on: _, ...facts } = example.facts;
    const text = exampleText({ ...example, facts }, this.#provisions.words);
    const { record, ...rest } = caseRecord(example, this.#provisions.recordType, this.#book);
    if (!version.indicator) return { tries, record: text, ruleCase: { record, ...rest } };
    const period = periodUnder(version, this.#book);
    return {
      tries,
      record: text,
      ruleCase: { records: [record], ...(period && { period: period.id }), ...rest },
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
