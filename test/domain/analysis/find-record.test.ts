import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { Budget } from "../../../functions/domain/analysis/budget.ts";
import { FactSpace } from "../../../functions/domain/analysis/fact-space.ts";
import { findRecord } from "../../../functions/domain/analysis/find-record.ts";
import { compile } from "../../../functions/domain/analysis/goal.ts";
import { FALSE, type Outcomes, TRUE, UNKNOWN } from "../../../functions/domain/analysis/outcomes.ts";
import { Evaluator } from "../../../functions/domain/decide/evaluate.ts";
import type { Folded } from "../../../functions/domain/decide/fold.ts";
import type { FactLookup } from "../../../functions/domain/ruleset/fact-lookup.ts";
import type { Condition, Leaf } from "../../../functions/domain/schema/condition.ts";
import type { Operator } from "../../../functions/domain/schema/operators.ts";
import type { Facts } from "../../../functions/domain/schema/primitives.ts";
import { anyCondition, factsIn, lookup, records } from "./random.ts";

const VALUE: Readonly<Record<Outcomes, boolean | null>> = { [TRUE]: true, [FALSE]: false, [UNKNOWN]: null };

function search(condition: Condition, wanted: Outcomes, looks = 1_000_000) {
  const budget = new Budget(looks);
  const space = new FactSpace([condition], lookup, budget);
  return findRecord(space, [{ node: compile(condition, space), allowed: wanted }], budget);
}

async function evaluate(when: Condition, facts: Facts) {
  const results = new Map<string, Folded>();
  await new Evaluator([{ key: "it", when, level: 0 }]).evaluate(facts, results);
  return results.get("it")?.result;
}

const leaf = (fact: string, operator: Operator, value?: Leaf["value"]): Leaf =>
  value === undefined ? { fact, operator } : { fact, operator, value };

describe("a record is found where there is one", () => {
  const cases: [name: string, condition: Condition, facts: Facts, missing?: string[]][] = [
    ["a constant of a number itself", leaf("fine", "greaterThanInclusive", 50000), { fine: 50000 }],
    ["a fen above", leaf("fine", "greaterThan", 50000), { fine: 50000.01 }],
    ["a fen below", leaf("fine", "lessThan", 50000), { fine: 49999.99 }],
    ["a whole piece more", leaf("pieces", "greaterThan", 2), { pieces: 3 }],
    ["the day before", leaf("start", "before", "2024-03-01"), { start: "2024-02-29" }],
    ["a text that is not named", leaf("kind", "notIn", ["许可", "处罚"]), { kind: "检查" }],
    ["an item of a list", leaf("kinds", "contains", "罚款"), { kinds: ["罚款"] }],
    ["a list without the item", leaf("kinds", "doesNotContain", "罚款"), { kinds: [] }],
    ["a fact that is not there", leaf("start", "isMissing"), {}, ["start"]],
    ["the default, left out", leaf("exempt", "equal", false), {}],
    [
      "four dates in order",
      {
        all: [
          leaf("start", "before", { fact: "middle" }),
          leaf("middle", "before", { fact: "end" }),
          leaf("end", "before", { fact: "on" }),
        ],
      },
      { start: "2026-01-05", middle: "2026-01-06", end: "2026-01-07", on: "2026-01-08" },
    ],
    [
      "only the facts that matter",
      { any: [leaf("fine", "greaterThan", 3), leaf("kind", "equal", "许可"), leaf("start", "isPresent")] },
      { fine: 3.01 },
    ],
  ];
  it.each(cases)("%s", (_name, condition, facts, missing = []) => {
    expect(search(condition, TRUE)).toEqual({ found: { facts, missing } });
  });
});

describe("no record is found where there is none", () => {
  const cases: [name: string, condition: Condition, wanted?: Outcomes][] = [
    ["two values of one text", { all: [leaf("kind", "equal", "许可"), leaf("kind", "equal", "处罚")] }],
    ["a negative amount", leaf("fine", "lessThan", 0)],
    ["half a piece", leaf("pieces", "equal", 2.5)],
    [
      "between two days",
      { all: [leaf("start", "after", "2024-02-28"), leaf("start", "before", "2024-02-29")] },
    ],
    ["between two fen", { all: [leaf("fine", "greaterThan", 1), leaf("fine", "lessThan", 1.01)] }],
    ["after itself", leaf("start", "after", { fact: "start" })],
    [
      "a circle of dates",
      {
        all: [
          leaf("start", "before", { fact: "middle" }),
          leaf("middle", "before", { fact: "end" }),
          leaf("end", "onOrBefore", { fact: "start" }),
        ],
      },
    ],
    ["a default that is missing", leaf("exempt", "isMissing")],
    ["the day of the question missing", leaf("on", "isMissing")],
    ["all values of a fact, false", leaf("kind", "in", ["许可", "处罚", "检查"]), FALSE],
    [
      "a comparison on a fact that is not there",
      { all: [leaf("fine", "isMissing"), leaf("fine", "lessThan", 5)] },
    ],
    ["presence, unknown", leaf("fine", "isPresent"), UNKNOWN],
  ];
  it.each(cases)("%s", (_name, condition, wanted = TRUE) => {
    expect(search(condition, wanted)).toBe("none");
  });

  it("in a gap of a number without unit there is always another number", () => {
    expect(
      search({ all: [leaf("ratio", "greaterThan", 0.1), leaf("ratio", "lessThan", 0.11)] }, TRUE),
    ).not.toBe("none");
  });
});

describe("over random conditions", () => {
  const wanted = fc.constantFrom(TRUE, FALSE, UNKNOWN);

  it("the evaluator confirms every record that is found", async () => {
    await fc.assert(
      fc.asyncProperty(anyCondition, wanted, async (condition, outcome) => {
        const result = search(condition, outcome);
        if (typeof result !== "object") return;
        const facts = { exempt: false, on: "2024-02-29", ...result.found.facts };
        expect(await evaluate(condition, facts)).toBe(VALUE[outcome]);
      }),
      { numRuns: 3000 },
    );
  });

  it("trying every record of a small world finds none where none is said to be", async () => {
    await fc.assert(
      fc.asyncProperty(anyCondition, wanted, async (condition, outcome) => {
        const names = factsIn(condition);
        fc.pre(names.length <= 4 && search(condition, outcome) === "none");
        const evaluator = new Evaluator([{ key: "it", when: condition, level: 0 }]);
        for (const facts of records(names)) {
          const results = new Map<string, Folded>();
          await evaluator.evaluate(facts, results);
          expect(results.get("it")?.result).not.toBe(VALUE[outcome]);
        }
      }),
      { numRuns: 300 },
    );
  });
});

describe("a hostile condition ends quickly, as too complex", () => {
  const booleans: FactLookup = {
    find: () => ({ type: "boolean", label: "某", explanation: "" }),
    names: [],
  };
  const judge = (condition: Condition) => {
    const budget = new Budget(200_000);
    const space = new FactSpace([condition], booleans, budget);
    return findRecord(space, [{ node: compile(condition, space), allowed: TRUE }], budget);
  };
  const is = (fact: string, value: boolean) => leaf(fact, "equal", value);
  const upTo = (n: number) => Array.from({ length: n }, (_, i) => i);

  it("ten pigeons in nine holes: no record, found only by trying very many", () => {
    const somewhere = upTo(10).map((p) => ({ any: upTo(9).map((h) => is(`p${p}h${h}`, true)) }));
    const apart = upTo(9).flatMap((h) =>
      upTo(10).flatMap((p) =>
        upTo(p).map((q) => ({ any: [is(`p${p}h${h}`, false), is(`p${q}h${h}`, false)] })),
      ),
    );
    expect(judge({ all: [...somewhere, ...apart] })).toBe("too-complex");
  });

  it("more facts than a record has", () => {
    expect(judge({ any: upTo(500).map((i) => is(`f${i}`, true)) })).toBe("too-complex");
  });
});
