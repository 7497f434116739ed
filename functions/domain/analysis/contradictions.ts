import type { Diagnostic } from "../ruleset/diagnostic.ts";
import type { Condition } from "../schema/condition.ts";
import type { Due } from "../schema/due.ts";
import type { Scalar } from "../schema/primitives.ts";
import type { Responsible } from "../schema/rule.ts";
import type { Demand } from "./demands.ts";
import { exampleText } from "./example-text.ts";
import { FALSE, type Outcomes, TRUE } from "./outcomes.ts";
import type { Provision, Provisions } from "./provisions.ts";
import { type Pair, rulePairs } from "./rule-pairs.ts";

/** Rules that say different things of one record, neither of them an exception: flags of one fact, duties for one act. */
export function* contradictions(provisions: Provisions): Generator<Diagnostic> {
  for (const pairs of rulePairs(provisions, ({ version }) => version.flag?.fact))
    yield* firstOf(pairs, (pair) => contraryFlags(pair, provisions));
  for (const pairs of rulePairs(provisions, sameAct))
    yield* firstOf(pairs, (pair) => contraryDuties(pair, provisions));
}

/** Of two rules one contradiction is told, whichever versions show it. */
function firstOf(pairs: readonly Pair[], ask: (pair: Pair) => Diagnostic | undefined): Diagnostic[] {
  for (const pair of pairs) {
    const found = ask(pair);
    if (found) return [found];
  }
  return [];
}

function contraryFlags(pair: Pair, provisions: Provisions): Diagnostic | undefined {
  const [first, second] = pair;
  const fact = first.version.flag?.fact ?? "";
  for (const [outcomeOfFirst, theirs] of sayings(first)) {
    for (const [outcomeOfSecond, ours] of sayings(second)) {
      if (theirs === ours) continue;
      const example = provisions.example(second, [
        [first, outcomeOfFirst],
        [second, outcomeOfSecond],
      ]);
      if (!example) continue;
      const said = (value: Scalar) => provisions.words.value(fact, value);
      const what = `对“${provisions.words.label(fact)}”的归类相互矛盾，该规则为${said(theirs)}，本规则为${said(ours)}`;
      return provisions.shown(second, ["flag"], "flags-contradict", against(first, what), {
        text: exampleText(example, provisions.words),
        example,
      });
    }
  }
  return undefined;
}

const against = ({ rule }: Provision, what: string): string =>
  `本规则与规则“${rule.title}”（${rule.id}）${what}，应当写明哪一条是例外（exceptTo），或者改正条件`;

/** What a flag supplies where its condition is true, and where it is false. */
function sayings({ version: { flag } }: Provision): [Outcomes, Scalar][] {
  if (!flag) return [];
  const otherwise: [Outcomes, Scalar][] = flag.otherwise === undefined ? [] : [[FALSE, flag.otherwise]];
  return [[TRUE, flag.value], ...otherwise];
}

/** Duties that the decision may compare: to do the same, discharged by the same fact. */
function sameAct({ version: { duty } }: Provision): string | undefined {
  return duty && JSON.stringify([duty.action, duty.dischargedBy]);
}

function contraryDuties([first, second]: Pair, provisions: Provisions): Diagnostic | undefined {
  const [theirs, ours] = [first.version.duty, second.version.duty];
  if (!theirs || !ours || sameDue(theirs.due, ours.due)) return undefined;
  const sameAgency = sameParty(theirs.responsible, ours.responsible, provisions);
  if (!sameAgency) return undefined;
  const both = [
    [first, TRUE],
    [second, TRUE],
  ] as const;
  const counted = [...sameAgency, ...[theirs.due, ours.due].flatMap(known)];
  for (const sameEvent of sameEvents(theirs.due, ours.due)) {
    for (const otherCount of otherCounts(theirs.due, ours.due)) {
      const example = provisions.example(second, both, [...counted, ...sameEvent, ...otherCount]);
      if (!example) continue;
      const message = against(first, "对同一件事规定了不同的期限");
      const text = exampleText(example, provisions.words);
      return provisions.shown(second, ["duty", "due"], "duties-overlap", message, { text, example });
    }
  }
  return undefined;
}

/** What makes one agency owe both; nothing where that cannot be. */
function sameParty(one: Responsible, other: Responsible, provisions: Provisions): Demand[] | undefined {
  const [a, b] = [provisions.agencyOf(one), provisions.agencyOf(other)];
  if (a === b) return [];
  if (a !== undefined && b !== undefined) return undefined;
  return [[{ fact: "agency", operator: "equal", value: (a ?? b) as string }, TRUE]];
}

/** What makes both count from one fact, for each that may be it: those that go before it are missing. */
function sameEvents(one: Due, other: Due): Demand[][] {
  const [a, b] = [one, other].map((due) => ("after" in due ? [due.after].flat() : []));
  if (!a || !b || (a.length === 0 && b.length === 0)) return [[]];
  const isMissing = (fact: string): Demand => [{ fact, operator: "isMissing" }, TRUE];
  return a
    .filter((fact) => b.includes(fact))
    .map((fact) => [
      [{ fact, operator: "isPresent" }, TRUE],
      ...[a, b].flatMap((facts) => facts.slice(0, facts.indexOf(fact)).map(isMissing)),
    ]);
}

/** A number that a fact holds contradicts only where it is another; rather more, as half a day less may be due alike. */
function otherCounts(one: Due, other: Due): Demand[][] {
  if (!("after" in one && "after" in other) || one.unit !== other.unit || one.roll !== other.roll)
    return [[]];
  const [count, value] = typeof one.count === "object" ? [one.count, other.count] : [other.count, one.count];
  if (typeof count !== "object") return [[]];
  return (["greaterThan", "lessThan"] as const).map((operator) => [
    [{ fact: count.fact, operator, value }, TRUE],
  ]);
}

function sameDue(a: Due, b: Due): boolean {
  const essence = ({ source: _, ...due }: Due) => JSON.stringify(Object.entries(due).sort());
  return essence(a) === essence(b);
}

/** That the facts are there from which a due date is counted. */
export function known(due: Due): Demand[] {
  if (!("after" in due)) return [];
  const present = (fact: string): Condition => ({ fact, operator: "isPresent" });
  const counted = typeof due.count === "object" ? [present(due.count.fact)] : [];
  return [{ any: [due.after].flat().map(present) }, ...counted].map((one): Demand => [one, TRUE]);
}
