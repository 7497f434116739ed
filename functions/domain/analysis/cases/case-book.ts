import { LeafCoverage, type LeafSeen } from "../../ruleset/leaf-coverage.ts";
import type { Ruleset } from "../../ruleset/ruleset.ts";
import { type CaseOutcome, runCase } from "../../ruleset/run-case.ts";
import { hasTried, type Tried, untriedDueDays } from "../../ruleset/run-cases.ts";
import { untriedHalves } from "../../ruleset/untried-halves.ts";
import type { IsoDate } from "../../schema/primitives.ts";
import type { Rule, RuleCase, RuleVersion } from "../../schema/rule.ts";

type Expected = RuleCase["expect"];

/** A case that is to be confirmed by a lawyer: what it tries, and the record in words. */
export type Proposal = {
  readonly tries: string;
  readonly record?: string;
  /** The due date lies behind a day that no notice has settled yet. */
  readonly provisional: boolean;
  readonly ruleCase: RuleCase;
};
export type Draft = {
  readonly tries: string;
  readonly record?: string;
  readonly ruleCase: Omit<RuleCase, "name" | "expect">;
  /** What the case is to be held to, beside what is always expected. */
  readonly expects?: readonly (keyof Expected)[];
};

/** A name that begins so has not been confirmed: what is expected is what came of it. */
export const UNCONFIRMED = "【待核】";
const ALWAYS_EXPECTED = [
  "outcome",
  "gate",
  "flag",
  "numerator",
  "denominator",
  "required",
  "averageWorkingDays",
  "previousNumerator",
  "previousDenominator",
  "due",
  "dueAt",
] as const;

/** The cases of one rule, those that it has and those that are proposed, and what they have tried. */
export class CaseBook {
  readonly rule: Rule;
  readonly ruleset: Ruleset;
  /** Stands in where a case has no day of its own. */
  readonly on: IsoDate;
  readonly proposals: Proposal[] = [];
  readonly #coverage: LeafCoverage;
  readonly #tried: Tried[] = [];

  constructor(rule: Rule, ruleset: Ruleset, on: IsoDate) {
    this.rule = rule;
    this.ruleset = ruleset;
    this.on = on;
    this.#coverage = new LeafCoverage(rule);
  }

  /** Tries the cases that the rule has. */
  async open(): Promise<this> {
    for (const ruleCase of this.ruleset.cases.get(this.rule.id) ?? []) await this.#try(ruleCase);
    return this;
  }

  get cases(): readonly RuleCase[] {
    return this.#tried.map(({ ruleCase }) => ruleCase);
  }

  get leaves(): readonly LeafSeen[] {
    return this.#coverage.leaves;
  }

  /** 0 is the due date of the version itself, 1 the day after it. */
  untriedDueDays(version: RuleVersion): readonly (0 | 1)[] {
    return untriedDueDays(version, this.#tried);
  }

  /** 0 is the last half day of the version's limit, 1 the half after it. */
  untriedHalves(version: RuleVersion): readonly (0 | 1)[] {
    return untriedHalves(version, this.#tried, this.ruleset);
  }

  hasTried(version: RuleVersion): boolean {
    return hasTried(version, this.#tried);
  }

  hasOutcome(outcome: Expected["outcome"]): boolean {
    return this.#tried.some((one) => one.outcome.found.outcome === outcome);
  }

  /** What would come of a draft, without it being proposed. */
  async run(draft: Draft): Promise<{ outcome: CaseOutcome; coverage: LeafCoverage }> {
    const coverage = new LeafCoverage(this.rule);
    return { outcome: await this.#run({ name: "", ...draft.ruleCase, expect: NOTHING }, coverage), coverage };
  }

  /** The first draft whose due date no notice still to come can move; failing that the first one. */
  async firstSettled(drafts: AsyncIterable<Draft> | Iterable<Draft>): Promise<Draft | undefined> {
    let first: Draft | undefined;
    for await (const draft of drafts) {
      if (!(await this.run(draft)).outcome.found.provisional) return draft;
      first ??= draft;
    }
    return first;
  }

  /** Proposes the draft, with what comes of it as what it expects. */
  async propose(draft: Draft): Promise<void> {
    const { outcome } = await this.run(draft);
    const ruleCase: RuleCase = {
      name: this.#unusedName(`${UNCONFIRMED}${draft.tries}`),
      ...draft.ruleCase,
      expect: expectation(outcome.found, draft.expects ?? []),
    };
    await this.#try(ruleCase);
    const { tries, record } = draft;
    const provisional = outcome.found.provisional === true;
    this.proposals.push({ tries, ...(record !== undefined && { record }), provisional, ruleCase });
  }

  async #try(ruleCase: RuleCase): Promise<void> {
    this.#tried.push({ ruleCase, outcome: await this.#run(ruleCase, this.#coverage) });
  }

  #run(ruleCase: RuleCase, coverage: LeafCoverage): Promise<CaseOutcome> {
    const { rule, ruleset } = this;
    return runCase({ rule, ruleCase, ruleset, on: ruleCase.on ?? this.on, coverage });
  }

  #unusedName(name: string): string {
    const used = new Set(this.#tried.map(({ ruleCase }) => ruleCase.name));
    let unused = name;
    for (let n = 2; used.has(unused); n++) unused = `${name}（${n}）`;
    return unused;
  }
}

const NOTHING = {} as Expected;

function expectation(found: CaseOutcome["found"], also: readonly (keyof Expected)[]): Expected {
  const missing = found.outcome === "undetermined" && (found.missing?.length ?? 0) > 0;
  const keys = [...ALWAYS_EXPECTED, ...(missing ? (["missing"] as const) : []), ...also];
  const told = keys.flatMap((key) => (found[key] === undefined ? [] : [[key, found[key]]]));
  return Object.fromEntries(told) as Expected;
}
