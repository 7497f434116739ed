import { describe, it } from "vitest";
import { expectDiagnostics } from "../../../support/corpus.ts";

const DUTY = "demo/disclosure/seven-days.cases.json";
const FLAG = "demo/review/major.cases.json";
const GATE = "demo/review/before-decision.cases.json";
const CADENCE = "demo/disclosure/yearly-report.cases.json";
const INDICATOR = "demo/disclosure/published-share.cases.json";
const REGISTER = "demo/review/catalogue.cases.json";

const oneCase = (rest: string) => `{\n  "cases": [\n    {\n      "name": "甲",\n      ${rest}\n    }\n  ]\n}`;
const onFacts = (facts: string) =>
  oneCase(`"record": { "facts": ${facts} }, "expect": { "outcome": "applies" }`);
const expecting = (expect: string) =>
  oneCase(`"record": { "facts": {} }, "expect": { "outcome": "applies", ${expect} }`);

const MISTAKES: readonly (readonly [name: string, file: string, text: string])[] = [
  ["no rule beside them", "demo/disclosure/eight-days.cases.json", `⟦cases-without-rule⟧${onFacts("{}")}`],
  [
    "two cases of one name",
    DUTY,
    `{ "cases": [
      { "name": "甲", "record": { "facts": {} }, "expect": { "outcome": "applies" } },
      { "name": ⟦repeated-name⟧"甲", "record": { "facts": {} }, "expect": { "outcome": "applies" } }
    ] }`,
  ],
  [
    "the schema of rules",
    DUTY,
    onFacts("{}").replace("{", '{ "$schema": ⟦wrong-schema⟧"../../schema/rule.schema.json",'),
  ],
  [
    "the schema of another record type",
    DUTY,
    onFacts("{}").replace("{", '{ "$schema": ⟦wrong-schema⟧"../../schema/cases.document.schema.json",'),
  ],
  ["a fact that there is not", DUTY, onFacts('{ ⟦unknown-fact⟧"knid": "行政许可" }')],
  ["a nested fact that there is not", DUTY, onFacts('{ "review": { ⟦unknown-fact⟧"outcome": "同意" } }')],
  ["a fact that every object has", DUTY, onFacts('{ ⟦unknown-fact⟧"toString": "同意" }')],
  [
    "a fact of every object inside another",
    DUTY,
    onFacts('{ "review": { ⟦unknown-fact⟧"valueOf": "同意" } }'),
  ],
  [
    "a key that would change every object",
    DUTY,
    onFacts('{ ⟦forbidden-key⟧"__proto__": { "kind": "行政许可" } }'),
  ],
  ["a fact with a slash in its name", DUTY, onFacts('{ ⟦unknown-fact⟧"kind/~x": "同意" }')],
  [
    "a fact given twice, dotted and nested",
    DUTY,
    onFacts('{ "review.result": "同意", "review": { "result": ⟦repeated-fact⟧"同意" } }'),
  ],
  ["a value that is not listed", DUTY, onFacts('{ "kind": ⟦value-not-listed⟧"许可" }')],
  [
    "a value in a list that is not listed",
    DUTY,
    onFacts('{ "penaltyKinds": ⟦value-not-listed⟧["罚款", "拘留"] }'),
  ],
  ["a day that does not exist", DUTY, onFacts('{ "decidedOn": ⟦impossible-date⟧"2024-02-30" }')],
  ["a day in full-width digits", DUTY, onFacts('{ "decidedOn": ⟦impossible-date⟧"２０２４-02-28" }')],
  ["money in quotes", DUTY, onFacts('{ "fineYuan": ⟦wrong-type⟧"5000" }')],
  ["money below nought", DUTY, onFacts('{ "fineYuan": ⟦negative⟧-1 }')],
  ["yes in words", DUTY, onFacts('{ "exempt": ⟦wrong-type⟧"true" }')],
  ["a name of 10,001 characters", DUTY, onFacts(`{ "party.name": ⟦wrong-type⟧"${"甲".repeat(10_001)}" }`)],
  [
    "another record type than its rule's, and an agency that there is not",
    DUTY,
    oneCase(`"record": {
        "type": ⟦case-type⟧"document",
        "agency": ⟦unknown-agency⟧"housing-bureau",
        "facts": { "anything": 1 }
      },
      "expect": { "outcome": "applies" }`),
  ],
  [
    "a responsible agency that there is not",
    DUTY,
    oneCase(
      '"record": { "facts": {} }, "expect": { "outcome": "applies", "responsible": ⟦unknown-agency⟧"housin" }',
    ),
  ],
  [
    "no record for a duty",
    DUTY,
    '{ "cases": [⟦case-form⟧{ "name": "甲", "expect": { "outcome": "applies" } }] }',
  ],
  [
    "a period for a duty",
    DUTY,
    oneCase('"record": { "facts": {} }, ⟦case-form⟧"period": "2026", "expect": { "outcome": "applies" }'),
  ],
  [
    "several records for a duty",
    DUTY,
    oneCase('"record": { "facts": {} }, ⟦case-form⟧"records": [], "expect": { "outcome": "applies" }'),
  ],
  [
    "a record for a cadence",
    CADENCE,
    oneCase('"period": "2026", ⟦case-form⟧"record": { "facts": {} }, "expect": { "outcome": "applies" }'),
  ],
  [
    "no period for a cadence",
    CADENCE,
    '{ "cases": [⟦case-form⟧{ "name": "甲", "expect": { "outcome": "applies" } }] }',
  ],
  [
    "a period of another length",
    CADENCE,
    oneCase('"period": ⟦malformed-period⟧"2026-Q1", "expect": { "outcome": "applies" }'),
  ],
  [
    "a period that there is not",
    CADENCE,
    oneCase('"period": ⟦bad-form⟧"2026-Q5", "expect": { "outcome": "applies" }'),
  ],
  [
    "one record for an indicator",
    INDICATOR,
    oneCase('"records": [], ⟦case-form⟧"record": { "facts": {} }, "expect": { "outcome": "applies" }'),
  ],
  [
    "a mistaken record among several",
    INDICATOR,
    oneCase(
      '"records": [{ "facts": {} }, { "facts": { "decidedOn": ⟦impossible-date⟧"2026-04-31" } }], "expect": { "outcome": "applies" }',
    ),
  ],
  [
    "facts for a register",
    REGISTER,
    oneCase('⟦case-form⟧"record": { "facts": {} }, "expect": { "outcome": "applies" }'),
  ],
  ["the result of a flag for a duty", DUTY, expecting('⟦case-form⟧"flag": true')],
  ["the state of a gate for a duty", DUTY, expecting('⟦case-form⟧"gate": "open"')],
  [
    "counts for a duty",
    DUTY,
    expecting('⟦case-form⟧"numerator": 1, ⟦case-form⟧"denominator": 2, ⟦case-form⟧"required": 1'),
  ],
  ["a due date for a flag", FLAG, expecting('⟦case-form⟧"due": "2026-09-28", ⟦case-form⟧"late": true')],
  ["a light for a gate", GATE, expecting('⟦case-form⟧"light": "red"')],
  [
    "missing facts for a cadence",
    CADENCE,
    oneCase('"period": "2026", "expect": { "outcome": "applies", ⟦case-form⟧"missing": [] }'),
  ],
  ["a flag of another type than its fact", FLAG, expecting('"flag": ⟦wrong-type⟧"true"')],
  ["a missing fact that there is not", DUTY, expecting('"missing": ["kind", ⟦unknown-fact⟧"decideOn"]')],
  ["a missing fact named twice", DUTY, expecting('"missing": ["kind", ⟦repeated-value⟧"kind"]')],
  ["a due date that does not exist", DUTY, expecting('"due": ⟦impossible-date⟧"2026-09-31"')],
  [
    "an outcome that there is not",
    DUTY,
    oneCase('"record": { "facts": {} }, "expect": { "outcome": ⟦invalid-value⟧"apply" }'),
  ],
  ["an expectation that there is not", DUTY, expecting('⟦unknown-key⟧"dueOn": "2026-09-28"')],
  [
    "a setting that there is not",
    DUTY,
    oneCase(
      '"record": { "facts": {} }, "settings": { ⟦unknown-setting⟧"scop": "all" }, "expect": { "outcome": "applies" }',
    ),
  ],
  [
    "a setting that every object has",
    DUTY,
    oneCase(
      '"record": { "facts": {} }, "settings": { ⟦unknown-setting⟧"toString": "all" }, "expect": { "outcome": "applies" }',
    ),
  ],
  [
    "a setting's value that is not accepted",
    DUTY,
    oneCase(
      '"record": { "facts": {} }, "settings": { "scope": ⟦value-not-listed⟧"some" }, "expect": { "outcome": "applies" }',
    ),
  ],
  [
    "a setting's value of another type",
    DUTY,
    oneCase(
      '"record": { "facts": {} }, "settings": { "hearingYuan": ⟦wrong-type⟧"5000" }, "expect": { "outcome": "applies" }',
    ),
  ],
  [
    "a calendar that there is not",
    DUTY,
    oneCase(
      '"record": { "facts": {} }, "settings": { "calendar": ⟦unknown-calendar⟧"cn-bj" }, "expect": { "outcome": "applies" }',
    ),
  ],
];

const GOOD: readonly (readonly [name: string, file: string, text: string])[] = [
  ["a flag's value", FLAG, expecting('"flag": true')],
  ["a gate's state and what is missing", GATE, expecting('"gate": "undetermined", "missing": ["major"]')],
  [
    "a cadence's due date",
    CADENCE,
    oneCase('"period": "2026", "expect": { "outcome": "applies", "due": "2026-01-31", "light": "red" }'),
  ],
  [
    "an indicator's counts",
    INDICATOR,
    oneCase(
      '"records": [{ "facts": {} }], "period": "2026-Q1", "expect": { "outcome": "applies", "numerator": 0 }',
    ),
  ],
  ["a register", REGISTER, oneCase('"expect": { "outcome": "applies" }')],
  [
    "its own schema and another calendar",
    DUTY,
    onFacts('{ "review": { "result": "同意" } }')
      .replace("{", '{ "$schema": "../../schema/cases.decision.schema.json",')
      .replace('"expect"', '"settings": { "calendar": "cn", "scope": "major" }, "expect"'),
  ],
];

describe("a case file is refused, each mistake where it stands, with", () => {
  it.each(MISTAKES)("%s", (_name, file, text) => expectDiagnostics(file, text));
});

describe("a case file is taken with", () => {
  it.each(GOOD)("%s", (_name, file, text) => expectDiagnostics(file, text));
});
