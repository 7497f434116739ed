import { describe, expect, it } from "vitest";
import { expectDiagnostics, fixture } from "../../../support/corpus.ts";
import { itRefuses, type Mistake } from "./mistakes.ts";

const FILES: Readonly<Record<string, readonly Mistake[]>> = {
  "demo/document.json": [
    ["an id that is not the folder's name", ['"id": "demo"', '"id": ⟦id-path⟧"demo-2019"']],
    [
      "a clause listed twice",
      ['"clause": "D-2"', '"clause": ⟦repeated-clause⟧"D-1"'],
      ['"duty": "D-2-a"', '"duty": "D-1-c"'],
    ],
    [
      "a reason why there is no duty, beside one",
      ['"heading": "二 法制审核"', '"heading": "二 法制审核", "noDuty": ⟦idle-reason⟧"仅为标题"'],
    ],
    ["a duty listed twice", ['"duty": "D-1-b"', '"duty": ⟦repeated-duty⟧"D-1-a"']],
    ["a duty of another clause", ['"duty": "D-1-b"', '"duty": ⟦duty-clause⟧"D-3-b"']],
    ["a duty without a letter of its own", ['"duty": "D-1-b"', '"duty": ⟦duty-clause⟧"D-1-"']],
    ["a heading of two lines", ['"heading": "二 法制审核"', '"heading": ⟦control-character⟧"二\\n法制审核"']],
    ["a day of issue that does not exist", ['"2019-08-06"', '⟦impossible-date⟧"2019-02-29"']],
  ],
  "actions.json": [
    ["an action listed twice", ['"id": "report"', '"id": ⟦repeated-id⟧"disclose"']],
    ["two actions of one name", ['"label": "报送年度数据"', '"label": ⟦repeated-label⟧"向社会公开"']],
    [
      "the schema of another kind of file",
      ['"actions": [', '"$schema": ⟦wrong-schema⟧"./schema/rule.schema.json", "actions": ['],
    ],
  ],
  "ladders/general.json": [
    ["an id that is not the file's name", ['"id": "general"', '"id": ⟦id-path⟧"generel"']],
    ["a step listed twice", ['"id": "due-day"', '"id": ⟦repeated-id⟧"remind-2"']],
    [
      "a reminder after the due date, and the next step before it",
      ['"offsetWorkingDays": -2', '"offsetWorkingDays": ⟦ladder-offset⟧2'],
      ['"offsetWorkingDays": 0', '"offsetWorkingDays": ⟦ladder-order⟧0'],
      ['"offsetWorkingDays": 1', '"offsetWorkingDays": 3'],
    ],
    [
      "a reminder of the due day that is on the day before",
      ['"offsetWorkingDays": 0', '"offsetWorkingDays": ⟦ladder-offset⟧-1'],
    ],
    [
      "an urging before the due date",
      ['"name": "提醒", "offsetWorkingDays": -2', '"name": "催办", "offsetWorkingDays": ⟦ladder-offset⟧-2'],
    ],
    ["a role that the directory lacks", ['"role": "head"', '"role": ⟦unknown-role⟧"heed"']],
    [
      "a supervisor that the directory lacks",
      ['"supervisor": "supervision"', '"supervisor": ⟦unknown-supervisor⟧"supervisor"'],
    ],
    [
      "a supervisor that every object has",
      ['"supervisor": "supervision"', '"supervisor": ⟦unknown-supervisor⟧"constructor"'],
    ],
    [
      "one recipient twice at one time",
      ['{ "role": "head" }, ', '{ "role": "head" }, ⟦repeated-recipient⟧{ "role": "head" }, '],
    ],
    [
      "two steps at one time to one recipient",
      ['"offsetWorkingDays": 1', '"offsetWorkingDays": 0'],
      ['{ "role": "head" }', '⟦repeated-recipient⟧{ "role": "case-officer" }'],
    ],
  ],
};

describe.each(Object.entries(FILES))(
  "%s is refused, each mistake where it stands, with",
  (file, mistakes) => {
    itRefuses(file, mistakes);
  },
);

it("a document is quoted with its paragraphs", () => {
  const file = "demo/document.json";
  const quote = /"quote": "[^"]/.exec(fixture.get(file) as string)?.[0] as string;
  const text = (fixture.get(file) as string).replace(quote, `${quote}\\n`);
  expect(text).toMatch(/"quote": "[^"]\\n/);
  expectDiagnostics(file, text);
});
