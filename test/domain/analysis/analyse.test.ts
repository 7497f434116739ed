import { describe, expect, it } from "vitest";
import { readRulesFolder } from "../../../functions/adapters/rules-folder.ts";
import { analyse } from "../../../functions/domain/analysis/analyse.ts";
import { decide } from "../../../functions/domain/decide/decide.ts";
import { readSubject } from "../../../functions/domain/decide/read-subject.ts";
import { loadRuleset } from "../../../functions/domain/ruleset/load.ts";
import type { Ruleset } from "../../../functions/domain/ruleset/ruleset.ts";
import type { Condition } from "../../../functions/domain/schema/condition.ts";
import type { Rule } from "../../../functions/domain/schema/rule.ts";
import { all, any, leaf, not, ruleOf, ruleset } from "./fixture.ts";

const ON = "2026-09-28";
type Own = readonly [id: string, versions: readonly object[], more?: Partial<Rule>];

/** The small folder with only these rules. */
function folderOf(...own: readonly Own[]) {
  const rules = own.map(([id, versions, more]) => ruleOf(id, versions, more));
  const only: Ruleset = { ...ruleset, rules: rules.map(({ rule }) => rule) };
  return { ruleset: only, sources: new Map(rules.map(({ rule, source }) => [rule.id, source])) };
}

const says = (...own: readonly Own[]) =>
  analyse(folderOf(...own)).map((d) => `${d.severity} ${d.code} ${d.file} ${d.pointer}`);

const penalty = leaf("kind", "equal", "行政处罚");
const licence = leaf("kind", "equal", "行政许可");
const decided = leaf("decidedOn", "isPresent");
const large = leaf("fineYuan", "greaterThan", 50000);
const flag = (when: Condition, value: boolean, more: object = {}) => ({
  when,
  flag: { fact: "major", value, ...more },
});
const due = (count: unknown) => ({ after: "decidedOn", count, unit: "working-day", source: "text" });
const duty = (when: Condition, count: unknown, more: object = {}) => ({
  when,
  duty: {
    action: "disclose",
    responsible: "record.agency",
    due: due(count),
    dischargedBy: "publishedOn",
    ladder: "general",
    ...more,
  },
});

describe("rules that contradict each other are shown with a record on which they do", () => {
  const cases: [name: string, code: string, first: Own, second: Own, example?: object][] = [
    [
      "two flags",
      "flags-contradict",
      ["a/one", [flag(penalty, true)]],
      ["a/two", [flag(large, false)]],
      { facts: { kind: "行政处罚", fineYuan: 50000.01, decidedOn: "2019-08-06" } },
    ],
    [
      "what a flag says otherwise",
      "flags-contradict",
      ["a/one", [flag(all(penalty, decided), true, { otherwise: false })]],
      ["a/two", [flag(large, true)]],
    ],
    [
      "two flags in the only days that both are in force",
      "flags-contradict",
      ["a/one", [{ ...flag(penalty, true), effectiveTo: "2022-06-30" }]],
      ["a/two", [{ ...flag(penalty, false), effectiveFrom: "2022-06-30" }]],
      { facts: { kind: "行政处罚", decidedOn: "2022-06-30" } },
    ],
    [
      "two flags while the setting is as it is",
      "flags-contradict",
      ["a/one", [flag(penalty, true)]],
      ["a/two", [flag(all(penalty, leaf("setting.scope", "equal", "all")), false)]],
    ],
    [
      "two flags on the amounts of a setting",
      "flags-contradict",
      ["a/one", [flag(leaf("fineYuan", "greaterThanInclusive", { fact: "setting.hearingYuan" }), true)]],
      ["a/two", [flag(leaf("fineYuan", "lessThanInclusive", 5000), false)]],
      { facts: { fineYuan: 5000, decidedOn: "2021-07-15" } },
    ],
    ["two duties", "duties-overlap", ["a/one", [duty(penalty, 7)]], ["a/two", [duty(large, 20)]]],
    [
      "a duty of as many days as a fact says",
      "duties-overlap",
      ["a/one", [duty(penalty, 7)]],
      ["a/two", [duty(large, { fact: "limitWorkingDays" })]],
    ],
    [
      "a duty that counts from one of several dates",
      "duties-overlap",
      ["a/one", [duty(penalty, 7)]],
      ["a/two", [duty(large, 20, { due: { ...due(20), after: ["review.completedOn", "decidedOn"] } })]],
    ],
    [
      "a duty of one agency that may be the record's own",
      "duties-overlap",
      ["a/one", [duty(penalty, 7)]],
      ["a/two", [duty(large, 20, { responsible: { agency: "housing" } })]],
      { agency: "housing" },
    ],
  ];
  it.each(cases)("%s", async (_name, code, first, second, expected) => {
    const folder = folderOf(first, second);
    const found = analyse(folder);
    expect(found.map((d) => [d.code, d.file])).toEqual([[code, "demo/a/two.json"]]);
    const example = found[0]?.example ?? {};
    if (expected) expect(example).toMatchObject(expected);
    const { subject, on } = readSubject(JSON.stringify(example), folder.ruleset, ON);
    const decision = await decide(subject, folder.ruleset, on);
    expect(decision.findings.some((finding) => finding.conflict)).toBe(true);
    expect(found[0]?.message).toMatch(/与规则“规则a\/one”（a\/one）.*。例：.*为/);
  });

  it("in the words of the labels", () => {
    const [found] = analyse(folderOf(["a/one", [flag(penalty, true)]], ["a/two", [flag(large, false)]]));
    expect(found?.message).toBe(
      "本规则与规则“规则a/one”（a/one）对“重大执法决定”的归类相互矛盾，该规则为是，本规则为否，应当写明哪一条是例外（exceptTo），或者改正条件。例：执法类别为行政处罚，罚款数额为五万点零一元，作出决定日期为2019年8月6日",
    );
    expect(found).toMatchObject({ pointer: "/versions/0/flag", severity: "warning" });
  });
});

describe("rules that do not contradict each other pass", () => {
  const cases: [name: string, ...own: Own[]][] = [
    [
      "that never meet",
      ["a/one", [flag(all(penalty, large), true)]],
      ["a/two", [flag(not(all(penalty, large)), false)]],
    ],
    [
      "whose limit a setting gives, which is the same",
      ["a/one", [duty(penalty, 20)]],
      ["a/two", [duty(large, { fact: "setting.disclosureWorkingDays" })]],
    ],
    [
      "that different agencies owe",
      ["a/one", [duty(penalty, 7, { responsible: { agency: "justice" } })]],
      ["a/two", [duty(large, 20, { responsible: { agency: "housing" } })]],
    ],
    [
      "that count from dates of which never the same is the first",
      ["a/one", [duty(penalty, 7)]],
      [
        "a/two",
        [
          duty(all(large, leaf("review.completedOn", "isPresent")), 20, {
            due: { ...due(20), after: ["review.completedOn", "decidedOn"] },
          }),
        ],
      ],
    ],
    [
      "that are never in force together",
      ["a/one", [{ ...flag(penalty, true), effectiveTo: "2022-06-30" }]],
      ["a/two", [{ ...flag(penalty, false), effectiveFrom: "2022-07-01" }]],
    ],
    [
      "one of which is an exception",
      ["a/one", [flag(penalty, true)]],
      ["a/two", [flag(all(penalty, large), false)], { exceptTo: ["a/one"] }],
    ],
    [
      "whose meeting a third one sets aside",
      ["a/one", [flag(penalty, true)]],
      ["a/two", [flag(all(penalty, large), false)]],
      ["a/z", [duty(all(penalty, large), 7)], { exceptTo: ["a/one"] }],
    ],
    [
      "that meet only under a setting that is not in force",
      ["a/one", [flag(penalty, true)]],
      ["a/two", [flag(all(penalty, leaf("setting.scope", "equal", "major")), false)]],
    ],
    [
      "duties for different acts",
      ["a/one", [duty(penalty, 7)]],
      ["a/two", [duty(large, 20, { action: "report" })]],
    ],
    [
      "duties after different events",
      ["a/one", [duty(penalty, 7)]],
      [
        "a/two",
        [duty(large, 20, { due: { after: "review.completedOn", count: 3, unit: "day", source: "text" } })],
      ],
    ],
    [
      "on different types of records",
      ["a/one", [flag(penalty, true)]],
      ["a/two", [{ ...flag(penalty, false), appliesTo: "document" }]],
    ],
  ];
  it.each(cases)("%s", (_name, ...own) => {
    expect(says(...own)).toEqual([]);
  });
});

describe("rules without effect of their own are warned of", () => {
  const cases: [name: string, expected: string[], ...own: Own[]][] = [
    [
      "a flag that another one sets anyway",
      ["warning shadowed demo/a/two.json /versions/0/when"],
      ["a/one", [flag(penalty, true)]],
      ["a/two", [flag(all(penalty, large), true)]],
    ],
    [
      "whichever comes first",
      ["warning shadowed demo/a/one.json /versions/0/when"],
      ["a/one", [flag(all(penalty, large), true)]],
      ["a/two", [flag(penalty, true)]],
    ],
    [
      "of two alike the later one",
      ["warning shadowed demo/a/two.json /versions/0/when"],
      ["a/one", [duty(penalty, 7)]],
      ["a/two", [duty(all(penalty, any(large, not(large), leaf("fineYuan", "isMissing"))), 7)]],
    ],
    [
      "not one that begins earlier",
      [],
      ["a/one", [{ ...flag(penalty, true), effectiveFrom: "2021-01-01" }]],
      ["a/two", [flag(all(penalty, large), true)]],
    ],
    [
      "not one that stands where the other is set aside",
      [],
      ["a/one", [flag(penalty, true)]],
      ["a/two", [flag(all(penalty, large), true)]],
      ["a/z", [duty(all(penalty, decided), 7)], { exceptTo: ["a/one"] }],
    ],
    [
      "an exception that never meets its rule",
      ["warning exception-without-effect demo/a/two.json /exceptTo/0"],
      ["a/one", [duty(penalty, 7)]],
      ["a/two", [duty(licence, 20)], { exceptTo: ["a/one"] }],
    ],
    [
      "an exception that leaves nothing of its rule",
      ["warning always-excepted demo/a/one.json /versions/0"],
      ["a/one", [duty(all(penalty, large), 7)]],
      ["a/two", [duty(penalty, 20)], { exceptTo: ["a/one"] }],
    ],
    [
      "exceptions that together leave nothing of their rule",
      ["warning always-excepted demo/a/one.json /versions/0"],
      ["a/one", [duty(all(penalty, decided, leaf("fineYuan", "isPresent")), 7)]],
      ["a/three", [duty(not(large), 20)], { exceptTo: ["a/one"] }],
      ["a/two", [duty(large, 20)], { exceptTo: ["a/one"] }],
    ],
    [
      "a version for days on which it is not in force",
      ["warning never-in-force demo/a/one.json /versions/0/when"],
      ["a/one", [{ ...flag(all(penalty, leaf("decidedOn", "before", "2019-08-06")), true) }]],
    ],
    [
      "not one that also covers what was there before",
      [],
      [
        "a/one",
        [{ ...flag(all(penalty, leaf("decidedOn", "before", "2019-08-06")), true), coversEarlier: true }],
      ],
    ],
  ];
  it.each(cases)("%s", (_name, expected, ...own) => {
    expect(says(...own)).toEqual(expected);
  });
});

type Outcomes = Readonly<Record<string, string>>;

/** What comes of each rule on a record, with what came of its condition alone where that differs. */
async function outcomes(example: unknown, rules: Ruleset): Promise<Outcomes> {
  const { subject, on } = readSubject(JSON.stringify(example), rules, ON);
  const { findings } = await decide(subject, rules, on);
  return Object.fromEntries(
    findings.map(({ rule, outcome, exceptions, version }) => {
      const aside = exceptions?.some((one) => one.outcome === "applies") ? ", excepted" : "";
      return [rule, `${version === undefined ? "not in force" : outcome}${aside}`];
    }),
  );
}

describe("what has no effect of its own is shown with a record", () => {
  const early = all(penalty, leaf("decidedOn", "before", "2019-08-06"));
  const [applies, not] = ["applies", "does-not-apply"];
  const cases: [name: string, says: string, outcomes: Outcomes, other: Outcomes | undefined, ...Own[]][] = [
    [
      "on which both flags stand",
      "执法类别为行政处罚，罚款数额为五万点零一元，作出决定日期为2019年8月6日的，两条规则都适用，后果相同",
      { "a/one": applies, "a/two": applies },
      undefined,
      ["a/one", [flag(penalty, true)]],
      ["a/two", [flag(all(penalty, large), true)]],
    ],
    [
      "that meets the rule and its exception",
      "执法类别为行政处罚，罚款数额为五万点零一元，作出决定日期为2019年8月6日的，符合本规则的条件，但适用例外",
      { "a/one": `${not}, excepted`, "a/two": applies },
      undefined,
      ["a/one", [duty(all(penalty, large), 7)]],
      ["a/two", [duty(penalty, 20)], { exceptTo: ["a/one"] }],
    ],
    [
      "for each of two rules that never meet",
      "执法类别为行政许可，作出决定日期为2019年8月6日的，只适用本规则；执法类别为行政处罚，作出决定日期为2019年8月6日的，只适用规则“规则a/one”",
      { "a/one": not, "a/two": applies },
      { "a/one": applies, "a/two": not },
      ["a/one", [duty(penalty, 7)]],
      ["a/two", [duty(licence, 20)], { exceptTo: ["a/one"] }],
    ],
    [
      "that meets a condition while it is not in force",
      "执法类别为行政处罚，作出决定日期为2019年8月5日的，符合条件，但不在施行期间",
      { "a/one": "not in force" },
      undefined,
      ["a/one", [flag(early, true)]],
    ],
  ];
  it.each(cases)("%s", async (_name, says, expected, other, ...own) => {
    const folder = folderOf(...own);
    const [found] = analyse(folder);
    expect(found?.message.split("。例：")[1]).toBe(says);
    expect(await outcomes(found?.example, folder.ruleset)).toEqual(expected);
    if (other) expect(await outcomes(found?.otherExample, folder.ruleset)).toEqual(other);
    else expect(found).not.toHaveProperty("otherExample");
  });
});

describe("a whole folder", () => {
  it("as shipped has nothing to warn of", async () => {
    const loaded = loadRuleset(await readRulesFolder("rules"));
    if (!("ruleset" in loaded)) throw new Error("rules/ has errors");
    expect(analyse(loaded)).toEqual([]);
  });

  it("of a thousand flags of one fact ends, and says what it could not look at", () => {
    const own = Array.from(
      { length: 1000 },
      (_, i): Own => [`a/n${i}`, [flag(leaf("fineYuan", "equal", i), i % 2 === 0)]],
    );
    const found = analyse(folderOf(...own));
    expect(found.length).toBeGreaterThan(0);
    expect(new Set(found.map((d) => d.code))).toEqual(new Set(["not-analysed"]));
  }, 60_000);
});
