import { describe, expect, it } from "vitest";
import { flagLevels } from "../../../functions/domain/ruleset/flag-levels.ts";
import type { Rule } from "../../../functions/domain/schema/rule.ts";

/** `reads` and `supplies` are facts, `exceptTo` are rules. */
const rule = (id: string, { reads = "x", supplies = `of.${id}`, exceptTo = [] as string[] }): Rule => ({
  id,
  title: id,
  cites: [{ law: id, article: "1" }],
  exceptTo,
  versions: [
    {
      effectiveFrom: "2020-01-01",
      appliesTo: "thing",
      when: { fact: reads, operator: "equal", value: true },
      flag: { fact: supplies, value: true },
    },
  ],
});

describe("the order of evaluation", () => {
  const rows: [string, Rule[], Record<string, number>][] = [
    ["rules that need nothing are on level 0", [rule("a", {}), rule("b", {})], { a: 0, b: 0 }],
    ["a flag comes before what looks at it", [rule("a", { reads: "of.b" }), rule("b", {})], { a: 1, b: 0 }],
    [
      "an exception comes before what it overrides",
      [rule("a", {}), rule("b", { exceptTo: ["a"] })],
      { a: 1, b: 0 },
    ],
    [
      "an exception that looks at a flag comes between",
      [rule("a", {}), rule("b", { reads: "of.c", exceptTo: ["a"] }), rule("c", {})],
      { a: 2, b: 1, c: 0 },
    ],
    [
      "a fact that several supply comes after all of them",
      [
        rule("a", { reads: "f" }),
        rule("b", { supplies: "f" }),
        rule("c", { supplies: "f", reads: "of.d" }),
        rule("d", {}),
      ],
      { a: 2, b: 0, c: 1, d: 0 },
    ],
    ["an exception to a rule that is not there orders nothing", [rule("a", { exceptTo: ["z"] })], { a: 0 }],
  ];
  it.each(rows)("%s", (_name, rules, levels) => {
    for (const ordered of [rules, rules.toReversed()]) {
      expect(Object.fromEntries(flagLevels(ordered).levels)).toEqual(levels);
      expect(flagLevels(ordered).circles).toEqual([]);
    }
  });

  it("counts a duty's trigger and its count of days as looked at", () => {
    const duty = {
      action: "disclose",
      responsible: "record.agency" as const,
      due: { after: "of.b", count: { fact: "of.c" }, unit: "day" as const, source: "text" as const },
      ladder: "general",
    };
    const owing = { ...rule("a", {}), versions: [{ effectiveFrom: "2020-01-01", appliesTo: "thing", duty }] };
    const { levels } = flagLevels([owing, rule("b", {}), rule("c", { reads: "of.b" })]);
    expect(levels.get("a")).toBe(2);
  });
});

describe("circles", () => {
  const rows: [string, Rule[], string[][]][] = [
    ["a flag that looks at itself", [rule("a", { reads: "of.a" })], [["a", "a"]]],
    ["a rule that is an exception to itself", [rule("a", { exceptTo: ["a"] })], [["a", "a"]]],
    [
      "two flags that look at each other",
      [rule("a", { reads: "of.b" }), rule("b", { reads: "of.a" })],
      [["a", "b", "a"]],
    ],
    [
      "two rules that are exceptions to each other",
      [rule("a", { exceptTo: ["b"] }), rule("b", { exceptTo: ["a"] })],
      [["a", "b", "a"]],
    ],
    [
      "an exception that looks at what it overrides",
      [rule("a", {}), rule("b", { reads: "of.a", exceptTo: ["a"] })],
      [["a", "b", "a"]],
    ],
    [
      "a longer one, without those that only lead there or away",
      [
        rule("z", { reads: "of.a" }),
        rule("a", { reads: "of.b" }),
        rule("b", { reads: "of.c" }),
        rule("c", { reads: "of.a" }),
        rule("y", {}),
      ],
      [["a", "b", "c", "a"]],
    ],
    [
      "two that have nothing to do with each other",
      [rule("a", { reads: "of.a" }), rule("b", { reads: "of.c" }), rule("c", { reads: "of.b" })],
      [
        ["a", "a"],
        ["b", "c", "b"],
      ],
    ],
  ];
  it.each(rows)("%s", (_name, rules, circles) => {
    const found = flagLevels(rules);
    expect(found.circles).toEqual(circles);
    expect([...found.circular].sort()).toEqual([...new Set(circles.flat())].sort());
  });

  it("of ten thousand rules are found without overflowing the stack", () => {
    const many = Array.from({ length: 10_000 }, (_, i) =>
      rule(`r${i}`, { reads: `of.r${(i + 1) % 10_000}` }),
    );
    expect(flagLevels(many).circles[0]?.length).toBe(10_001);
    expect(flagLevels(many.slice(1)).levels.get("r1")).toBe(9_998);
  });
});
