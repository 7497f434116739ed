import { describe, it } from "vitest";
import { expectDiagnostics } from "../../../support/corpus.ts";
import { type Edit, itRefuses, type Mistake } from "./mistakes.ts";

const FILE = "layouts/decisions.json";

const column = (text: string): Edit => ['"columns": [', `"columns": [\n    ${text},`];

const MISTAKES: readonly Mistake[] = [
  ["an id that is not the file's name", ['"id": "decisions"', '"id": ⟦id-path⟧"decision"']],
  [
    "a record type that there is not",
    ['"recordType": "decision"', '"recordType": ⟦unknown-record-type⟧"decisions"'],
  ],
  ["a fixed fact that there is not", ['"kind": "行政处罚"', '⟦unknown-fact⟧"kinds": "行政处罚"']],
  ["a fixed value that is not listed", ['"kind": "行政处罚"', '"kind": ⟦value-not-listed⟧"行政处分"']],
  ["a column for a fixed fact", column('{ "header": "类别", "fact": ⟦repeated-fact⟧"kind", "as": "text" }')],
  ["two columns for one fact", ['"fact": "party.name"', '"fact": ⟦repeated-fact⟧"documentNumber"']],
  ["two columns of one header", ['"header": "备注"', '"header": ⟦repeated-header⟧"决定日期"']],
  [
    "a synonym that differs by brackets only",
    ['"header": "备注"', '"header": ⟦repeated-header⟧"罚款金额(万元)"'],
  ],
  [
    "a synonym of another column's header",
    ['"synonyms": ["决定书文号"]', '"synonyms": ["决定日期"]'],
    ['"header": "决定日期"', '"header": ⟦repeated-header⟧"决定日期"'],
  ],
  ["a header without a letter", ['"header": "备注"', '"header": ⟦blank-name⟧"——"']],
  ["a fact that there is not", ['"fact": "decidedOn"', '"fact": ⟦unknown-fact⟧"decideOn"']],
  [
    "a date read as text",
    ['"fact": "decidedOn", "as": "date"', '"fact": "decidedOn", "as": ⟦as-type⟧"text"'],
  ],
  [
    "money read into days",
    ['"fact": "fineYuan"', '"fact": "limitWorkingDays"'],
    ['"as": "yuan-from-10k"', '"as": ⟦as-type⟧"yuan-from-10k"'],
  ],
  [
    "元 read into days",
    ['"fact": "fineYuan"', '"fact": "limitWorkingDays"'],
    ['"as": "yuan-from-10k"', '"as": ⟦as-type⟧"yuan"'],
  ],
  [
    "two columns of 元 for one amount",
    column('{ "header": "罚款金额（元）", "fact": "fineYuan", "as": "yuan" }'),
    ['"fact": "fineYuan", "as": "yuan-from-10k"', '"fact": ⟦repeated-fact⟧"fineYuan", "as": "yuan"'],
  ],
  [
    "an identity number read into a name",
    ['"fact": "party.name", "as": "text"', '"fact": "party.name", "as": ⟦as-type⟧"identity-number"'],
  ],
  ["a way to read that there is not", ['"as": "date"', '"as": ⟦invalid-value⟧"dates"']],
  ["a mapped value that is not listed", ['"通过": "同意"', '"通过": ⟦value-not-listed⟧"通过"']],
  [
    "a map in a column of text",
    [
      '"fact": "party.name", "as": "text"',
      '"fact": "party.name", "as": "text", ⟦key-not-used⟧"map": { "甲": "乙" }',
    ],
  ],
  [
    "no map and no listed values",
    column('⟦missing-key⟧{ "header": "网址", "fact": "publishedUrl", "as": "value" }'),
  ],
  ["a column that fills nothing", column('⟦missing-key⟧{ "header": "网址", "as": "text" }')],
  [
    "a fact of an ignored column",
    [
      '"header": "备注", "as": "ignore"',
      '"header": "备注", ⟦key-not-used⟧"fact": "publishedUrl", "as": "ignore"',
    ],
  ],
  [
    "an ignored column that must be filled",
    ['"header": "备注", "as"', '"header": "备注", ⟦key-not-used⟧"filled": true, "as"'],
  ],
  [
    "no column for the agency",
    ['"as": "agency"', '"as": "ignore"'],
    ['"columns": [', '"columns": ⟦missing-column⟧['],
  ],
  [
    "two columns for the agency",
    column('{ "header": "机关", "as": "agency" }'),
    ['"required": true, "as": "agency"', '"required": true, "as": ⟦repeated-value⟧"agency"'],
  ],
  ["a key that no column fills", ['"key": ["documentNumber"', '"key": [⟦unknown-fact⟧"publishedUrl"']],
  ["a key that every object has", ['"key": ["documentNumber"', '"key": [⟦unknown-fact⟧"constructor"']],
  ["a key named twice", ['"agency"]', '"agency", ⟦repeated-value⟧"agency"]']],
];

const FEW = `{
  "id": "decisions",
  "label": "两栏的表",
  "recordType": "decision",
  "fixed": {},
  "columns": ⟦too-few-columns⟧[{ "header": "文书号", "fact": "documentNumber", "as": "text" }, { "header": "机关", "as": "agency" }],
  "key": ["documentNumber"]
}`;

describe("a spreadsheet layout is refused, each mistake where it stands, with", () => {
  itRefuses(FILE, MISTAKES);

  it("fewer columns than it takes to recognise it", () => expectDiagnostics(FILE, FEW));
});
