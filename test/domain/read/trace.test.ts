import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Trace } from "../../../functions/domain/entities.ts";
import { markMatters, readTrace } from "../../../functions/domain/read/trace.ts";

type Value = boolean | null;

const leaf = (fact: string, result: Value): Trace => ({ fact, operator: "equal", expected: 1, result });

/** Kleene, over again: what the tree is when its leaves are what `of` says, in order. */
function evaluate(trace: Trace, of: () => Value): Value {
  if ("not" in trace) {
    const inner = evaluate(trace.not, of);
    return inner === null ? null : !inner;
  }
  if ("fact" in trace) return of();
  const [children, decisive] = "all" in trace ? [trace.all, false] : [trace.any, true];
  const values = children.map((child) => evaluate(child, of));
  if (values.includes(decisive)) return decisive;
  return values.includes(null) ? null : !decisive;
}

/** The tree with the result of each node filled in from its leaves. */
function resolved(trace: Trace): Trace {
  if ("fact" in trace) return trace;
  const inner: Trace =
    "not" in trace
      ? { ...trace, not: resolved(trace.not) }
      : "all" in trace
        ? { ...trace, all: trace.all.map(resolved) }
        : { ...trace, any: trace.any.map(resolved) };
  const results = readLeaves(inner).map((one) => one.result);
  return { ...inner, result: evaluate(inner, () => results.shift() ?? null) };
}

function readLeaves(trace: Trace): Extract<Trace, { fact: string }>[] {
  if ("all" in trace) return trace.all.flatMap(readLeaves);
  if ("any" in trace) return trace.any.flatMap(readLeaves);
  return "not" in trace ? readLeaves(trace.not) : [trace];
}

const { tree } = fc.letrec<{ tree: Trace }>((tie) => ({
  tree: fc.oneof(
    { maxDepth: 4 },
    fc.constantFrom(true, false, null).map((result) => leaf("f", result)),
    fc.array(tie("tree"), { minLength: 1, maxLength: 4 }).map((all) => ({ all, result: null })),
    fc.array(tie("tree"), { minLength: 1, maxLength: 4 }).map((any) => ({ any, result: null })),
    tie("tree").map((not) => ({ not, result: null })),
  ),
}));
const traces = tree.map(resolved);

/** The tree again, with leaves taken by their role. */
function again(trace: Trace, of: (one: ReturnType<typeof readTrace>[number], i: number) => Value): Value {
  const values = readTrace(trace).map(of);
  return evaluate(trace, () => values.shift() ?? null);
}

describe("reading a trace", () => {
  it("what holds and what fails decide the result alone, whatever all else is", () => {
    fc.assert(
      fc.property(traces, fc.array(fc.constantFrom(true, false, null)), (trace, others) => {
        fc.pre(trace.result !== null);
        const found = again(trace, ({ leaf: { result }, role }, i) =>
          role === "unneeded" ? (others[i] ?? null) : result,
        );
        expect(found).toBe(trace.result);
      }),
      { numRuns: 2000 },
    );
  });

  it("what is missing settles the result once it is known, with what is unneeded still unknown", () => {
    fc.assert(
      fc.property(traces, fc.array(fc.boolean()), (trace, given) => {
        fc.pre(trace.result === null);
        const found = again(trace, ({ leaf: { result }, role }, i) => {
          if (role === "missing") return given[i] ?? true;
          return role === "unneeded" ? null : result;
        });
        expect(found).not.toBeNull();
      }),
      { numRuns: 2000 },
    );
  });

  it("nothing is missing where the result is known", () => {
    fc.assert(
      fc.property(traces, (trace) => {
        const missing = readTrace(trace).some(({ role }) => role === "missing");
        expect(missing).toBe(trace.result === null);
      }),
    );
  });

  const roles: [string, Trace, string][] = [
    [
      "of an all that holds everything counts",
      { all: [leaf("a", true), leaf("b", true)], result: true },
      "a holds, b holds",
    ],
    [
      "beside a false one in an all nothing else counts",
      { all: [leaf("a", true), leaf("b", false), leaf("c", null)], result: false },
      "a unneeded, b fails, c unneeded",
    ],
    [
      "beside a true one in an any nothing else counts",
      { any: [leaf("a", null), leaf("b", true)], result: true },
      "a unneeded, b holds",
    ],
    [
      "of an all that waits the unknown is missing",
      { all: [leaf("a", true), leaf("b", null)], result: null },
      "a holds, b missing",
    ],
    [
      "what is below something unneeded is unneeded too",
      {
        all: [
          { not: { any: [leaf("a", true)], result: true }, result: false },
          { any: [leaf("b", true)], result: true },
        ],
        result: false,
      },
      "a holds, b unneeded",
    ],
  ];
  it.each(roles)("%s", (_name, trace, expected) => {
    expect(
      readTrace(trace)
        .map(({ leaf: { fact }, role }) => `${fact} ${role}`)
        .join(", "),
    ).toBe(expected);
  });

  it("marking keeps the trace and adds nothing to what counts", () => {
    const trace: Trace = { all: [leaf("a", true), leaf("b", false)], result: false };
    expect(markMatters(trace)).toEqual({
      all: [{ ...leaf("a", true), matters: false }, leaf("b", false)],
      result: false,
    });
  });
});
