import { describe, expect, it } from "vitest";
import { diagnose, edited, expectDiagnostics, fixture } from "../../../support/corpus.ts";

const RULE = "demo/disclosure/seven-days.json";
const whole = fixture.get(RULE) as string;

type Edit = readonly [from: string, to: string];

const SLIPS: readonly (readonly [name: string, ...edits: Edit[]])[] = [
  [
    "a comma after the last element of a list",
    ['"行政许可", "行政处罚"]', '"行政许可", "行政处罚"⟦trailing-comma⟧,]'],
  ],
  [
    "a comma after the last key of an object",
    ['"ladder": "general"\n', '"ladder": "general"⟦trailing-comma⟧,\n'],
  ],
  ["two commas in a row", ['"demo", "duty"', '"demo", ⟦extra-comma⟧, "duty"']],
  ["a comma before the first element", ['["行政许可"', '[⟦extra-comma⟧, "行政许可"']],
  ["a missing comma between elements", ['"行政许可", ', '"行政许可" ⟦missing-comma⟧']],
  [
    "a missing comma at the end of a line",
    ['"appliesTo": "decision",\n      ', '"appliesTo": "decision"\n      ⟦missing-comma⟧'],
  ],
  ["a missing comma between numbers", ['"count": 7, ', '"count": 7 ⟦missing-comma⟧']],
  ["a missing colon", ['"count": 7', '"count" ⟦missing-colon⟧7']],
  ["an equals sign for a colon", ['"count": 7', '"count" ⟦missing-colon⟧= 7']],
  ["a comment to the end of the line", ['"count": 7, ', '"count": 7, ⟦comment⟧// 七个工作日\n']],
  ["a comment between signs", ['"count": 7', '"count": ⟦comment⟧/* 七 */ 7']],
  ["a comment after a hash sign", ['"count": 7, ', '"count": 7, ⟦comment⟧# 七个工作日\n']],
  ["single quotes", ['"decidedOn", "operator"', "⟦single-quotes⟧'decidedOn', \"operator\""]],
  ["a key without quotes", ['"count": 7', "⟦unquoted-key⟧count: 7"]],
  ["a text without quotes", ['"value": ["行政许可"', '"value": [⟦unquoted-text⟧行政许可']],
  ["a text without its first quote", ['"value": ["行政许可"', '"value": [⟦unquoted-text⟧行政许可"']],
  ["a sign that has no business there", ['"count": 7,', '"count": 7 ⟦not-json⟧/,']],
  ["True in capitals", ['"value": true', '"value": ⟦not-json⟧True']],
  ["是 for true", ['"value": true', '"value": ⟦not-json⟧是']],
  ["a full-width colon", ['"count": 7', '"count"⟦full-width-punctuation⟧： 7']],
  ["a full-width comma", ['"count": 7,', '"count": 7⟦full-width-punctuation⟧，']],
  ["an enumeration comma", ['"行政许可",', '"行政许可"⟦full-width-punctuation⟧、']],
  ["a full-width semicolon", ['"count": 7,', '"count": 7⟦full-width-punctuation⟧；']],
  ["full-width quotes", ['"count": 7', "⟦full-width-punctuation⟧“count”: 7"]],
  ["a full-width quote at the end", ['"kind",', '"kind⟦full-width-punctuation⟧”,']],
  [
    "full-width brackets",
    [
      '["行政许可", "行政处罚"]',
      '⟦full-width-punctuation⟧【"行政许可", "行政处罚"⟦full-width-punctuation⟧】',
    ],
  ],
  ["a full-width space", ['"count": 7', '"count":⟦full-width-punctuation⟧\u30007']],
  ["a space that does not break", ['"count": 7', '"count":⟦full-width-punctuation⟧\u00A07']],
  ["a full-width digit", ['"count": 7', '"count": ⟦full-width-punctuation⟧７']],
  [
    "full-width punctuation throughout, every piece told",
    [
      '{ "fact": "decidedOn", "operator": "isPresent" }',
      '⟦full-width-punctuation⟧｛ ⟦full-width-punctuation⟧“fact”⟦full-width-punctuation⟧：⟦full-width-punctuation⟧“decidedOn”⟦full-width-punctuation⟧， "operator": "isPresent" ⟦full-width-punctuation⟧｝',
    ],
  ],
  ["NaN", ['"count": 7', '"count": ⟦not-finite⟧NaN']],
  ["Infinity", ['"count": 7', '"count": ⟦not-finite⟧Infinity']],
  ["minus infinity", ['"count": 7', '"count": ⟦not-finite⟧-Infinity']],
  ["1e999, which is infinite", ['"count": 7', '"count": ⟦not-finite⟧1e999']],
  [
    "a number with more digits than a number holds",
    ['"count": 7', '"count": ⟦number-precision⟧9007199254740993'],
  ],
  ["a number too small to tell from nothing", ['"count": 7', '"count": ⟦number-precision⟧1e-400']],
  ["a number with a plus sign", ['"count": 7', '"count": ⟦number-form⟧+7']],
  ["a number with a leading zero", ['"count": 7', '"count": ⟦number-form⟧07']],
  ["a number in hexadecimal", ['"count": 7', '"count": ⟦number-form⟧0x7']],
  ["a number with its unit", ['"count": 7', '"count": ⟦number-form⟧7天']],
  ["a key twice in one object", ['"count": 7', '"count": 7, ⟦repeated-key⟧"count": 70']],
  ["a key twice, once with an escape", ['"count": 7', '"count": 7, ⟦repeated-key⟧"\\u0063ount": 70']],
  ["__proto__ as a key", ['"count": 7', '⟦forbidden-key⟧"__proto__": { "count": 7 }, "count": 7']],
  ["constructor as a key", ['"effectiveFrom"', '⟦forbidden-key⟧"constructor": {}, "effectiveFrom"']],
  ["prototype as a key of a condition", ['"not": {', '⟦forbidden-key⟧"prototype": {}, "not": {']],
  ["__proto__ with an escape", ['"count": 7', '⟦forbidden-key⟧"__pro\\u0074o__": 1, "count": 7']],
  ["a tab in a text", ["行政许可、行政处罚决定", "行政许可⟦control-character⟧\t行政处罚决定"]],
  [
    "a control character by escape",
    ["行政许可、行政处罚决定", "行政许可⟦control-character⟧\\u0007行政处罚决定"],
  ],
  ["a tab by escape", ["行政许可、行政处罚决定", "行政许可⟦control-character⟧\\t行政处罚决定"]],
  [
    "a line break in a title",
    ['"行政许可、行政处罚决定七个工作日内公开"', '⟦control-character⟧"行政许可\\n行政处罚决定"'],
  ],
  ["a backspace by escape", ["行政许可、行政处罚决定", "行政许可⟦control-character⟧\\b行政处罚决定"]],
  [
    "a zero-width space in a text",
    ["行政许可、行政处罚决定", "行政许可⟦invisible-character⟧\u200B行政处罚决定"],
  ],
  [
    "a zero-width space by escape",
    ["行政许可、行政处罚决定", "行政许可⟦invisible-character⟧\\u200b行政处罚决定"],
  ],
  ["text turned round", ["行政许可、行政处罚决定", "行政许可⟦invisible-character⟧\u202E行政处罚决定"]],
  ["a byte order mark inside", ["行政许可、行政处罚决定", "行政许可⟦invisible-character⟧\uFEFF行政处罚决定"]],
  ["an isolate between values", ['"count": 7', '"count": ⟦invisible-character⟧\u20667']],
  [
    "an invisible character in a key",
    [
      '"source": "text" },\n        "dischargedBy"',
      '"source": "text" },\n        ⟦unknown-key⟧"⟦invisible-character⟧\u2060dischargedBy"',
    ],
  ],
  [
    "half of a character by escape",
    ["行政许可、行政处罚决定", "行政许可⟦unpaired-surrogate⟧\\ud83d行政处罚决定"],
  ],
  ["half of a character", ["行政许可、行政处罚决定", "行政许可⟦unpaired-surrogate⟧\uDC00行政处罚决定"]],
  ["an escape that there is not", ["行政许可、行政处罚决定", "行政许可⟦bad-escape⟧\\x行政处罚决定"]],
];

const UNREADABLE: readonly (readonly [name: string, text: string])[] = [
  ["an empty file", "⟦empty-file⟧"],
  ["nothing but blank lines", "⟦empty-file⟧\n\n"],
  ["a byte order mark", `⟦byte-order-mark⟧\uFEFF${whole}`],
  ["lines that end as on Windows", whole.replace("\n", "⟦crlf⟧\n").replaceAll("\n", "\r\n")],
  ["a file in another encoding", whole.replace("行政许可", "⟦not-utf8⟧\uFFFD\uFFFD行政许可")],
  ["a character of no meaning, as in UTF-16", whole.replace("disclosure", "⟦not-utf8⟧\0disclosure")],
  ["a second value after the end", `${whole}⟦second-value⟧{}`],
  ["a bracket too many at the end", `${whole}⟦second-value⟧}`],
  ["the end missing", `⟦unclosed⟧${whole.replace(/\}\s*$/, "")}`],
  ["a list never closed", `{ "id": "disclosure/seven-days", "cites": ⟦unclosed⟧[`],
  ["a bracket of the other kind", '{ "id": ["disclosure/seven-days"⟦not-json⟧} }'],
  ["a text never closed", '{ "id": ⟦unterminated-text⟧"disclosure/seven-days,\n  "title": "公开" }'],
  [
    "a text over two lines",
    '{ "id": "disclosure/seven-days", "title": ⟦unterminated-text⟧"行政许可\n公开" }',
  ],
  ["a key without a value", '{ "id": ⟦missing-value⟧}'],
  ["a key alone", '{ "id"⟦not-json⟧}'],
  ["quotes inside a text", '{ "id": "disclosure/seven-days", "title": "所谓"⟦not-json⟧七日"公开" }'],
  ["a mark that JSON does not have", '{ "id": ⟦not-json⟧(1) }'],
  ["more than 40 levels", `${"[".repeat(40)}⟦too-deep⟧[${"]".repeat(41)}`],
  ["a hundred thousand levels", `${"[".repeat(40)}⟦too-deep⟧${"[".repeat(100_000)}`],
  ["levels of objects", `${'{"all":['.repeat(20)}⟦too-deep⟧{"all":[`],
  ["hundreds of thousands of values", `[${"1,".repeat(199_999)}⟦too-many-values⟧1,1]`],
  ["a file of megabytes", `⟦too-large⟧"${"x".repeat(2_000_000)}"`],
];

describe("a slip of the pen is told, and the rest of the file is checked all the same:", () => {
  for (const [name, ...edits] of SLIPS) it(name, () => expectDiagnostics(RULE, edited(RULE, ...edits)));

  it("several slips at once, each told once", () =>
    expectDiagnostics(
      RULE,
      edited(
        RULE,
        ['"appliesTo": "decision",\n      ', '"appliesTo": "decision"\n      ⟦missing-comma⟧'],
        ['"行政许可", ', "⟦unquoted-text⟧行政许可, "],
        ['"value": true', '"value": ⟦not-json⟧True'],
        ['"count": 7,', "⟦unquoted-key⟧count: 7⟦full-width-punctuation⟧，"],
        ['"ladder": "general"\n', '"ladder": "general"⟦trailing-comma⟧,\n'],
      ),
    ));

  it("more comments than are told", () => {
    const found = diagnose(RULE, `${"/**/".repeat(1_200)}${whole}`);
    expect(new Set(found.map(({ code }) => code))).toEqual(new Set(["comment", "more-errors"]));
  });

  it("with what is wrong besides", () =>
    expectDiagnostics(
      RULE,
      edited(
        RULE,
        ['"fact": "kind"', '"fact": ⟦unknown-fact⟧"knid"'],
        ['"count": 7,', '"count": 7⟦full-width-punctuation⟧，'],
        ['"ladder": "general"\n', '"ladder": ⟦unknown-ladder⟧"generol"⟦trailing-comma⟧,\n'],
      ),
    ));
});

describe("what cannot be read as JSON is refused where it goes wrong:", () => {
  it.each(UNREADABLE)("%s", (_name, text) => expectDiagnostics(RULE, text));

  it("more than a thousand keys in one object", () => {
    const keys = Array.from({ length: 1_010 }, (_, i) => `"k${i}": 1`).join(", ");
    const found = diagnose(RULE, `{ ${keys} }`).filter(({ code }) => code === "too-many-keys");
    expect(found.map(({ line, column }) => [line, column])).toEqual([[1, keys.indexOf('"k1000"') + 3]]);
  });
});
