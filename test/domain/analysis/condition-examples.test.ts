import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { checkRuleConditions } from "../../../functions/domain/analysis/check-conditions.ts";
import { Evaluator } from "../../../functions/domain/decide/evaluate.ts";
import type { Folded } from "../../../functions/domain/decide/fold.ts";
import type { Condition } from "../../../functions/domain/schema/condition.ts";
import { check, comesTo, decided, exampleOf, flag, licence, penalty } from "./checked.ts";
import { all, any, leaf, not, ruleOf, ruleset } from "./fixture.ts";
import { anyCondition, factsIn, records, lookup as small } from "./random.ts";

describe("what cannot be is shown with the record that comes nearest, and what fails on it", () => {
  const late = leaf("decidedOn", "after", "2019-12-31");
  const other = leaf("kind", "equal", "行政检查");
  const cases: [
    name: string,
    condition: Condition,
    says: string,
    meets: Condition[],
    fails: Condition,
    failing?: boolean | null,
  ][] = [
    [
      "of two values the second",
      all(licence, decided, penalty),
      "执法类别为行政许可，作出决定日期为2026年9月17日的，不符合“执法类别为行政处罚”",
      [licence, decided],
      penalty,
    ],
    [
      "of three comparisons the last",
      all(
        leaf("decidedOn", "before", { fact: "publishedOn" }),
        leaf("publishedOn", "before", "2020-01-02"),
        late,
      ),
      "作出决定日期为2019年12月31日，公开日期为2020年1月1日的，不符合“作出决定日期晚于2019-12-31”",
      [leaf("decidedOn", "before", { fact: "publishedOn" }), leaf("publishedOn", "before", "2020-01-02")],
      late,
    ],
    [
      "what must not hold",
      all(licence, not(any(licence, decided))),
      "执法类别为行政许可，尚未作出的，符合“执法类别为行政许可”，而条件要求不符合",
      [licence, not(decided)],
      licence,
      true,
    ],
    [
      "what cannot be told for lack of a fact",
      all(leaf("decidedOn", "isMissing"), late),
      "尚未作出的，无从认定是否符合“作出决定日期晚于2019-12-31”",
      [leaf("decidedOn", "isMissing")],
      late,
      null,
    ],
    [
      "under the settings as they are",
      all(leaf("setting.scope", "equal", "all"), penalty, licence),
      "执法类别为行政处罚，作出决定日期为2000年1月1日的，不符合“执法类别为行政许可”",
      [leaf("setting.scope", "equal", "all"), penalty],
      licence,
    ],
    [
      "with a few of which one is needed",
      all(any(penalty, licence), not(any(penalty, licence)), decided),
      "执法类别为行政许可，作出决定日期为2026年9月17日的，符合“执法类别为行政许可”，而条件要求不符合",
      [any(penalty, licence), not(penalty), decided],
      licence,
      true,
    ],
    [
      "in a dead branch",
      any(penalty, all(licence, other)),
      "执法类别为行政许可的，不符合“执法类别为行政检查”",
      [licence],
      other,
    ],
  ];
  it.each(cases)("%s", async (_name, condition, says, meets, fails, failing = false) => {
    const [found] = check({ when: condition, flag });
    expect(exampleOf(found)).toBe(says);
    for (const one of meets) expect(await comesTo(one, found?.example)).toBe(true);
    expect(await comesTo(fails, found?.example)).toBe(failing);
  });
});

describe("what cannot but be is shown with two records that differ", () => {
  const cases: [name: string, condition: Condition, says: string, part?: Condition][] = [
    [
      "with the fact and without",
      any(decided, leaf("decidedOn", "isMissing")),
      "作出决定日期为2026年9月17日的，以及尚未作出的，都适用",
    ],
    [
      "with two values",
      any(penalty, leaf("kind", "notEqual", "行政处罚")),
      "执法类别为行政处罚的，以及执法类别为行政许可的，都适用",
    ],
    [
      "with what is so by default",
      leaf("exempt", "isPresent"),
      "不属于“依法不予公开”的，以及属于“依法不予公开”的，都适用",
    ],
    [
      "with two lists",
      any(leaf("penaltyKinds", "contains", "罚款"), leaf("penaltyKinds", "doesNotContain", "罚款")),
      "处罚种类为罚款的，以及处罚种类为警告的，都适用",
    ],
    [
      "asked on two days",
      all(penalty, leaf("on", "isPresent")),
      "查询日期为2026年9月28日的，以及查询日期为2026年9月27日的，都符合",
      leaf("on", "isPresent"),
    ],
  ];
  it.each(cases)("%s", async (_name, condition, says, part = condition) => {
    const [found] = check({ when: condition, flag });
    expect(exampleOf(found)).toBe(says);
    expect(found?.example).not.toEqual(found?.otherExample);
    for (const one of [found?.example, found?.otherExample]) expect(await comesTo(part, one)).toBe(true);
  });
});

describe("over random conditions", () => {
  const constant = { true: leaf("on", "isPresent"), false: leaf("on", "isMissing") };

  function replaced(condition: Condition, path: readonly string[], by: Condition): Condition {
    const [key, ...rest] = path;
    if (key === undefined) return by;
    if ("not" in condition) return { not: replaced(condition.not, rest, by) };
    const [kind, children] =
      "all" in condition ? ["all", condition.all] : ["any", (condition as { any: Condition[] }).any];
    const [index, ...below] = rest;
    return {
      [kind]: children.map((child, i) => (i === Number(index) ? replaced(child, below, by) : child)),
    } as Condition;
  }

  /** Often with something that another part already says (absorption). */
  const repetitive = fc
    .tuple(anyCondition, anyCondition, fc.boolean())
    .map(([one, more, strict]): Condition => {
      const again = structuredClone(one);
      return strict ? all(one, any(again, more)) : any(one, all(again, more));
    });

  it("a leaf that is called redundant makes no difference to any record of a small world", async () => {
    let found = 0;
    await fc.assert(
      fc.asyncProperty(fc.oneof(anyCondition, repetitive), async (condition) => {
        const { rule, source } = ruleOf("probe/probe", [{ when: condition, flag }]);
        const told = checkRuleConditions(rule, source, () => small, ruleset).filter(
          (d) => d.code === "redundant-condition",
        );
        const names = factsIn(condition);
        // Of several the last one was judged with all the others in place.
        const last = told.at(-1);
        fc.pre(names.length <= 3 && last !== undefined);
        found++;
        const path = last?.pointer.split("/").slice(4) ?? [];
        const whens = [
          condition,
          replaced(condition, path, constant.true),
          replaced(condition, path, constant.false),
        ];
        const evaluator = new Evaluator(whens.map((when, i) => ({ key: String(i), when, level: 0 })));
        const differs = [false, false];
        for (const facts of records(names)) {
          const results = new Map<string, Folded>();
          await evaluator.evaluate({ on: "2024-02-29", ...facts }, results);
          const [whole, ...others] = whens.map((_, i) => results.get(String(i))?.result);
          others.forEach((other, i) => {
            if (other !== whole) differs[i] = true;
          });
        }
        expect(differs).toContain(false);
      }),
      { numRuns: 100 },
    );
    expect(found).toBeGreaterThan(50);
  });
});
