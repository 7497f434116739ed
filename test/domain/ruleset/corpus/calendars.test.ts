import { describe, expect, it } from "vitest";
import { formatDiagnostic } from "../../../../functions/domain/ruleset/diagnostic.ts";
import { loadRuleset } from "../../../../functions/domain/ruleset/load.ts";
import { edited, expectDiagnostics, fixture } from "../../../support/corpus.ts";
import { itRefuses, type Mistake } from "./mistakes.ts";

const NATIONAL = "calendars/cn/2026.json";
const OVERLAY = "calendars/cn-xj/2026.json";

const NOTICE_URL = '"https://www.gov.cn/zhengce/zhengceku/202511/content_7047091.htm"';

const FILES: Readonly<Record<string, readonly Mistake[]>> = {
  [NATIONAL]: [
    ["a day of the wrong year", ['"2026-10-07"', '⟦date-not-in-year⟧"2025-10-17"']],
    ["a day of the next year", ['"2026-10-07"', '⟦date-not-in-year⟧"2027-01-01"']],
    ["a day that does not exist", ['"2026-10-07"', '⟦impossible-date⟧"2026-11-31"']],
    ["a day listed twice", ['"2026-10-07"', '⟦repeated-date⟧"2026-10-06"']],
    ["a day both off and worked", ['"2026-10-10"', '⟦repeated-date⟧"2026-10-03"']],
    ["a day to make up for on a Friday", ['"2026-10-10"', '⟦work-on-weekday⟧"2026-10-09"']],
    ["a year that is not the file's name", ['"year": 2026', '"year": ⟦id-path⟧2025']],
    ["a year as text", ['"year": 2026', '"year": ⟦wrong-type⟧"2026"']],
    [
      "make-up days and the day of a notice in a year without one",
      ['"status": "published"', '"status": "unknown"'],
      ['"date": "2025-11-04"', '"date": ⟦notice-not-published⟧"2025-11-04"'],
      ...["01-04", "02-14", "02-28", "05-09", "09-20", "10-10"].map(
        (day) => [`"2026-${day}"`, `⟦notice-not-published⟧"2026-${day}"`] as const,
      ),
    ],
    ["a notice of the next year", ['"2025-11-04"', '⟦notice-after-year⟧"2027-01-01"']],
    ["a script for a source", [NOTICE_URL, '⟦bad-form⟧"javascript:alert(1)"']],
    ["a script behind a blank", [NOTICE_URL, '⟦bad-form⟧" JavaScript:alert(1)"']],
    ["a source that is sent in the clear", [NOTICE_URL, '⟦bad-form⟧"http://www.gov.cn/"']],
    ["a source without a host", [NOTICE_URL, '⟦bad-form⟧"https://"']],
    [
      "a change of the next year, from a file of one's own",
      [
        '"off": [',
        '"changes": [{ "number": "甲", "date": ⟦notice-after-year⟧"2027-01-01", "title": "甲", "source": ⟦bad-form⟧"file:///甲.pdf" }],\n  "off": [',
      ],
    ],
    [
      "a day changed by a notice that is not there",
      [
        '"date": "2026-10-01", "name": "国庆节"',
        '"date": "2026-10-01", "name": "国庆节", "changedOn": ⟦unknown-change⟧"2026-03-22"',
      ],
    ],
    [
      "a day changed by another notice than the one there is, and two of one day",
      [
        '"off": [',
        '"changes": [{ "number": "甲", "date": "2026-03-22", "title": "甲" }, { "number": "乙", "date": ⟦repeated-date⟧"2026-03-22", "title": "乙" }],\n  "off": [',
      ],
      [
        '"date": "2026-10-01", "name": "国庆节"',
        '"date": "2026-10-01", "name": "国庆节", "changedOn": ⟦unknown-change⟧"2026-03-23"',
      ],
    ],
    [
      "a national make-up day cancelled by itself",
      [
        '"off": [',
        '"cancelNationalWork": [{ "date": ⟦national-calendar⟧"2026-12-05", "name": "取消" }],\n  "off": [',
      ],
    ],
    [
      "the schema of another kind of file",
      ['"year"', '"$schema": ⟦wrong-schema⟧"../schema/calendar.schema.json", "year"'],
    ],
  ],
  [OVERLAY]: [
    [
      "a make-up day on a Wednesday",
      ['"work": []', '"work": [{ "date": ⟦work-on-weekday⟧"2026-06-03", "name": "调休" }]'],
    ],
    [
      "a make-up day cancelled that there is not",
      [
        '"cancelNationalWork": []',
        '"cancelNationalWork": [{ "date": ⟦not-national-work⟧"2026-10-11", "name": "取消" }]',
      ],
    ],
    ["a key that the format does not know", ['"cancelNationalWork"', '⟦unknown-key⟧"cancelWork"']],
  ],
};

describe.each(Object.entries(FILES))(
  "%s is refused, each mistake where it stands, with",
  (file, mistakes) => {
    itRefuses(file, mistakes);
  },
);

const year = (text: string) => `{ "year": ${text}, "off": [], "work": [] }`;

describe("a calendar of another year", () => {
  it.each([
    [
      "is changed although it is not published",
      "calendars/cn/2027.json",
      `{ "year": 2027, "status": "unknown", ⟦notice-not-published⟧"changes": [{ "number": "甲", "date": "2027-03-22", "title": "甲" }], "off": [], "work": [] }`,
    ],
    ["leaves a gap", "calendars/cn/2028.json", year('⟦calendar-gap⟧2028, "status": "unknown"')],
    [
      "is published without a notice",
      "calendars/cn/2027.json",
      year('2027, "status": ⟦missing-notice⟧"published"'),
    ],
    [
      "lies over a national year that there is not",
      "calendars/cn-xj/2027.json",
      year('⟦missing-national-year⟧2027, "status": "unknown"'),
    ],
  ])("is refused where it %s", (_name, file, text) => expectDiagnostics(file, text));

  it.each([
    ["follows the last one", "calendars/cn/2027.json", year('2027, "status": "unknown"')],
    [
      "rules on the last days of December before",
      "calendars/cn/2027.json",
      '{ "year": 2027, "status": "unknown", "off": [{ "date": "2026-12-31", "name": "元旦" }], "work": [] }',
    ],
  ])("is taken where it %s", (_name, file, text) => expectDiagnostics(file, text));

  it("may cancel a make-up day of the national calendar, and have people work on a national day off", () => {
    const text = edited(
      OVERLAY,
      ['"cancelNationalWork": []', '"cancelNationalWork": [{ "date": "2026-10-10", "name": "取消调休" }]'],
      ['"work": []', '"work": [{ "date": "2026-10-07", "name": "调休" }]'],
    );
    expectDiagnostics(OVERLAY, text);
    expect(text).toContain("2026-10-07");
  });

  it("may not rule on a day of December that the year before rules on too", () => {
    const december = '{ "date": "2026-12-31", "name": "元旦" }';
    const files = new Map([
      ...fixture,
      [NATIONAL, edited(NATIONAL, ['"off": [', `"off": [${december},`])],
      ["calendars/cn/2027.json", `{ "year": 2027, "status": "unknown", "off": [${december}], "work": [] }`],
    ]);
    const loaded = loadRuleset(files);
    expect("errors" in loaded && loaded.errors.map(formatDiagnostic)).toEqual([
      "calendars/cn/2027.json:1:56: error repeated-date 2026-12-31 已列在 calendars/cn/2026.json 的 off 中，一天只能列一次",
    ]);
  });
});

it.each([
  ["an address", '"https://www.gov.cn/zhengce/1.htm?a=b#c"'],
  ["words", '"通知正文：自治区人民政府网站"'],
])("a notice whose source is %s passes", (_name, written) => {
  expectDiagnostics(NATIONAL, edited(NATIONAL, [NOTICE_URL, written]));
});
