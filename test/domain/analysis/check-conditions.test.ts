import { describe, expect, it } from "vitest";
import { checkRuleConditions } from "../../../functions/domain/analysis/check-conditions.ts";
import type { Condition } from "../../../functions/domain/schema/condition.ts";
import { check, comesTo, decided, exampleOf, flag, licence, penalty, says } from "./checked.ts";
import { all, any, leaf, lookup, not, ruleOf, ruleset } from "./fixture.ts";

describe("a condition is refused", () => {
  const when = "/versions/0/when";
  const cases: [name: string, condition: Condition, expected: string[], message?: RegExp][] = [
    [
      "that asks for two values of one fact",
      all(licence, decided, penalty),
      [`error never-applies ${when}/all/2`],
      /“执法类别为行政许可”与“执法类别为行政处罚”不能同时成立，条件永远不成立，规则永远不适用/,
    ],
    [
      "that asks for less than nothing",
      leaf("fineYuan", "lessThan", 0),
      [`error never-applies ${when}`],
      /“罚款数额小于0”永远不成立/,
    ],
    [
      "that rests on one part that cannot be",
      all(decided, leaf("pages", "equal", 2.5)),
      [`error never-applies ${when}/all/1`],
    ],
    [
      "whose parts contradict each other only together",
      all(
        leaf("decidedOn", "before", { fact: "publishedOn" }),
        leaf("publishedOn", "before", "2020-01-02"),
        leaf("decidedOn", "after", "2019-12-31"),
      ),
      [`error never-applies ${when}/all/2`],
      /^(?=.*作出决定日期早于公开日期)(?=.*早于2020-01-02)(?=.*晚于2019-12-31)/,
    ],
    [
      "that excludes what it asks for",
      all(licence, not(any(licence, decided))),
      [`error never-applies ${when}/all/1/not/any/0`],
      /不是“执法类别为行政许可”/,
    ],
    [
      "that is there or is not",
      any(decided, leaf("decidedOn", "isMissing")),
      [`error always-applies ${when}`],
      /不会都不成立/,
    ],
    [
      "that lists every value",
      leaf("kind", "in", ["行政许可", "行政处罚", "行政检查"]),
      [`error always-applies ${when}`],
    ],
    [
      "that lists every value between two",
      any(penalty, leaf("kind", "notEqual", "行政处罚")),
      [`error always-applies ${when}`],
    ],
    ["on a fact with a default being there", leaf("exempt", "isPresent"), [`error always-applies ${when}`]],
    [
      "with a branch that cannot be",
      any(penalty, all(licence, leaf("kind", "equal", "行政检查"))),
      [`error dead-branch ${when}/any/1`],
    ],
    [
      "with the smallest branch that cannot be",
      any(penalty, all(licence, leaf("fineYuan", "lessThan", 0))),
      [`error dead-branch ${when}/any/1/all/1`],
    ],
    [
      "with a branch that cannot but be",
      all(penalty, leaf("on", "isPresent")),
      [`error dead-branch ${when}/all/1`],
      /不会不成立/,
    ],
  ];
  it.each(cases)("%s", (_name, condition, expected, message = /./) => {
    const found = check({ when: condition, flag });
    expect(says(...found)).toEqual(expected);
    expect(found[0]?.message).toMatch(message);
  });
});

describe("a leaf that makes no difference is warned of", () => {
  const when = "/versions/0/when";
  const cases: [name: string, condition: Condition, pointer: string, says?: string][] = [
    [
      "a list that the value beside it is in",
      all(penalty, leaf("kind", "in", ["行政处罚", "行政许可"])),
      `${when}/all/1`,
      "执法类别为行政处罚的，符合这一条件，而不看这一条件，整个条件也成立",
    ],
    ["the same again", any(penalty, decided, penalty), `${when}/any/2`],
    [
      "a lower bound below another",
      all(leaf("fineYuan", "greaterThan", 10), leaf("fineYuan", "greaterThan", 5)),
      `${when}/all/1`,
    ],
    [
      "a value within a list beside it",
      any(leaf("kind", "in", ["行政处罚", "行政许可"]), penalty),
      `${when}/any/1`,
    ],
    [
      "below a negation",
      all(decided, not(all(penalty, leaf("kind", "notEqual", "行政许可")))),
      `${when}/all/1/not/all/1`,
    ],
  ];
  it.each(cases)("%s", async (_name, condition, pointer, text) => {
    const found = check({ when: condition, flag });
    expect(says(...found)).toEqual([`warning redundant-condition ${pointer}`]);
    if (text) expect(exampleOf(found[0])).toBe(text);
    expect(exampleOf(found[0])).toMatch(/成立$/);
    expect(await comesTo(condition, found[0]?.example)).toBe(true);
  });
});

describe("a condition passes", () => {
  const cases: [name: string, condition: Condition][] = [
    [
      "that asks for presence before it compares: a missing fact is not unknown then",
      all(leaf("decidedOn", "isPresent"), leaf("decidedOn", "after", "2020-01-01")),
    ],
    [
      "that names the reading of a setting, though the rest would decide",
      any(
        all(leaf("setting.scope", "equal", "all"), any(penalty, decided)),
        all(leaf("setting.scope", "equal", "major"), penalty, decided),
      ),
    ],
    [
      "that leaves room of one fen",
      all(leaf("fineYuan", "greaterThan", 1), leaf("fineYuan", "lessThan", 1.02)),
    ],
    [
      "on lists",
      all(leaf("penaltyKinds", "contains", "罚款"), leaf("penaltyKinds", "doesNotContain", "没收")),
    ],
  ];
  it.each(cases)("%s", (_name, condition) => {
    expect(check({ when: condition, flag })).toEqual([]);
  });
});

describe("each version of a rule is looked at", () => {
  it("with its place, the next one too", () => {
    const good = { when: penalty, flag };
    const bad = { when: all(penalty, licence), flag };
    expect(says(...check(good, bad))).toEqual(["error never-applies /versions/1/when/all/1"]);
    expect(check(bad)[0]).toMatchObject({ file: "demo/probe/probe.json", line: 16, column: 11 });
  });

  it("and one that is too complex is said to be so", () => {
    const upTo = (n: number) => Array.from({ length: n }, (_, i) => i);
    const is = (item: string) => leaf("penaltyKinds", "contains", item);
    const somewhere = upTo(9).map((p) => any(...upTo(8).map((h) => is(`${p}在${h}`))));
    const apart = upTo(8).flatMap((h) =>
      upTo(9).flatMap((p) => upTo(p).map((q) => not(all(is(`${p}在${h}`), is(`${q}在${h}`))))),
    );
    expect(says(...check({ when: all(...somewhere, ...apart), flag }))).toEqual([
      "warning not-analysed /versions/0",
    ]);
  });
});

it("the rules of the small folder pass", () => {
  expect(ruleset.rules.length).toBeGreaterThan(5);
  for (const rule of ruleset.rules) {
    if (rule.versions.some((v) => v.appliesTo !== "decision")) continue;
    const { source } = ruleOf(rule.id, rule.versions);
    expect(checkRuleConditions(rule, source, () => lookup, ruleset)).toEqual([]);
  }
});
