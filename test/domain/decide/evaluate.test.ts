import fc from "fast-check";
import { Engine } from "json-rules-engine";
import { describe, expect, it } from "vitest";
import { Evaluator } from "../../../functions/domain/decide/evaluate.ts";
import { operators } from "../../../functions/domain/decide/operators.ts";
import type { Condition } from "../../../functions/domain/schema/condition.ts";
import type { Facts, FactValue } from "../../../functions/domain/schema/primitives.ts";

const NUMBERS = ["a", "b", "c"] as const;
const leaf: fc.Arbitrary<Condition> = fc.oneof(
  fc.record({
    fact: fc.constantFrom(...NUMBERS),
    operator: fc.constantFrom("equal", "notEqual", "lessThan", "greaterThanInclusive"),
    value: fc.integer({ min: 0, max: 3 }),
  }),
  fc.record({
    fact: fc.constantFrom(...NUMBERS),
    operator: fc.constantFrom("lessThan", "equal"),
    value: fc.record({ fact: fc.constantFrom(...NUMBERS) }),
  }),
) as fc.Arbitrary<Condition>;
const { condition } = fc.letrec<{ condition: Condition }>((tie) => ({
  condition: fc.oneof(
    { depthSize: "small", withCrossShrink: true },
    leaf,
    fc.record({ all: fc.array(tie("condition"), { minLength: 1, maxLength: 3 }) }),
    fc.record({ any: fc.array(tie("condition"), { minLength: 1, maxLength: 3 }) }),
    fc.record({ not: tie("condition") }),
  ) as fc.Arbitrary<Condition>,
}));
const value = fc.integer({ min: 0, max: 3 });
const whole = fc.record({ a: value, b: value, c: value });
const partial = fc.record({ a: value, b: value, c: value }, { requiredKeys: [] });

async function judge(when: Condition, facts: Facts) {
  const { results } = await new Evaluator([{ key: "r", when, level: 0 }]).evaluate(facts, facts);
  const folded = results.get("r");
  if (!folded) throw new Error("no result");
  return folded;
}

async function plainEngine(when: Condition, facts: Facts): Promise<boolean> {
  const engine = new Engine([], { allowUndefinedFacts: true });
  for (const operator of operators) engine.addOperator(operator);
  engine.addRule({ name: "r", conditions: { all: [when] } as never, event: { type: "r" } });
  return (await engine.run(facts)).results.length === 1;
}

describe("three values from one run", () => {
  it("agrees with json-rules-engine wherever no fact is missing", async () => {
    await fc.assert(
      fc.asyncProperty(condition, whole, async (when, facts) => {
        expect((await judge(when, facts)).result).toBe(await plainEngine(when, facts));
      }),
      { numRuns: 1000 },
    );
  });

  it("never changes a decided result when more becomes known", async () => {
    await fc.assert(
      fc.asyncProperty(condition, partial, whole, async (when, some, all) => {
        const before = (await judge(when, some as Facts)).result;
        const after = (await judge(when, { ...all, ...some } as Facts)).result;
        expect(before === null || before === after).toBe(true);
      }),
      { numRuns: 1000 },
    );
  });

  it("obeys De Morgan with unknowns", async () => {
    await fc.assert(
      fc.asyncProperty(condition, condition, partial, async (p, q, facts) => {
        const left = await judge({ not: { all: [p, q] } }, facts as Facts);
        const right = await judge({ any: [{ not: p }, { not: q }] }, facts as Facts);
        expect(left.result).toBe(right.result);
      }),
      { numRuns: 500 },
    );
  });

  it("an open result names missing facts, and a decided one names none", async () => {
    await fc.assert(
      fc.asyncProperty(condition, partial, async (when, facts) => {
        const { result, missing } = await judge(when, facts as Facts);
        expect(missing.length > 0).toBe(result === null);
        for (const fact of missing) expect(fact in facts).toBe(false);
      }),
      { numRuns: 1000 },
    );
  });

  const cases: { name: string; when: Condition; facts: Record<string, FactValue>; result: boolean | null }[] =
    [
      {
        name: "a true leaf decides an any whatever is missing",
        when: {
          any: [
            { fact: "a", operator: "equal", value: 1 },
            { fact: "b", operator: "equal", value: 1 },
          ],
        },
        facts: { a: 1 },
        result: true,
      },
      {
        name: "notEqual on a missing fact is unknown, not true",
        when: { fact: "a", operator: "notEqual", value: 1 },
        facts: {},
        result: null,
      },
      {
        name: "not of lessThan on a missing fact is unknown",
        when: { not: { fact: "a", operator: "lessThan", value: 1 } },
        facts: {},
        result: null,
      },
      {
        name: "isMissing may look at absence",
        when: { fact: "a", operator: "isMissing" },
        facts: {},
        result: true,
      },
      {
        name: "isPresent is false on absence",
        when: { fact: "a", operator: "isPresent" },
        facts: {},
        result: false,
      },
      {
        name: "dates compare as dates",
        when: { fact: "d", operator: "before", value: "2024-10-05" },
        facts: { d: "2024-09-06" },
        result: true,
      },
      {
        name: "contains looks into a list",
        when: { fact: "l", operator: "contains", value: "罚款" },
        facts: { l: ["警告", "罚款"] },
        result: true,
      },
      {
        name: "a missing fact to compare with is unknown",
        when: { fact: "a", operator: "equal", value: { fact: "b" } },
        facts: { a: 1 },
        result: null,
      },
    ];
  it.each(cases)("$name", async ({ when, facts, result }) => {
    expect((await judge(when, facts)).result).toBe(result);
  });
});

describe("flags", () => {
  const flag = (fact: string, level: number, when: Condition, value: FactValue = true, key = fact) => ({
    key,
    when,
    level,
    supplies: { fact, value: value as boolean, otherwise: false },
  });
  const uses = { key: "uses", when: { fact: "f", operator: "equal", value: true } as Condition, level: 1 };

  it("supply a fact that later rules see", async () => {
    const evaluator = new Evaluator([flag("f", 0, { fact: "a", operator: "equal", value: 1 }), uses]);
    expect((await evaluator.evaluate({ a: 1 }, {})).results.get("uses")?.result).toBe(true);
    expect((await evaluator.evaluate({ a: 2 }, {})).results.get("uses")?.result).toBe(false);
  });

  it("never override what the record states", async () => {
    const evaluator = new Evaluator([flag("f", 0, { fact: "a", operator: "equal", value: 1 }), uses]);
    expect((await evaluator.evaluate({ a: 1, f: false }, { f: false })).results.get("uses")?.result).toBe(
      false,
    );
  });

  it("leave the fact missing while they are undetermined", async () => {
    const evaluator = new Evaluator([flag("f", 0, { fact: "a", operator: "equal", value: 1 }), uses]);
    expect((await evaluator.evaluate({}, {})).results.get("uses")?.result).toBeNull();
  });

  it("that contradict each other leave the fact missing", async () => {
    const yes = {
      key: "yes",
      when: { fact: "a", operator: "equal", value: 1 } as Condition,
      level: 0,
      supplies: { fact: "f", value: true },
    };
    const no = {
      key: "no",
      when: { fact: "b", operator: "equal", value: 1 } as Condition,
      level: 0,
      supplies: { fact: "f", value: false },
    };
    const { results, flags } = await new Evaluator([yes, no, uses]).evaluate({ a: 1, b: 1 }, {});
    expect(flags).toEqual({});
    expect(results.get("uses")?.result).toBeNull();
  });

  it("do not leak between records decided at the same time", async () => {
    const evaluator = new Evaluator([flag("f", 0, { fact: "a", operator: "equal", value: 1 }), uses]);
    const answers = await Promise.all(
      Array.from({ length: 50 }, (_, i) => evaluator.evaluate({ a: i % 2 }, {})),
    );
    expect(answers.map((a) => a.results.get("uses")?.result)).toEqual(answers.map((_, i) => i % 2 === 1));
  });
});
