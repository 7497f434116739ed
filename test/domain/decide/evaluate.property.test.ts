import fc from "fast-check";
import { Engine } from "json-rules-engine";
import { describe, expect, it } from "vitest";
import { Evaluator } from "../../../functions/domain/decide/evaluate.ts";
import type { Folded } from "../../../functions/domain/decide/fold.ts";
import type { Trace } from "../../../functions/domain/entities.ts";
import type { Condition } from "../../../functions/domain/schema/condition.ts";
import type { Facts } from "../../../functions/domain/schema/primitives.ts";
import { condition, lasting, partial, whole } from "./arbitrary.ts";

async function judge(when: Condition, facts: Facts): Promise<Folded> {
  const results = new Map<string, Folded>();
  await new Evaluator([{ key: "r", when, level: 0 }]).evaluate(facts, results);
  return results.get("r") as Folded;
}

/** Dates as the engine can compare them: numbers of days. */
const plainValue = (value: unknown): unknown =>
  typeof value === "string" && /^\d{4}-/.test(value) ? Date.parse(value) / 86_400_000 : value;

/** Our operators in terms of those that json-rules-engine has by itself. */
const BUILT_IN: Readonly<Record<string, string>> = {
  before: "lessThan",
  onOrBefore: "lessThanInclusive",
  after: "greaterThan",
  onOrAfter: "greaterThanInclusive",
};

function plainCondition(when: Condition): unknown {
  if ("all" in when) return { all: when.all.map(plainCondition) };
  if ("any" in when) return { any: when.any.map(plainCondition) };
  if ("not" in when) return { not: plainCondition(when.not) };
  const { fact, operator, value } = when;
  if (operator === "isPresent") return { fact, operator: "notEqual", value: null };
  if (operator === "isMissing") return { fact, operator: "equal", value: null };
  return { fact, operator: BUILT_IN[operator] ?? operator, value: plainValue(value) };
}

/** json-rules-engine with nothing of ours in it. */
async function plainEngine(when: Condition, facts: Facts): Promise<boolean> {
  const engine = new Engine();
  engine.addRule({ conditions: { all: [plainCondition(when)] } as never, event: { type: "r" } });
  const plain = Object.fromEntries(Object.entries(facts).map(([name, value]) => [name, plainValue(value)]));
  return (await engine.run(plain)).results.length === 1;
}

function leaves(trace: Trace): Extract<Trace, { fact: string }>[] {
  if ("all" in trace) return trace.all.flatMap(leaves);
  if ("any" in trace) return trace.any.flatMap(leaves);
  return "not" in trace ? leaves(trace.not) : [trace];
}
function leafConditions(when: Condition): Extract<Condition, { fact: string }>[] {
  if ("all" in when) return when.all.flatMap(leafConditions);
  if ("any" in when) return when.any.flatMap(leafConditions);
  return "not" in when ? leafConditions(when.not) : [when];
}

const stating = (missing: readonly string[], some: Facts, all: Facts): Facts =>
  ({ ...some, ...Object.fromEntries(missing.map((fact) => [fact, all[fact]])) }) as Facts;

describe("three values from one run", () => {
  it("agree with json-rules-engine's own operators wherever no fact is missing", async () => {
    await fc.assert(
      fc.asyncProperty(condition, whole, async (when, facts) => {
        expect((await judge(when, facts)).result).toBe(await plainEngine(when, facts));
      }),
      { numRuns: 2000 },
    );
  });

  it("never change once decided, whatever more becomes known", async () => {
    await fc.assert(
      fc.asyncProperty(lasting, partial, whole, async (when, some, all) => {
        const before = (await judge(when, some)).result;
        const after = (await judge(when, { ...all, ...some })).result;
        expect(before === null || before === after).toBe(true);
      }),
      { numRuns: 1000 },
    );
  });

  it("are settled by stating the facts named as missing, whatever their values", async () => {
    await fc.assert(
      fc.asyncProperty(lasting, partial, whole, async (when, some, all) => {
        const { result, missing } = await judge(when, some);
        expect(missing.length > 0).toBe(result === null);
        expect((await judge(when, stating(missing, some, all))).result).not.toBeNull();
      }),
      { numRuns: 1000 },
    );
  });

  it("are settled in the end where absence is looked at: what is stated may raise another question", async () => {
    await fc.assert(
      fc.asyncProperty(condition, partial, whole, async (when, some, all) => {
        let known = some;
        let judged = await judge(when, known);
        while (judged.result === null) {
          expect(judged.missing.length).toBeGreaterThan(0);
          for (const fact of judged.missing) expect(fact in known).toBe(false);
          known = stating(judged.missing, known, all);
          judged = await judge(when, known);
        }
        expect(judged.missing).toEqual([]);
      }),
      { numRuns: 1000 },
    );
  });

  it("leave a trace of every leaf, with what was found and what was expected", async () => {
    await fc.assert(
      fc.asyncProperty(condition, partial, async (when, facts) => {
        const seen = leaves((await judge(when, facts)).trace);
        const written = leafConditions(when);
        expect(seen.length).toBe(written.length);
        seen.forEach((leaf, i) => {
          const { fact, operator, value } = written[i] as (typeof written)[number];
          const expected =
            value !== null && typeof value === "object" && "fact" in value ? facts[value.fact] : value;
          expect({ ...leaf, result: null }).toEqual({
            fact,
            operator,
            result: null,
            ...(facts[fact] !== undefined && { found: facts[fact] }),
            ...(expected !== undefined && { expected }),
          });
        });
      }),
      { numRuns: 500 },
    );
  });
});

describe("laws of three values", () => {
  type Pair = [string, (p: Condition, q: Condition) => [Condition, Condition]];
  const laws: Pair[] = [
    ["not all is any not", (p, q) => [{ not: { all: [p, q] } }, { any: [{ not: p }, { not: q }] }]],
    ["not any is all not", (p, q) => [{ not: { any: [p, q] } }, { all: [{ not: p }, { not: q }] }]],
    ["not not is nothing", (p) => [{ not: { not: p } }, p]],
    ["the same twice in all is once", (p) => [{ all: [p, p] }, p]],
    ["the same twice in any is once", (p) => [{ any: [p, p] }, p]],
    ["the order in all does not matter", (p, q) => [{ all: [p, q] }, { all: [q, p] }]],
    ["the order in any does not matter", (p, q) => [{ any: [p, q] }, { any: [q, p] }]],
    ["all gives way to what is in it", (p, q) => [{ all: [p, { any: [p, q] }] }, p]],
    ["any gives way to what is in it", (p, q) => [{ any: [p, { all: [p, q] }] }, p]],
  ];
  it.each(laws)("%s", async (_name, law) => {
    await fc.assert(
      fc.asyncProperty(condition, condition, partial, async (p, q, facts) => {
        const [left, right] = law(p, q);
        expect((await judge(left, facts)).result).toBe((await judge(right, facts)).result);
      }),
      { numRuns: 300 },
    );
  });
});
