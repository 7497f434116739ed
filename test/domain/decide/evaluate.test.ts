import { describe, expect, it } from "vitest";
import { Evaluator, type Supply } from "../../../functions/domain/decide/evaluate.ts";
import type { Folded } from "../../../functions/domain/decide/fold.ts";
import type { Condition } from "../../../functions/domain/schema/condition.ts";
import type { Facts, FactValue } from "../../../functions/domain/schema/primitives.ts";

async function run(evaluator: Evaluator, facts: Facts, supply?: (results: Map<string, Folded>) => Supply) {
  const results = new Map<string, Folded>();
  await evaluator.evaluate(facts, results, supply?.(results));
  return (key: string) => results.get(key)?.result;
}

describe("a condition", () => {
  const rows: { name: string; when: Condition; facts: Record<string, FactValue>; result: boolean | null }[] =
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
      { name: "none at all always holds", when: { all: [] }, facts: {}, result: true },
      {
        name: "a fact named like a member of every object is missing all the same",
        when: { fact: "constructor", operator: "isPresent" },
        facts: {},
        result: false,
      },
    ];
  it.each(rows)("$name", async ({ when, facts, result }) => {
    const evaluator = new Evaluator([{ key: "r", when, level: 0 }]);
    expect((await run(evaluator, facts))("r")).toBe(result);
  });
});

describe("supplying facts", () => {
  const supplying = new Evaluator([
    { key: "uses", when: { fact: "f", operator: "equal", value: true }, level: 1 },
    { key: "supplies", when: { fact: "a", operator: "equal", value: 1 }, level: 0, supplies: true },
  ]);
  const supply = (results: Map<string, Folded>) => (key: string) => {
    const result = results.get(key)?.result;
    return typeof result === "boolean" ? (["f", result] as const) : undefined;
  };
  const rows: [string, Facts, boolean | null][] = [
    ["what is supplied is seen on the level above", { a: 1 }, true],
    ["also where it is false", { a: 2 }, false],
    ["what is not supplied stays missing", {}, null],
  ];
  it.each(rows)("%s", async (_name, facts, uses) => {
    expect((await run(supplying, facts, supply))("uses")).toBe(uses);
  });

  it("does not leak between records evaluated at the same time", async () => {
    const records = Array.from({ length: 50 }, (_, i) => ({ a: i % 2 }));
    const answers = await Promise.all(records.map((facts) => run(supplying, facts, supply)));
    expect(answers.map((result) => result("uses"))).toEqual(records.map(({ a }) => a === 1));
  });

  it("that fails refuses its own record and no other, however much is still running", async () => {
    let slow: Condition = { fact: "a", operator: "equal", value: 2 };
    for (let depth = 0; depth < 20; depth++) slow = { all: [slow] };
    const evaluator = new Evaluator([
      { key: "supplies", when: { fact: "a", operator: "isPresent" }, level: 0, supplies: true },
      { key: "slow", when: slow, level: 0 },
    ]);
    const fails = () => () => {
      throw new Error("bad count");
    };
    const [first, second] = await Promise.allSettled([
      run(evaluator, { a: 1 }, fails),
      run(evaluator, { a: 2 }),
    ]);
    expect(first).toMatchObject({ status: "rejected", reason: { message: "bad count" } });
    expect(second.status === "fulfilled" && second.value("slow")).toBe(true);
  });
});
