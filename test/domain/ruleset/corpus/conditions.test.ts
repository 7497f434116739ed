import { describe, it } from "vitest";
import { edited, expectDiagnostics } from "../../../support/corpus.ts";

const RULE = "demo/disclosure/seven-days.json";
const LEAF = '{ "fact": "kind", "operator": "in", "value": ["行政许可", "行政处罚"] }';
const KIND = '{ "fact": "kind", "operator": "equal", "value": "行政许可" }';

/** What stands in place of the first condition. */
const CONDITIONS: readonly (readonly [name: string, condition: string])[] = [
  // What json-rules-engine lets pass, row by row.
  ["an empty any, which always fires", '{ "any": ⟦empty-condition⟧[] }'],
  ["an empty all, which always fires", '{ "all": ⟦empty-condition⟧[] }'],
  ["all beside any, one of which is ignored", `{ "all": [${KIND}], ⟦condition-form⟧"any": [${KIND}] }`],
  ["a leaf beside not", `{ "fact": "kind", "operator": "isPresent", ⟦condition-form⟧"not": ${KIND} }`],
  [
    "a misspelt operator key",
    '⟦missing-key⟧{ "fact": "kind", ⟦unknown-key⟧"opertor": "equal", "value": "行政许可" }',
  ],
  [
    "a misspelt value key",
    '⟦missing-key⟧{ "fact": "kind", "operator": "equal", ⟦unknown-key⟧"vlaue": "行政许可" }',
  ],
  ["a misspelt form", `{ ⟦condition-form⟧"al": [${KIND}] }`],
  ["a misspelt fact", '{ "fact": ⟦unknown-fact⟧"knid", "operator": "equal", "value": "行政许可" }'],
  [
    "a misspelt fact under not, which would fire",
    '{ "not": { "fact": ⟦unknown-fact⟧"fine", "operator": "lessThan", "value": 5 } }',
  ],
  [
    "path, by which JSONPath runs code",
    '{ "fact": "kind", "operator": "equal", "value": "行政许可", ⟦unknown-key⟧"path": "$..[?(@.x)]" }',
  ],
  [
    "a misspelt path",
    '{ "fact": "kind", "operator": "equal", "value": "行政许可", ⟦unknown-key⟧"paht": "$.x" }',
  ],
  [
    "params of a fact",
    '{ "fact": "kind", "operator": "equal", "value": "行政许可", ⟦unknown-key⟧"params": {} }',
  ],
  [
    "an operator that there is not",
    '{ "fact": "kind", "operator": ⟦unknown-operator⟧"equals", "value": "行政许可" }',
  ],
  [
    "an operator that there is not behind a short circuit",
    `{ "any": [${KIND}, { "fact": "kind", "operator": ⟦unknown-operator⟧"=", "value": "行政处罚" }] }`,
  ],
  [
    "an operator that every object has",
    '{ "fact": "kind", "operator": ⟦unknown-operator⟧"toString", "value": "行政许可" }',
  ],
  [
    "greaterThan on dates, which compares numbers",
    '{ "fact": "decidedOn", "operator": ⟦operator-type⟧"greaterThan", "value": "2024-10-05" }',
  ],
  [
    "in with a text, which looks for a part of it",
    '{ "fact": "kind", "operator": "in", "value": ⟦wrong-type⟧"行政许可" }',
  ],
  ["in with null, which throws", '{ "fact": "kind", "operator": "in", "value": ⟦wrong-type⟧null }'],
  [
    "a priority",
    '{ "fact": "kind", "operator": "equal", "value": "行政许可", ⟦unknown-key⟧"priority": "high" }',
  ],
  ["a named condition", '{ ⟦condition-form⟧"condition": "other" }'],
  ["a name", `{ "all": [${KIND}], ⟦unknown-key⟧"name": "main" }`],
  [
    "full-width digits in a date",
    '{ "fact": "decidedOn", "operator": "before", "value": ⟦impossible-date⟧"２０２４-02-01" }',
  ],
  // What else is refused.
  ["an empty in list", '{ "fact": "kind", "operator": "in", "value": ⟦empty-list⟧[] }'],
  ["isPresent with a value", '{ "fact": "kind", "operator": "isPresent", ⟦value-not-allowed⟧"value": true }'],
  ["isMissing with a value", '{ "fact": "kind", "operator": "isMissing", ⟦value-not-allowed⟧"value": null }'],
  [
    "greaterThan on a text",
    '{ "fact": "publishedUrl", "operator": ⟦operator-type⟧"greaterThan", "value": "a" }',
  ],
  ["before on a number", '{ "fact": "fineYuan", "operator": ⟦operator-type⟧"before", "value": 5000 }'],
  ["equal on a list", '{ "fact": "penaltyKinds", "operator": ⟦operator-type⟧"equal", "value": "罚款" }'],
  ["contains on a text", '{ "fact": "kind", "operator": ⟦operator-type⟧"contains", "value": "许可" }'],
  ["in on a date", '{ "fact": "decidedOn", "operator": ⟦operator-type⟧"in", "value": ["2024-02-01"] }'],
  [
    "a value that the fact does not have",
    '{ "fact": "kind", "operator": "equal", "value": ⟦value-not-listed⟧"行政许克" }',
  ],
  [
    "a value with a space before it",
    '{ "fact": "kind", "operator": "equal", "value": ⟦value-not-listed⟧" 行政许可" }',
  ],
  [
    "one value of a list that the fact does not have",
    '{ "fact": "kind", "operator": "notIn", "value": ["行政许可", ⟦value-not-listed⟧"处罚"] }',
  ],
  [
    "an item that the list cannot have",
    '{ "fact": "penaltyKinds", "operator": "contains", "value": ⟦value-not-listed⟧"拘留" }',
  ],
  [
    "an agency that there is not",
    '{ "fact": "agency", "operator": "equal", "value": ⟦value-not-listed⟧"housin" }',
  ],
  [
    "a setting that there is not",
    '{ "fact": ⟦unknown-fact⟧"setting.scop", "operator": "equal", "value": "all" }',
  ],
  [
    "a value that a setting never has",
    '{ "fact": "setting.scope", "operator": "equal", "value": ⟦value-not-listed⟧"most" }',
  ],
  ["a fact that every object has", '{ "fact": ⟦unknown-fact⟧"constructor", "operator": "isPresent" }'],
  [
    "a text where a number belongs",
    '{ "fact": "fineYuan", "operator": "greaterThan", "value": ⟦wrong-type⟧"5000" }',
  ],
  [
    "a number where a text belongs",
    '{ "fact": "publishedUrl", "operator": "equal", "value": ⟦wrong-type⟧5 }',
  ],
  [
    "a text where true or false belongs",
    '{ "fact": "socialImpact", "operator": "equal", "value": ⟦wrong-type⟧"true" }',
  ],
  ["null as a value", '{ "fact": "socialImpact", "operator": "equal", "value": ⟦wrong-type⟧null }'],
  [
    "an empty text, which a record never holds",
    '{ "fact": "publishedUrl", "operator": "equal", "value": ⟦empty-text⟧"" }',
  ],
  [
    "a text of thousands of characters",
    `{ "fact": "publishedUrl", "operator": "equal", "value": ⟦too-long⟧"${"长".repeat(2_001)}" }`,
  ],
  ["a list for one value", '{ "fact": "kind", "operator": "equal", "value": ⟦wrong-type⟧["行政许可"] }'],
  [
    "a value twice in a list",
    '{ "fact": "kind", "operator": "in", "value": ["行政许可", "行政处罚", ⟦repeated-value⟧"行政许可"] }',
  ],
  [
    "more than 200 values",
    `{ "fact": "fineYuan", "operator": "in", "value": ⟦too-many-items⟧[${Array.from({ length: 201 }, (_, i) => i).join(", ")}] }`,
  ],
  ["a list in a list", '{ "fact": "kind", "operator": "in", "value": [⟦wrong-type⟧["行政许可"]] }'],
  [
    "another fact in a list",
    '{ "fact": "publishedUrl", "operator": "in", "value": [⟦wrong-type⟧{ "fact": "kind" }] }',
  ],
  [
    "another fact for a list",
    '{ "fact": "publishedUrl", "operator": "in", "value": ⟦wrong-type⟧{ "fact": "kind" } }',
  ],
  [
    "the 30th of February",
    '{ "fact": "decidedOn", "operator": "before", "value": ⟦impossible-date⟧"2024-02-30" }',
  ],
  [
    "the 29th of February in a common year",
    '{ "fact": "decidedOn", "operator": "before", "value": ⟦impossible-date⟧"2023-02-29" }',
  ],
  [
    "a date without zeros",
    '{ "fact": "decidedOn", "operator": "before", "value": ⟦impossible-date⟧"2024-9-6" }',
  ],
  [
    "a date with strokes",
    '{ "fact": "decidedOn", "operator": "before", "value": ⟦impossible-date⟧"2024/09/06" }',
  ],
  [
    "a date with a time",
    '{ "fact": "decidedOn", "operator": "before", "value": ⟦impossible-date⟧"2024-09-06T00:00:00Z" }',
  ],
  ["a negative amount", '{ "fact": "fineYuan", "operator": "lessThan", "value": ⟦negative⟧-1 }'],
  ["a third of a fen", '{ "fact": "fineYuan", "operator": "lessThan", "value": ⟦unit-value⟧0.333 }'],
  [
    "a quarter of a working day",
    '{ "fact": "limitWorkingDays", "operator": "lessThan", "value": ⟦unit-value⟧0.25 }',
  ],
  ["half a page", '{ "fact": "pages", "operator": "lessThan", "value": ⟦unit-value⟧1.5 }'],
  [
    "another fact that there is not",
    '{ "fact": "publishedOn", "operator": "after", "value": { "fact": ⟦unknown-fact⟧"decided" } }',
  ],
  [
    "another fact of another type",
    '{ "fact": "publishedOn", "operator": "after", "value": { "fact": ⟦fact-type⟧"fineYuan" } }',
  ],
  [
    "a list compared with a list",
    '{ "fact": "penaltyKinds", "operator": "contains", "value": { "fact": ⟦compares-with-itself⟧"penaltyKinds" } }',
  ],
  [
    "a fact compared with itself",
    '{ "fact": "publishedOn", "operator": "after", "value": { "fact": ⟦compares-with-itself⟧"publishedOn" } }',
  ],
  [
    "yuan compared with pages",
    '{ "fact": "fineYuan", "operator": "lessThan", "value": { "fact": ⟦unit-mismatch⟧"pages" } }',
  ],
  [
    "yuan compared with a bare number",
    '{ "fact": "fineYuan", "operator": "lessThan", "value": { "fact": ⟦unit-mismatch⟧"score" } }',
  ],
  [
    "a bare number compared with a setting in yuan",
    '{ "fact": "score", "operator": "lessThan", "value": { "fact": ⟦unit-mismatch⟧"setting.hearingYuan" } }',
  ],
  [
    "another fact and more",
    '{ "fact": "publishedOn", "operator": "after", "value": { "fact": "decidedOn", ⟦unknown-key⟧"path": "$.x" } }',
  ],
  [
    "an object that names no fact",
    '{ "fact": "publishedOn", "operator": "after", "value": ⟦missing-key⟧{ ⟦unknown-key⟧"fcat": "decidedOn" } }',
  ],
  ["no value", '⟦missing-key⟧{ "fact": "kind", "operator": "equal" }'],
  ["no operator", '⟦missing-key⟧{ "fact": "kind", "value": "行政许可" }'],
  ["a fact that is a number", '{ "fact": ⟦wrong-type⟧7, "operator": "equal", "value": 7 }'],
  [
    "an operator that is a list",
    '{ "fact": "kind", "operator": ⟦unknown-operator⟧["equal"], "value": "行政许可" }',
  ],
  ["an empty condition", "⟦condition-form⟧{}"],
  ["a text for a condition", '⟦wrong-type⟧"kind = 行政许可"'],
  ["null for a condition", "⟦wrong-type⟧null"],
  ["true for a condition", "⟦wrong-type⟧true"],
  ["a list for a condition", `⟦wrong-type⟧[${KIND}]`],
  ["not with a list", `{ "not": ⟦wrong-type⟧[${KIND}] }`],
  ["all with one condition and no list", `{ "all": ⟦wrong-type⟧${KIND} }`],
  [
    "more than 100 conditions in a list",
    `{ "any": ⟦too-many-items⟧[${Array.from({ length: 101 }, () => KIND).join(", ")}] }`,
  ],
  [
    "several mistakes in one condition, each told",
    '{ "all": [{ "fact": ⟦unknown-fact⟧"kindd", "operator": ⟦unknown-operator⟧"is", "value": 1 }, { "any": ⟦empty-condition⟧[] }] }',
  ],
];

describe("a condition is refused for", () => {
  it.each(CONDITIONS)("%s", (_name, condition) => expectDiagnostics(RULE, edited(RULE, [LEAF, condition])));

  it.each([
    [
      "the condition that opens a gate",
      "demo/review/before-decision.json",
      '"review.result", "operator"',
      '⟦unknown-fact⟧"review.reslt", "operator"',
    ],
    [
      "the condition of a flag",
      "demo/review/major.json",
      '"operator": "contains"',
      '"operator": ⟦operator-type⟧"equal"',
    ],
    [
      "the numerator of an indicator",
      "demo/disclosure/published-share.json",
      '"fact": "publishedOn"',
      '"fact": ⟦unknown-fact⟧"publishOn"',
    ],
    [
      "the denominator of an indicator",
      "demo/disclosure/published-share.json",
      '"denominator": { ',
      '"denominator": { "any": ⟦empty-condition⟧[], ⟦condition-form⟧',
    ],
  ])("a mistake in %s", (_name, file, from, to) => expectDiagnostics(file, edited(file, [from, to])));

  it.each([
    ["half a working day", '{ "fact": "limitWorkingDays", "operator": "lessThan", "value": 0.5 }'],
    ["an amount with fen", '{ "fact": "fineYuan", "operator": "lessThan", "value": 4999.99 }'],
    [
      "a list that has another fact",
      '{ "fact": "penaltyKinds", "operator": "contains", "value": { "fact": "publishedUrl" } }',
    ],
    [
      "two amounts",
      '{ "fact": "fineYuan", "operator": "greaterThan", "value": { "fact": "confiscatedYuan" } }',
    ],
    ["the day of the question", '{ "fact": "decidedOn", "operator": "before", "value": { "fact": "on" } }'],
    ["an agency that there is", '{ "fact": "agency", "operator": "in", "value": ["housing", "justice"] }'],
    ["an emoji in a text", '{ "fact": "publishedUrl", "operator": "equal", "value": "\\ud83d\\ude00😀" }'],
  ])("nothing where it is right: %s", (_name, condition) =>
    expectDiagnostics(RULE, edited(RULE, [LEAF, condition])),
  );
});
