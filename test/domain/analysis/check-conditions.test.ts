import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { checkRuleConditions } from "../../../functions/domain/analysis/check-conditions.ts";
import { Evaluator } from "../../../functions/domain/decide/evaluate.ts";
import type { Folded } from "../../../functions/domain/decide/fold.ts";
import { readSubject } from "../../../functions/domain/decide/read-subject.ts";
import type { Diagnostic } from "../../../functions/domain/ruleset/diagnostic.ts";
import type { Condition } from "../../../functions/domain/schema/condition.ts";
import { all, any, leaf, lookup, not, ruleOf, ruleset } from "./fixture.ts";
import { anyCondition, factsIn, records, lookup as small } from "./random.ts";

function check(...versions: object[]) {
  const { rule, source } = ruleOf("probe/probe", versions);
  return checkRuleConditions(rule, source, () => lookup, ruleset);
}
const flag = { fact: "major", value: true };
const says = (...found: readonly ReturnType<typeof check>[number][]) =>
  found.map((d) => `${d.severity} ${d.code} ${d.pointer}`);

const licence = leaf("kind", "equal", "行政许可");
const penalty = leaf("kind", "equal", "行政处罚");
const decided = leaf("decidedOn", "isPresent");

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

/** What comes of a condition on an example. */
async function comesTo(condition: Condition, example: unknown): Promise<boolean | null | undefined> {
  const { subject, on } = readSubject(JSON.stringify(example), ruleset, "2026-09-28");
  const defaults = { exempt: false, "setting.scope": "all", on };
  const results = new Map<string, Folded>();
  await new Evaluator([{ key: "it", when: condition, level: 0 }]).evaluate(
    { ...defaults, ...subject.facts },
    results,
  );
  return results.get("it")?.result;
}

const exampleOf = (found: Diagnostic | undefined) => found?.message.split("。例：")[1];

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

describe("a gate is refused", () => {
  const opens = "/versions/0/gate/opensWhen";
  const gate = (opensWhen: Condition) => ({ step: "decide", reason: "须先审核", opensWhen });
  const reviewed = leaf("review.result", "equal", "同意");
  const cases: [name: string, version: object, expected: string[]][] = [
    [
      "that nothing opens",
      { when: penalty, gate: gate(all(reviewed, leaf("review.result", "isMissing"))) },
      [`error never-opens ${opens}/all/1`],
    ],
    [
      "that nothing opens while it applies",
      { when: penalty, gate: gate(all(reviewed, licence)) },
      [`error never-opens ${opens}`],
    ],
    [
      "that is always open while it applies",
      { when: penalty, gate: gate(any(reviewed, penalty)) },
      [`error always-opens ${opens}`],
    ],
    [
      "that opens on any value, but not without one",
      { when: penalty, gate: gate(leaf("review.result", "in", ["同意", "存在问题"])) },
      [],
    ],
    [
      "without a condition, that is always open",
      { gate: gate(any(decided, leaf("decidedOn", "isMissing"))) },
      [`error always-opens ${opens}`],
    ],
  ];
  it.each(cases)("%s", (_name, version, expected) => {
    expect(says(...check(version))).toEqual(expected);
  });
});

describe("a duty whose due date can never be known", () => {
  const due = "/versions/0/duty/due";
  const undecided = leaf("decidedOn", "isMissing");
  const duty = (after: string | string[], count: number | { fact: string } = 7) => ({
    duty: { action: "disclose", due: { after, count, unit: "working-day", source: "text" } },
  });
  const cases: [name: string, when: Condition, duty: object, expected: string[], says?: string][] = [
    [
      "is refused where what it is counted from must be missing",
      all(penalty, undecided),
      duty("decidedOn"),
      [`error never-due ${due}/after`],
      "执法类别为行政处罚，尚未作出的，不符合“作出决定日期已填写”",
    ],
    [
      "is refused where both that it may be counted from must be",
      all(undecided, leaf("publishedOn", "isMissing")),
      duty(["publishedOn", "decidedOn"]),
      [`error never-due ${due}/after`],
    ],
    [
      "is refused where the number must be missing",
      all(decided, leaf("fineYuan", "isMissing")),
      duty("decidedOn", { fact: "fineYuan" }),
      [`error never-due ${due}/count/fact`],
    ],
    ["passes where one of two may be there", undecided, duty(["decidedOn", "publishedOn"]), []],
    ["passes where nothing is said of it", penalty, duty("decidedOn"), []],
    ["passes where the number is a setting", penalty, duty("decidedOn", { fact: "setting.hearingYuan" }), []],
    [
      "is not told again where the rule never applies",
      all(licence, penalty),
      duty("decidedOn"),
      ["error never-applies /versions/0/when/all/1"],
    ],
  ];
  it.each(cases)("%s", async (_name, when, effect, expected, text) => {
    const found = check({ when, ...effect });
    expect(says(...found)).toEqual(expected);
    if (!text) return;
    expect(exampleOf(found[0])).toBe(text);
    expect(await comesTo(when, found[0]?.example)).toBe(true);
  });
});

describe("an indicator is refused", () => {
  const at = "/versions/0/indicator";
  const cases: [name: string, numerator: Condition, denominator: Condition, expected: string[]][] = [
    ["that counts nothing", all(penalty, licence), decided, [`error never-applies ${at}/numerator/all/1`]],
    ["over nothing", decided, all(penalty, licence), [`error never-applies ${at}/denominator/all/1`]],
    ["that every record meets", decided, all(decided, penalty), [`error never-applies ${at}`]],
    [
      "no more than warned of where it compares two kinds of records",
      licence,
      penalty,
      [`warning indicator-apart ${at}`],
    ],
    ["not at all when some records meet it", all(penalty, decided), penalty, []],
  ];
  it.each(cases)("%s", (_name, numerator, denominator, expected) => {
    expect(says(...check({ indicator: { numerator, denominator } }))).toEqual(expected);
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
