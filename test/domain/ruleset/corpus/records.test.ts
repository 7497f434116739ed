import { describe } from "vitest";
import { type Edit, itRefuses, type Mistake } from "./mistakes.ts";

const RECORD = "records/decision.json";

const fact = (text: string): Edit => ['"facts": [', `"facts": [\n    ${text},`];
const probe = (rest: string, name = '"probe"'): Edit =>
  fact(`{ "name": ${name}, "label": "试验", "explanation": "试验", ${rest} }`);

const MISTAKES: readonly Mistake[] = [
  ["an id that is not the file's name", ['"id": "decision"', '"id": ⟦id-path⟧"decisions"']],
  ["an id that another file has", ['"id": "decision"', '"id": ⟦repeated-id⟧"document"']],
  [
    "the schema of another kind of file",
    ['"id": "decision"', '"$schema": ⟦wrong-schema⟧"../schema/rule.schema.json", "id": "decision"'],
  ],
  [
    "a schema at a path that leads nowhere",
    ['"id": "decision"', '"$schema": ⟦wrong-schema⟧"schema/record.schema.json", "id": "decision"'],
  ],
  [
    "a fact named twice",
    probe('"example": "甲", "type": "text"'),
    ['"name": "kind"', '"name": ⟦repeated-fact⟧"probe"'],
  ],
  [
    "a label used twice",
    probe('"example": "甲", "type": "text"'),
    ['"label": "执法类别"', '"label": ⟦repeated-label⟧"试验"'],
  ],
  ["a fact below another fact", probe('"example": "甲", "type": "text"', '⟦fact-prefix⟧"kind.detail"')],
  [
    "a fact above other facts",
    probe('"example": "甲", "type": "text"', '"review"'),
    ['"name": "review.result"', '"name": ⟦fact-prefix⟧"review.result"'],
    ['"name": "review.completedOn"', '"name": ⟦fact-prefix⟧"review.completedOn"'],
  ],
  [
    "a fact named like the owner of a record",
    probe('"example": "甲", "type": "text"', '⟦reserved-name⟧"agency"'),
  ],
  [
    "a fact named like the day of the question",
    probe('"example": "甲", "type": "text"', '⟦reserved-name⟧"on"'),
  ],
  ["a fact named like a setting", probe('"example": "甲", "type": "text"', '⟦reserved-name⟧"setting.scope"')],
  ["a fact that every object has", probe('"example": "甲", "type": "text"', '⟦reserved-name⟧"toString"')],
  [
    "a fact whose second part every object has",
    probe('"example": "甲", "type": "text"', '⟦reserved-name⟧"review.valueOf"'),
  ],
  [
    "values of a date",
    probe('"example": "2026-09-28", "type": "date", ⟦key-not-used⟧"values": ["2026-09-28"]'),
  ],
  ["a unit of a text", probe('"example": "甲", "type": "text", ⟦key-not-used⟧"unit": "yuan"')],
  ["a text that is done", probe('"example": "甲", "type": "text", ⟦key-not-used⟧"done": true')],
  [
    "a date that is personal",
    probe('"example": "2026-09-28", "type": "date", ⟦key-not-used⟧"personal": "name"'),
  ],
  [
    "what happened on a boolean",
    probe('"example": true, "type": "boolean", "reads": { ⟦key-not-used⟧"event": "作出" }'),
  ],
  ["yes and no of a text", probe('"example": "甲", "type": "text", "reads": { ⟦key-not-used⟧"yes": "是" }')],
  [
    "a noun of a text without values",
    probe('"example": "甲", "type": "text", "reads": { ⟦key-not-used⟧"noun": "决定" }'),
  ],
  [
    "values of a name",
    probe('"example": "甲", "type": "text", "personal": "name", ⟦key-not-used⟧"values": ["甲"]'),
  ],
  [
    "a default of a name",
    probe('"example": "甲", "type": "text", "personal": "name", ⟦key-not-used⟧"default": "甲"'),
  ],
  ["a boolean that is a name", probe('"example": true, "type": "boolean", ⟦key-not-used⟧"personal": "name"')],
  [
    "a text that says whether it is about a minor",
    probe('"example": "甲", "type": "text", ⟦key-not-used⟧"personal": "minor"'),
  ],
  [
    "an exception to what is not personal",
    probe(
      '"example": "甲", "type": "text", ⟦key-not-used⟧"personalUnless": { "fact": "kind", "values": ["行政许可"] }',
    ),
  ],
  [
    "an exception by a fact that there is not",
    probe(
      '"example": "甲", "type": "text", "personal": "name", "personalUnless": { "fact": ⟦unknown-fact⟧"sort", "values": ["行政许可"] }',
    ),
  ],
  [
    "an exception by a fact of another type",
    probe(
      '"example": "甲", "type": "text", "personal": "name", "personalUnless": { "fact": ⟦fact-type⟧"decidedOn", "values": ["行政许可"] }',
    ),
  ],
  [
    "an exception by a value that there is not",
    probe(
      '"example": "甲", "type": "text", "personal": "name", "personalUnless": { "fact": "kind", "values": [⟦value-not-listed⟧"行政许诺"] }',
    ),
  ],
  [
    "a period of keeping from a fact that is no date",
    [
      '"steps": ["decide"]',
      '"retention": { "after": [⟦fact-type⟧"kind"], "years": 5, "source": "default", "basis": "甲" }, "steps": ["decide"]',
    ],
  ],
  [
    "a period of keeping from a fact that there is not",
    [
      '"steps": ["decide"]',
      '"retention": { "after": [⟦unknown-fact⟧"endedOn"], "years": 5, "source": "default", "basis": "甲" }, "steps": ["decide"]',
    ],
  ],
  [
    "a value listed twice",
    probe('"example": "甲", "type": "text", "values": ["甲", "乙", ⟦repeated-value⟧"甲"]'),
  ],
  [
    "an example that is no such value",
    probe('"example": ⟦value-not-listed⟧"丙", "type": "text", "values": ["甲", "乙"]'),
  ],
  [
    "an example on a day that does not exist",
    probe('"example": ⟦impossible-date⟧"2026-02-30", "type": "date"'),
  ],
  ["an example in full-width digits", probe('"example": ⟦impossible-date⟧"２０２６-09-28", "type": "date"')],
  ["an example of a number in quotes", probe('"example": ⟦wrong-type⟧"5000", "type": "number"')],
  ["an example below nought", probe('"example": ⟦negative⟧-1, "type": "number"')],
  ["a default in words", probe('"example": true, "default": ⟦wrong-type⟧"false", "type": "boolean"')],
  [
    "a default that is no such value",
    probe('"example": "甲", "default": ⟦value-not-listed⟧"丁", "type": "text", "values": ["甲"]'),
  ],
  ["a date that is a text", ['"date": "decidedOn"', '"date": ⟦fact-type⟧"kind"']],
  ["a date that there is not", ['"date": "decidedOn"', '"date": ⟦unknown-fact⟧"decideOn"']],
  ["a number that is a name", ['"number": "documentNumber"', '"number": ⟦fact-type⟧"party.name"']],
  ["a number that there is not", ['"number": "documentNumber"', '"number": ⟦unknown-fact⟧"docNumber"']],
  ["a step listed twice", ['"steps": ["decide"]', '"steps": ["decide", ⟦repeated-value⟧"decide"]']],
];

describe("a record type is refused, each mistake where it stands, with", () => {
  itRefuses(RECORD, MISTAKES);
});
