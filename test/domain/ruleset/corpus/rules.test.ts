import { describe, it } from "vitest";
import { edited, expectDiagnostics } from "../../../support/corpus.ts";

const FILE = "demo/disclosure/seven-days.json";

type Edit = readonly [from: string, to: string];
type Case = readonly [name: string, ...edits: Edit[]];

const CITES = '"cites": [{ "document": "demo", "duty": "D-1-a" }]';
const cites = (text: string): Edit => [CITES, text];
const exceptTo = (text: string): Edit => [CITES, `${CITES},\n  "exceptTo": ${text}`];
/** A second version, given after the first one's `effectiveTo`. */
const version = (effectiveTo: string, second: string): readonly Edit[] => [
  ['"effectiveFrom": "2019-08-06",', `"effectiveFrom": "2019-08-06",${effectiveTo}`],
  [
    '        "ladder": "general"\n      }\n    }',
    `        "ladder": "general"\n      }\n    },\n    ${second}`,
  ],
];
const flag = '"flag": { "fact": "hearing", "value": true }';
const duty =
  '"duty": { "action": "disclose", "responsible": "record.agency", "due": { "after": "decidedOn", "count": 20, "unit": "working-day", "source": "text" }, "ladder": "general" }';

const RULE_MISTAKES: readonly Case[] = [
  ["a key that a rule does not have", ['"title"', '⟦unknown-key⟧"titel": "公开",\n  "title"']],
  ["a priority", ['"title"', '⟦unknown-key⟧"priority": "high",\n  "title"']],
  [
    "no title",
    ['{\n  "id"', '⟦missing-key⟧{\n  "id"'],
    ['  "title": "行政许可、行政处罚决定七个工作日内公开",\n', ""],
  ],
  ["an empty title", ['"行政许可、行政处罚决定七个工作日内公开"', '⟦empty-text⟧""']],
  ["a title of blanks", ['"行政许可、行政处罚决定七个工作日内公开"', '⟦invalid-value⟧" \u3000"']],
  ["exceptions, but to nothing", exceptTo("⟦empty-list⟧[]")],
  ["a title that is a number", ['"行政许可、行政处罚决定七个工作日内公开"', "⟦wrong-type⟧7"]],
  ["a title that is a list", ['"行政许可、行政处罚决定七个工作日内公开"', '⟦wrong-type⟧["公开"]']],
  [
    "a title of thousands of characters",
    ["行政许可、行政处罚决定七个工作日内公开", "长".repeat(2_001)],
    ['"title": "', '"title": ⟦too-long⟧"'],
  ],
  ["an id that is not the file's name", ['"disclosure/seven-days"', '⟦id-path⟧"disclosure/ten-days"']],
  ["an id in capitals", ['"disclosure/seven-days"', '⟦bad-form⟧"Disclosure/SevenDays"']],
  ["an id without a topic", ['"disclosure/seven-days"', '⟦bad-form⟧"seven-days"']],
  [
    "the schema of another kind of file",
    ['{\n  "id"', '{\n  "$schema": ⟦wrong-schema⟧"../../schema/cases.schema.json",\n  "id"'],
  ],
  [
    "the schema at another place",
    ['{\n  "id"', '{\n  "$schema": ⟦wrong-schema⟧"schema/rule.schema.json",\n  "id"'],
  ],
  [
    "the schema of another record type",
    ['{\n  "id"', '{\n  "$schema": ⟦wrong-schema⟧"../../schema/rule.document.schema.json",\n  "id"'],
  ],
  ["no citation", cites('"cites": ⟦empty-list⟧[]')],
  [
    "a citation of a document that there is not",
    cites('"cites": [{ "document": ⟦unknown-document⟧"demos", "duty": "D-1-a" }]'),
  ],
  [
    "a citation of a clause that the document does not have",
    cites('"cites": [{ "document": "demo", "duty": ⟦unknown-duty⟧"D-1-c" }]'),
  ],
  [
    "a citation of a clause, not of a duty in it",
    cites('"cites": [{ "document": "demo", "duty": ⟦unknown-duty⟧"D-1" }]'),
  ],
  ["a citation without its duty", cites('"cites": [⟦missing-key⟧{ "document": "demo" }]')],
  ["a law without its article", cites('"cites": [⟦missing-key⟧{ "law": "行政处罚法" }]')],
  ["an article that is a number", cites('"cites": [{ "law": "行政处罚法", "article": ⟦wrong-type⟧48 }]')],
  [
    "a citation with a misspelt key",
    cites('"cites": [{ "law": "行政处罚法", "article": "48", ⟦unknown-key⟧"notes": "x" }]'),
  ],
  [
    "a citation of a document and of a law at once",
    cites('"cites": [{ "document": "demo", "duty": "D-1-a", ⟦unknown-key⟧"law": "行政处罚法" }]'),
  ],
  ["a citation that is a text", cites('"cites": [⟦wrong-type⟧"行政处罚法第四十八条"]')],
  ["a citation that says nothing", cites('"cites": [⟦wrong-form⟧{}]')],
  [
    "one citation twice",
    cites(
      '"cites": [{ "document": "demo", "duty": "D-1-a" }, ⟦repeated-citation⟧{ "document": "demo", "duty": "D-1-a", "note": "再" }]',
    ),
  ],
  ["an exception to nothing", exceptTo('[⟦unknown-rule⟧"disclosure/nothing"]')],
  ["an exception to itself", exceptTo('[⟦exception-itself⟧"disclosure/seven-days"]')],
  [
    "an exception to a rule twice",
    exceptTo('["disclosure/inspections", ⟦repeated-value⟧"disclosure/inspections"]'),
  ],
  ["an exception to a rule on no record", exceptTo('[⟦exception-type⟧"disclosure/yearly-report"]')],
  ["an exception to an indicator", exceptTo('[⟦exception-type⟧"disclosure/published-share"]')],
  [
    "an id that is kept for contradictions",
    ['"disclosure/seven-days"', '⟦reserved-name⟧"conflict/seven-days"'],
  ],
  [
    "a condition that nothing can meet",
    [
      '{ "fact": "kind", "operator": "in", "value": ["行政许可", "行政处罚"] }',
      '{ "fact": "kind", "operator": "equal", "value": "行政许可" }, ⟦never-applies⟧{ "fact": "kind", "operator": "equal", "value": "行政处罚" }',
    ],
  ],
  ["an exception that is a text", exceptTo('⟦wrong-type⟧"disclosure/inspections"')],
  ["no version", ['"versions": [\n', '"versions": ⟦empty-list⟧[], ⟦unknown-key⟧"version": [\n']],
  [
    "versions that are an object",
    ['"versions": [\n', '"versions": ⟦wrong-type⟧{}, ⟦unknown-key⟧"version": [\n'],
  ],
];

const VERSION_MISTAKES: readonly Case[] = [
  ["a date that there is not", ['"2019-08-06"', '⟦impossible-date⟧"2019-13-01"']],
  ["a date in Chinese", ['"2019-08-06"', '⟦impossible-date⟧"2019年8月6日"']],
  ["a date that is a number", ['"2019-08-06"', "⟦wrong-type⟧20190806"]],
  ["no date", ['    {\n      "effectiveFrom": "2019-08-06",', "    ⟦missing-key⟧{"]],
  [
    "an end before the beginning",
    ['"2019-08-06",', '"2019-08-06", "effectiveTo": ⟦effective-order⟧"2019-08-05",'],
  ],
  [
    "a second version while the first has no end",
    ...version("", `{ "effectiveFrom": ⟦version-overlap⟧"2021-01-01", "appliesTo": "decision", ${duty} }`),
  ],
  [
    "versions that overlap by a day",
    ...version(
      ' "effectiveTo": "2021-01-01",',
      `{ "effectiveFrom": ⟦version-overlap⟧"2021-01-01", "appliesTo": "decision", ${duty} }`,
    ),
  ],
  [
    "versions with a day between them",
    ...version(
      ' "effectiveTo": "2020-12-30",',
      `{ "effectiveFrom": ⟦version-gap⟧"2021-01-01", "appliesTo": "decision", ${duty} }`,
    ),
  ],
  [
    "versions in the wrong order",
    ...version(
      ' "effectiveTo": "2020-12-31",',
      `{ "effectiveFrom": ⟦version-order⟧"2018-01-01", "appliesTo": "decision", ${duty} }`,
    ),
  ],
  [
    "a version that does something else",
    ...version(
      ' "effectiveTo": "2020-12-31",',
      `{ "effectiveFrom": "2021-01-01", "appliesTo": "decision", ⟦version-kind⟧${flag} }`,
    ),
  ],
  ["a version that is null", ...version(' "effectiveTo": "2020-12-31",', "⟦wrong-type⟧null")],
  [
    "no effect",
    ['"duty": {\n', '⟦unknown-key⟧"dutty": {\n'],
    ['    {\n      "effectiveFrom"', '    ⟦effect-count⟧{\n      "effectiveFrom"'],
  ],
  [
    "two effects",
    ['"duty": {\n', `"flag": { "fact": "hearing", "value": true },\n      ⟦effect-count⟧"duty": {\n`],
  ],
  [
    "a record type that there is not",
    ['"appliesTo": "decision"', '"appliesTo": ⟦unknown-record-type⟧"decisions"'],
  ],
  [
    "no record type",
    ['    {\n      "effectiveFrom"', '    ⟦missing-key⟧{\n      "effectiveFrom"'],
    ['      "appliesTo": "decision",\n', ""],
  ],
  [
    "coversEarlier that is a text",
    ['"appliesTo"', '"coversEarlier": ⟦wrong-type⟧"true",\n      "appliesTo"'],
  ],
  ["a misspelt key", ['"appliesTo"', '⟦unknown-key⟧"coverEarlier": true,\n      "appliesTo"']],
];

const RIGHT: readonly Case[] = [
  ["every file as it is"],
  ["the schema of rules", ['{\n  "id"', '{\n  "$schema": "../../schema/rule.schema.json",\n  "id"']],
  [
    "the schema of the record type",

    ['{\n  "id"', '{\n  "$schema": "../../schema/rule.decision.schema.json",\n  "id"'],
  ],
  [
    "a version after the last day of the one before",

    ...version(
      ' "effectiveTo": "2020-12-31",',
      `{ "effectiveFrom": "2021-01-01", "appliesTo": "decision", ${duty} }`,
    ),
  ],
];

describe("a rule is refused for", () => {
  for (const [name, ...edits] of RULE_MISTAKES)
    it(name, () => expectDiagnostics(FILE, edited(FILE, ...edits)));
});

describe("a version is refused for", () => {
  for (const [name, ...edits] of VERSION_MISTAKES)
    it(name, () => expectDiagnostics(FILE, edited(FILE, ...edits)));
});

describe("a rule passes with", () => {
  for (const [name, ...edits] of RIGHT) it(name, () => expectDiagnostics(FILE, edited(FILE, ...edits)));
});
