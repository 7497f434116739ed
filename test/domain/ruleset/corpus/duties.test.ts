import { describe, it } from "vitest";
import { edited, expectDiagnostics } from "../../../support/corpus.ts";

const FILE = "demo/disclosure/seven-days.json";

type Edit = readonly [from: string, to: string];
type Case = readonly [name: string, ...edits: Edit[]];

const CITES = '"cites": [{ "document": "demo", "duty": "D-1-a" }]';
const cites = (text: string): Edit => [CITES, text];
const due = (text: string): Edit => [
  '{ "after": "decidedOn", "count": 7, "unit": "working-day", "source": "text" }',
  text,
];
const responsible = (text: string): Edit => ['"responsible": "record.agency"', `"responsible": ${text}`];

const MISTAKES: readonly Case[] = [
  ["an action that there is not", ['"action": "disclose"', '"action": ⟦unknown-action⟧"publish"']],
  ["a ladder that there is not", ['"ladder": "general"', '"ladder": ⟦unknown-ladder⟧"generol"']],
  ["no ladder", ['"duty": {', '"duty": ⟦missing-key⟧{'], [',\n        "ladder": "general"', ""]],
  ["an agency that there is not", responsible('{ "agency": ⟦unknown-agency⟧"housin" }')],
  ["a supervisor that there is not", responsible('{ "supervisor": ⟦unknown-supervisor⟧"supervisor" }')],
  ["a group, on one record", responsible('⟦group-not-allowed⟧{ "group": "enforcement-agencies" }')],
  ["a misspelt agency of the record", responsible('⟦wrong-form⟧"record.agncy"')],
  ["an agency without saying that it is one", responsible('⟦wrong-form⟧"housing"')],
  ["a role for an agency", responsible('⟦wrong-form⟧{ "role": "head" }')],
  [
    "an agency and a supervisor",
    responsible('{ "agency": "housing", ⟦unknown-key⟧"supervisor": "supervision" }'),
  ],
  ["nobody", responsible("⟦wrong-type⟧null")],
  [
    "a discharge by something that is no date",
    ['"dischargedBy": "publishedOn"', '"dischargedBy": ⟦fact-type⟧"publishedUrl"'],
  ],
  [
    "a discharge by a fact that there is not",
    ['"dischargedBy": "publishedOn"', '"dischargedBy": ⟦unknown-fact⟧"publishOn"'],
  ],
  [
    "a discharge by the day of the question",
    ['"dischargedBy": "publishedOn"', '"dischargedBy": ⟦unknown-fact⟧"on"'],
  ],
  [
    "a due date after what must be missing for the rule to apply",
    ['"fact": "decidedOn", "operator": "isPresent"', '"fact": "decidedOn", "operator": "isMissing"'],
    due('{ "after": ⟦never-due⟧"decidedOn", "count": 7, "unit": "working-day", "source": "text" }'),
  ],
  ["evidence that there is not", ['["publishedUrl"]', '[⟦unknown-fact⟧"publishedUrls"]']],
  ["evidence twice", ['["publishedUrl"]', '["publishedUrl", ⟦repeated-value⟧"publishedUrl"]']],
  ["content twice", ['"ladder"', '"publishes": ["执法机关", ⟦repeated-value⟧"执法机关"],\n        "ladder"']],
  [
    "a due date after a fact that is no date",
    due('{ "after": ⟦fact-type⟧"kind", "count": 7, "unit": "working-day", "source": "text" }'),
  ],
  [
    "a due date after a fact that there is not",
    due(
      '{ "after": ["decidedOn", ⟦unknown-fact⟧"madeOn"], "count": 7, "unit": "working-day", "source": "text" }',
    ),
  ],
  [
    "a due date after one fact twice",
    due(
      '{ "after": ["decidedOn", ⟦repeated-value⟧"decidedOn"], "count": 7, "unit": "working-day", "source": "text" }',
    ),
  ],
  ["no evidence", ['["publishedUrl"]', "⟦empty-list⟧[]"]],
  ["no content", ['"ladder"', '"publishes": ⟦empty-list⟧[],\n        "ladder"']],
  [
    "a roll of working days, which never fall on a day off",
    due(
      '{ "after": "decidedOn", "count": 7, "unit": "working-day", ⟦key-not-used⟧"roll": "next", "source": "text" }',
    ),
  ],
  [
    "a due date after nothing",
    due('{ "after": ⟦empty-list⟧[], "count": 7, "unit": "working-day", "source": "text" }'),
  ],
  [
    "a unit that there is not",
    due('{ "after": "decidedOn", "count": 7, "unit": ⟦invalid-value⟧"work-day", "source": "text" }'),
  ],
  ["no unit", due('⟦missing-key⟧{ "after": "decidedOn", "count": 7, "source": "text" }')],
  ["no source", due('⟦missing-key⟧{ "after": "decidedOn", "count": 7, "unit": "working-day" }')],
  [
    "a source that there is not",
    due('{ "after": "decidedOn", "count": 7, "unit": "working-day", "source": ⟦invalid-value⟧"文件" }'),
  ],
  ["no count", due('⟦missing-key⟧{ "after": "decidedOn", "unit": "working-day", "source": "text" }')],
  [
    "a count of nothing",
    due('{ "after": "decidedOn", "count": ⟦out-of-range⟧0, "unit": "working-day", "source": "text" }'),
  ],
  [
    "a count of more than ten years",
    due('{ "after": "decidedOn", "count": ⟦out-of-range⟧3661, "unit": "day", "source": "text" }'),
  ],
  [
    "a count of a third",
    due('{ "after": "decidedOn", "count": ⟦invalid-value⟧0.7, "unit": "working-day", "source": "text" }'),
  ],
  [
    "half a calendar day",
    due('{ "after": "decidedOn", "count": ⟦count-unit⟧7.5, "unit": "day", "source": "text" }'),
  ],
  [
    "half a month",
    due('{ "after": "decidedOn", "count": ⟦count-unit⟧0.5, "unit": "month", "source": "text" }'),
  ],
  [
    "a count that is a text",
    due('{ "after": "decidedOn", "count": ⟦wrong-type⟧"七", "unit": "working-day", "source": "text" }'),
  ],
  [
    "a count by a fact that there is not",
    due(
      '{ "after": "decidedOn", "count": { "fact": ⟦unknown-fact⟧"limitDays" }, "unit": "working-day", "source": "text" }',
    ),
  ],
  [
    "a count by a fact that is no number",
    due(
      '{ "after": "decidedOn", "count": { "fact": ⟦fact-type⟧"kind" }, "unit": "working-day", "source": "text" }',
    ),
  ],
  [
    "a count in working days of a limit in days",
    due(
      '{ "after": "decidedOn", "count": { "fact": ⟦unit-mismatch⟧"limitWorkingDays" }, "unit": "day", "source": "text" }',
    ),
  ],
  [
    "a count of days in yuan",
    due(
      '{ "after": "decidedOn", "count": { "fact": ⟦unit-mismatch⟧"setting.hearingYuan" }, "unit": "working-day", "source": "text" }',
    ),
  ],
  [
    "a count of months by a fact in working days",
    due(
      '{ "after": "decidedOn", "count": { "fact": ⟦unit-mismatch⟧"limitWorkingDays" }, "unit": "month", "source": "text" }',
    ),
  ],
  [
    "a misspelt key of a due date",
    due(
      '{ "after": "decidedOn", "count": 7, "unit": "working-day", ⟦unknown-key⟧"rol": "next", "source": "text" }',
    ),
  ],
  [
    "a due date of each period, on a record",
    due('{ ⟦due-form⟧"every": "year", "on": "01-31", "source": "text" }'),
  ],
  [
    "a due date after a fact and of each period",
    due(
      '{ "after": "decidedOn", "count": 7, "unit": "working-day", ⟦unknown-key⟧"every": "year", "source": "text" }',
    ),
  ],
  ["a fixed day that there is not", due('{ "on": ⟦impossible-date⟧"2019-11-31", "source": "text" }')],
  ["a fixed day before the rule", due('{ "on": ⟦due-before-effective⟧"2019-08-05", "source": "text" }')],
  ["a due date that is a text", due('⟦wrong-type⟧"七个工作日内"')],
  ["a due date that is empty", due("⟦wrong-form⟧{}")],
  [
    "another law's limit without that law",
    due('{ "after": "decidedOn", "count": 7, "unit": "working-day", "source": ⟦law-not-cited⟧"law" }'),
  ],
  [
    "an extension by a role that there is not",
    [
      '"ladder"',
      '"extension": { "by": { "role": ⟦unknown-role⟧"boss" }, "max": { "count": 5, "unit": "day" }, "basis": "行政许可法第四十二条" },\n        "ladder"',
    ],
  ],
  [
    "an extension by a supervisor that there is not",
    [
      '"ladder"',
      '"extension": { "by": { "supervisor": ⟦unknown-supervisor⟧"justice" }, "max": { "count": 5, "unit": "day" }, "basis": "行政许可法第四十二条" },\n        "ladder"',
    ],
  ],
  [
    "an extension by half a day",
    [
      '"ladder"',
      '"extension": { "by": { "role": "head" }, "max": { "count": ⟦wrong-type⟧0.5, "unit": "day" }, "basis": "行政许可法第四十二条" },\n        "ladder"',
    ],
  ],
  [
    "an extension without a basis",
    [
      '"ladder"',
      '"extension": ⟦missing-key⟧{ "by": { "role": "head" }, "max": { "count": 5, "unit": "day" } },\n        "ladder"',
    ],
  ],
  [
    "an extension by whoever asks",
    [
      '"ladder"',
      '"extension": { "by": ⟦wrong-type⟧"record.agency", "max": { "count": 5, "unit": "day" }, "basis": "行政许可法第四十二条" },\n        "ladder"',
    ],
  ],
];

const RIGHT: readonly Case[] = [
  [
    "half a working day",

    due('{ "after": "decidedOn", "count": 0.5, "unit": "working-day", "source": "text" }'),
  ],
  [
    "a count by a fact in the same unit",

    due(
      '{ "after": "decidedOn", "count": { "fact": "limitWorkingDays" }, "unit": "working-day", "source": "text" }',
    ),
  ],
  ["a supervisor who owes it", responsible('{ "supervisor": "supervision" }')],
  [
    "another law's limit with that law",

    cites('"cites": [{ "law": "行政处罚法", "article": "48" }]'),
    due('{ "after": "decidedOn", "count": 7, "unit": "working-day", "source": "law" }'),
  ],
];

describe("a duty is refused for", () => {
  for (const [name, ...edits] of MISTAKES) it(name, () => expectDiagnostics(FILE, edited(FILE, ...edits)));
});

describe("a duty passes with", () => {
  for (const [name, ...edits] of RIGHT) it(name, () => expectDiagnostics(FILE, edited(FILE, ...edits)));
});
