import type { Ruleset } from "../../ruleset/ruleset.ts";
import { runCases } from "../../ruleset/run-cases.ts";
import type { IsoDate } from "../../schema/primitives.ts";
import type { Rule } from "../../schema/rule.ts";
import { Budget } from "../budget.ts";
import { type LoadedRules, type Provision, Provisions } from "../provisions.ts";
import { CaseBook, type Proposal } from "./case-book.ts";
import { proposePeriodCases } from "./period-cases.ts";
import { proposeReadings } from "./reading-cases.ts";
import { RecordCases } from "./record-cases.ts";

export type Proposals = {
  readonly proposals: readonly Proposal[];
  /** What is untried even so, in the words of the test of cases. */
  readonly left: readonly string[];
};

/** Looks at leaves for the proposals of one rule. */
const LOOKS = 20_000_000;

/**
 * Cases for what a rule's own cases leave untried: each leaf on both sides, each version, the due date and the day after
 * it, and a record that lacks a fact. What they expect is what came of them, for a lawyer to confirm.
 */
export async function proposeCases(rule: Rule, loaded: LoadedRules, on: IsoDate): Promise<Proposals> {
  const book = await new CaseBook(rule, loaded.ruleset, on).open();
  const [type] = rule.versions.flatMap(({ appliesTo }) => appliesTo ?? []);
  const recordType = type === undefined ? undefined : loaded.ruleset.recordTypes.get(type);
  if (recordType && !rule.versions.some(({ cadence, register }) => cadence ?? register)) {
    const provisions = new Provisions(recordType, loaded, new Budget(LOOKS));
    await new RecordCases(book, provisions, versionsOf(rule, loaded)).propose();
  } else await proposePeriodCases(book);
  await proposeReadings(book);
  const { proposals } = book;
  return { proposals, left: await gapsLeft(rule, proposals, loaded.ruleset, on) };
}

async function gapsLeft(rule: Rule, proposals: readonly Proposal[], ruleset: Ruleset, on: IsoDate) {
  const cases = [...(ruleset.cases.get(rule.id) ?? []), ...proposals.map(({ ruleCase }) => ruleCase)];
  const reports = await runCases({ ...ruleset, cases: new Map([[rule.id, cases]]) }, on, [rule]);
  return reports.flatMap(({ gaps }) => gaps);
}

function versionsOf(rule: Rule, { sources }: LoadedRules): Provision[] {
  const source = sources.get(rule.id);
  return source ? rule.versions.map((version, i) => ({ rule, version, source, path: ["versions", i] })) : [];
}
