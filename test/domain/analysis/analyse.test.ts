import { describe, expect, it } from "vitest";
import { readRulesFolder } from "../../../functions/adapters/rules-folder.ts";
import { analyse } from "../../../functions/domain/analysis/analyse.ts";
import { decide } from "../../../functions/domain/decide/decide.ts";
import { readSubject } from "../../../functions/domain/decide/read-subject.ts";
import { loadRuleset } from "../../../functions/domain/ruleset/load.ts";
import { all, leaf, not } from "./fixture.ts";
import { decided, due, duty, flag, folderOf, large, ON, type Own, penalty, says } from "./small-folders.ts";

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
