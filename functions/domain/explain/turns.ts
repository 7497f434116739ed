import { decide } from "../decide/decide.ts";
import type { Decision, Subject } from "../entities.ts";
import { eitherOf, type Saying, sayLeaf, textOf } from "../read/leaf.ts";
import type { Words } from "../read/words.ts";
import type { Ruleset } from "../ruleset/ruleset.ts";
import type { Facts, FactValue, IsoDate } from "../schema/primitives.ts";
import type { Alternatives, SeenLeaf } from "./alternatives.ts";

/** One thing that could be otherwise, and what then comes of it: 罚款金额小于三万元. */
export type Turn = {
  readonly says: string;
  /** The facts it speaks of, with values that would do. */
  readonly example: Facts;
  /** Then it is open, because other facts are missing. */
  readonly opens?: true;
};

/** What a decision comes to at one point, e.g. of one rule; `undefined` where it is open. */
export type Point = (decision: Decision) => string | undefined;

type Tried = { readonly value: FactValue; readonly decision: Decision };
type Question = { readonly subject: Subject; readonly ruleset: Ruleset; readonly on: IsoDate };

/** Decisions with two facts changed that are tried for one point. */
const MOST_PAIRS = 200;

/**
 * Decides a record anew with one fact changed, each fact in each way that rules can tell apart, and says which changes
 * turn a point. What it says of a fact holds for all its values, not for the tried ones only.
 */
export class Turns {
  readonly #question: Question;
  readonly #base: Decision;
  readonly #words: Words;
  readonly #alternatives: readonly Alternatives[];
  readonly #tried: ReadonlyMap<string, readonly Tried[]>;

  private constructor(
    question: Question,
    base: Decision,
    words: Words,
    tried: readonly { one: Alternatives; decisions: Tried[] }[],
  ) {
    this.#question = question;
    this.#base = base;
    this.#words = words;
    this.#alternatives = tried.map(({ one }) => one);
    this.#tried = new Map(tried.map(({ one, decisions }) => [one.fact, decisions]));
  }

  static async of(
    question: Question,
    base: Decision,
    words: Words,
    alternatives: readonly Alternatives[],
  ): Promise<Turns> {
    const tried = [];
    for (const one of alternatives) {
      const decisions: Tried[] = [];
      for (const value of one.values)
        decisions.push({ value, decision: await withFacts(question, { [one.fact]: value }) });
      tried.push({ one, decisions });
    }
    return new Turns(question, base, words, tried);
  }

  /**
   * Changes of one fact that turn the point; where there is none, the first pair of facts among `within` that does, else
   * changes of one fact that leave it open.
   */
  async at(point: Point, within: ReadonlySet<string>): Promise<Turn[]> {
    const now = point(this.#base);
    const single = this.#single((then) => isTurned(now, point(then)));
    if (single.length > 0) return single;
    const pair = await this.#pair(
      point,
      now,
      this.#alternatives.filter(({ fact }) => within.has(fact)),
    );
    if (pair.length > 0 || now === undefined) return pair;
    return this.#single((then) => point(then) === undefined).map((turn) => ({ ...turn, opens: true }));
  }

  #single(turns: (then: Decision) => boolean): Turn[] {
    return this.#alternatives.flatMap((one) => {
      const tried = this.#tried.get(one.fact) ?? [];
      const turned = new Set(tried.filter(({ decision }) => turns(decision)).map(({ value }) => value));
      return this.#said(one, turned);
    });
  }

  /** As few conditions on a fact as say all its values that turn something, and none that do not. */
  #said({ fact, leaves, values }: Alternatives, turned: ReadonlySet<FactValue>): Turn[] {
    const present = this.#question.subject.facts[fact];
    const found: { saying: Saying; value: FactValue }[] = [];
    let open = values.filter((value) => turned.has(value));
    while (open.length > 0) {
      const covers = changed(leaves, present)
        .filter(({ test }) => values.every((value) => !test(value) || turned.has(value)))
        .map((seen) => ({ seen, covered: open.filter(seen.test) }))
        .sort((a, b) => b.covered.length - a.covered.length);
      const { seen, covered = [] } = covers[0] ?? {};
      const [value = open[0] as FactValue] = covered;
      const saying = seen && covered.length > 0 ? sayLeaf(seen.leaf, seen.becomes, this.#words) : undefined;
      found.push({ saying: saying ?? this.#plainly(fact, value), value });
      open = open.filter((one) => one !== value && !(saying && seen?.test(one)));
    }
    return eitherOf(found.map(({ saying }) => saying)).map((saying) => {
      const first = found.find((one) => one.saying.head === saying.head);
      return { says: textOf(saying), example: { [fact]: first?.value as FactValue } };
    });
  }

  #plainly(fact: string, value: FactValue): Saying {
    return sayLeaf({ fact, operator: "in", value: [value].flat() }, true, this.#words);
  }

  async #pair(point: Point, now: string | undefined, among: readonly Alternatives[]): Promise<Turn[]> {
    let left = MOST_PAIRS;
    for (const [i, one] of among.entries()) {
      for (const other of among.slice(i + 1)) {
        left -= one.values.length * other.values.length;
        if (left < 0) return [];
        const turned = new Set<string>();
        for (const a of one.values)
          for (const b of other.values) {
            const then = await withFacts(this.#question, { [one.fact]: a, [other.fact]: b });
            if (isTurned(now, point(then))) turned.add(JSON.stringify([a, b]));
          }
        const turn = this.#saidOfBoth(one, other, turned);
        if (turn) return [turn];
      }
    }
    return [];
  }

  #saidOfBoth(one: Alternatives, other: Alternatives, turned: ReadonlySet<string>): Turn | undefined {
    if (turned.size === 0) return undefined;
    const { facts } = this.#question.subject;
    for (const first of changed(one.leaves, facts[one.fact]))
      for (const second of changed(other.leaves, facts[other.fact])) {
        const pairs = one.values
          .filter(first.test)
          .flatMap((a) => other.values.filter(second.test).map((b) => [a, b] as const));
        const [pair] = pairs;
        if (!pair || !pairs.every((each) => turned.has(JSON.stringify(each)))) continue;
        const said = [first, second].map(({ leaf, becomes }) => textOf(sayLeaf(leaf, becomes, this.#words)));
        return { says: said.join("，并且"), example: { [one.fact]: pair[0], [other.fact]: pair[1] } };
      }
    return undefined;
  }
}

/** The leaves as they would have to become: `test` is true of the values for which they are not what they are now. */
function changed(leaves: readonly SeenLeaf[], present: FactValue | undefined) {
  return leaves.map(({ leaf, test }) => {
    const becomes = !test(present);
    return { leaf, becomes, test: (value: FactValue) => test(value) === becomes };
  });
}

const isTurned = (now: string | undefined, then: string | undefined): boolean =>
  then !== undefined && then !== now;

const withFacts = ({ subject, ruleset, on }: Question, facts: Readonly<Record<string, FactValue>>) =>
  decide({ ...subject, facts: { ...subject.facts, ...facts } }, ruleset, on, { trace: false });
