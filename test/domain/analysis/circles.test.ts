import { describe, expect, it } from "vitest";
import { decide } from "../../../functions/domain/decide/decide.ts";
import { readSubject } from "../../../functions/domain/decide/read-subject.ts";
import { loadRuleset } from "../../../functions/domain/ruleset/load.ts";
import type { Condition } from "../../../functions/domain/schema/condition.ts";
import type { Rule } from "../../../functions/domain/schema/rule.ts";
import { fixture } from "../../support/corpus.ts";
import { all, leaf, ruleset } from "./fixture.ts";

const ON = "2026-09-28";
const penalty = leaf("kind", "equal", "行政处罚");
const large = leaf("fineYuan", "greaterThan", 50000);

type Own = Readonly<Record<string, { when: Condition; fact: string; exceptTo?: string[] }>>;

/** What is told of rules that all supply flags, by rule. */
function circles(own: Own) {
  const rules = Object.entries(own).map(
    ([id, { when, fact, exceptTo = [] }]): Rule => ({
      id: `review/${id}`,
      title: `规则${id}`,
      cites: [{ law: "行政处罚法", article: "58" }],
      ...(exceptTo.length > 0 && { exceptTo: exceptTo.map((name) => `review/${name}`) }),
      versions: [{ effectiveFrom: "2019-08-06", appliesTo: "decision", when, flag: { fact, value: true } }],
    }),
  );
  const files = rules.map((rule) => [`demo/${rule.id}.json`, JSON.stringify(rule)] as const);
  const base = [...fixture].filter(([path]) => !path.includes("/review/") && !path.endsWith(".cases.json"));
  const loaded = loadRuleset(new Map([...base, ...files]));
  const found = "errors" in loaded ? loaded.errors : [];
  return { rules, found: found.filter(({ file }) => file.startsWith("demo/review/")) };
}

async function outcome(rules: readonly Rule[], example: object, facts: object) {
  const stated = (example as { facts: object }).facts;
  const text = JSON.stringify({ ...example, facts: { ...stated, ...facts } });
  const only = { ...ruleset, rules };
  const { subject, on } = readSubject(text, only, ON);
  return (await decide(subject, only, on)).findings[0]?.outcome;
}

describe("rules in a circle are told with the way round and a record on which it bites", () => {
  const paths = (own: Own) =>
    circles(own).found.map(({ code, message }) => [code, message.replace(/^.*：(review.*?)。例：/, "$1 | ")]);

  it("two flags that look at each other, each from its own side", async () => {
    const own: Own = {
      a: { when: all(penalty, leaf("hearing", "equal", true)), fact: "major" },
      b: { when: all(large, leaf("major", "equal", true)), fact: "hearing" },
    };
    expect(paths(own)).toEqual([
      [
        "flag-circle",
        "review/a → review/b → review/a | 执法类别为行政处罚的，本规则的认定取决于规则“规则b”（review/b）对“需经听证程序”的归类",
      ],
      [
        "flag-circle",
        "review/b → review/a → review/b | 罚款数额为五万点零一元的，本规则的认定取决于规则“规则a”（review/a）对“重大执法决定”的归类",
      ],
    ]);
    const { found, rules } = circles(own);
    const [first, second] = rules as [Rule, Rule];
    for (const [rule, fact, error] of [
      [first, "hearing", found[0]],
      [second, "major", found[1]],
    ] as const) {
      expect(await outcome([rule], error?.example ?? {}, {})).toBe("undetermined");
      expect(await outcome([rule], error?.example ?? {}, { [fact]: true })).toBe("applies");
    }
  });

  it("two exceptions to each other, on a record that meets both", async () => {
    const own: Own = {
      a: { when: penalty, fact: "major", exceptTo: ["b"] },
      b: { when: large, fact: "hearing", exceptTo: ["a"] },
    };
    expect(paths(own)[0]).toEqual([
      "flag-circle",
      "review/a → review/b → review/a | 执法类别为行政处罚，罚款数额为五万点零一元的，本规则是否适用，取决于例外“规则b”（review/b）是否适用",
    ]);
    const { found, rules } = circles(own);
    for (const { exceptTo: _, ...rule } of rules)
      expect(await outcome([rule], found[0]?.example ?? {}, {})).toBe("applies");
  });

  it("a flag that looks at itself", () => {
    const own: Own = { a: { when: all(penalty, leaf("major", "isMissing")), fact: "major" } };
    expect(paths(own)).toEqual([
      [
        "flag-circle",
        "review/a → review/a | 执法类别为行政处罚的，本规则的认定取决于规则“规则a”（review/a）对“重大执法决定”的归类",
      ],
    ]);
  });

  it("an exception to itself is told as that and nothing else", () => {
    expect(
      circles({ a: { when: penalty, fact: "major", exceptTo: ["a"] } }).found.map((d) => d.code),
    ).toEqual(["exception-itself"]);
  });

  it("a rule that has other mistakes goes without a record", () => {
    const own: Own = {
      a: { when: all(leaf("knid", "equal", 1), leaf("major", "equal", true)), fact: "major" },
    };
    const found = circles(own).found.find((d) => d.code === "flag-circle");
    expect(found?.message).toMatch(/review\/a → review\/a$/);
    expect(found).not.toHaveProperty("example");
  });

  it("of many rules, named up to eight", () => {
    const next = (i: number) => ({
      when: leaf("major", "equal", true),
      fact: "hearing",
      exceptTo: [`n${(i + 1) % 12}`],
    });
    const own = Object.fromEntries(Array.from({ length: 12 }, (_, i) => [`n${i}`, next(i)]));
    expect(circles(own).found[0]?.message).toMatch(/n0 →(.* →){7} …（共 12 条） → review\/n0。例/);
  });
});
