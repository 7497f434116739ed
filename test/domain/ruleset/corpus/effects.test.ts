import { describe, it } from "vitest";
import { edited, expectDiagnostics } from "../../../support/corpus.ts";

const FLAG = "demo/review/major.json";
const GATE = "demo/review/before-decision.json";
const CADENCE = "demo/disclosure/yearly-report.json";
const INDICATOR = "demo/disclosure/published-share.json";
const REGISTER = "demo/review/catalogue.json";

const YEARLY = '{ "every": "year", "on": "01-31", "source": "text" }';

type Edit = readonly [from: string, to: string];
type Case = readonly [name: string, file: string, ...edits: Edit[]];

/** The cadence as one that is due on a single day. */
const once = (marker: string, on: string): Edit[] => [
  [YEARLY, `{ "on": ${marker}"${on}", "source": "text" }`],
  ['        "covers": "previous",\n', ""],
  ['        "firstPeriod": "2020",\n', ""],
];

const MISTAKES: readonly Case[] = [
  ["a flag on a fact that there is not", FLAG, ['"fact": "major"', '"fact": ⟦unknown-fact⟧"majr"']],
  ["a flag on a setting", FLAG, ['"fact": "major"', '"fact": ⟦unknown-fact⟧"setting.scope"']],
  ["a flag on a fact that has a default", FLAG, ['"fact": "major"', '"fact": ⟦flag-default⟧"exempt"']],
  [
    "a flag with a value that its fact cannot hold",
    FLAG,
    ['"value": true, "otherwise"', '"value": ⟦wrong-type⟧"是", "otherwise"'],
  ],
  [
    "a flag with a value that its fact does not have",
    FLAG,
    [
      '"fact": "major", "value": true, "otherwise": false',
      '"fact": "review.result", "value": "同意", "otherwise": ⟦value-not-listed⟧"不同意"',
    ],
  ],
  ["a flag that says the same either way", FLAG, ['"otherwise": false', '"otherwise": ⟦flag-same⟧true']],
  ["a flag with null", FLAG, ['"otherwise": false', '"otherwise": ⟦wrong-type⟧null']],
  [
    "a flag reported to nobody",
    FLAG,
    [
      '"otherwise": false',
      '"otherwise": false, "report": { "supervisor": ⟦unknown-supervisor⟧"superviser", "title": "重大执法决定" }',
    ],
  ],
  [
    "a flag that depends on itself",
    FLAG,
    ['"id": "review/major"', '"id": ⟦flag-circle⟧"review/major"'],
    ['"fact": "hearing"', '"fact": "major"'],
  ],
  [
    "a gate at a step that the record type does not have",
    GATE,
    ['"step": "decide"', '"step": ⟦unknown-step⟧"publish"'],
  ],
  ["a gate at a step that there is not", GATE, ['"step": "decide"', '"step": ⟦invalid-value⟧"decision"']],
  [
    "a gate that says not when it opens",
    GATE,
    ['"gate": {', '"gate": ⟦missing-key⟧{'],
    ['        "opensWhen": { "fact": "review.result", "operator": "equal", "value": "同意" },\n', ""],
  ],
  [
    "a gate with a misspelt key",
    GATE,
    ['"opensWhen"', '⟦unknown-key⟧"opnsWhen"'],
    ['"gate": {', '"gate": ⟦missing-key⟧{'],
  ],
  [
    "a gate without a reason",
    GATE,
    ['"gate": {', '"gate": ⟦missing-key⟧{'],
    [',\n        "reason": "重大执法决定未经法制审核或者审核未通过的，不得作出决定"', ""],
  ],
  [
    "a cadence with a condition",
    CADENCE,
    ['"cadence"', '⟦key-not-used⟧"when": { "fact": "kind", "operator": "isPresent" },\n      "cadence"'],
  ],
  ["a cadence on records", CADENCE, ['"cadence"', '⟦key-not-used⟧"appliesTo": "decision",\n      "cadence"']],
  [
    "a cadence that covers earlier records",
    CADENCE,
    ['"cadence"', '⟦key-not-used⟧"coversEarlier": true,\n      "cadence"'],
  ],
  [
    "a cadence of a group that there is not",
    CADENCE,
    ['"enforcement-agencies"', '⟦unknown-group⟧"enforcement-agency"'],
  ],
  ["a cadence with an action that there is not", CADENCE, ['"report"', '⟦unknown-action⟧"reports"']],
  ["a cadence with a ladder that there is not", CADENCE, ['"general"', '⟦unknown-ladder⟧"disclosure"']],
  [
    "a cadence that is due after a fact",
    CADENCE,
    [
      '{ "every": "year", "on": "01-31", "source": "text" }',
      '⟦missing-key⟧{ ⟦unknown-key⟧"after": "decidedOn", ⟦unknown-key⟧"count": 7, ⟦unknown-key⟧"unit": "day", "source": "text" }',
    ],
  ],
  ["the 30th of February each year", CADENCE, ['"01-31"', '⟦impossible-date⟧"02-30"']],
  ["the 31st of April each year", CADENCE, ['"01-31"', '⟦impossible-date⟧"04-31"']],
  [
    "a period by a name that every object has",
    CADENCE,
    ['"every": "year"', '"every": ⟦invalid-value⟧"toString"'],
  ],
  ["a day without zeros", CADENCE, ['"01-31"', '⟦bad-form⟧"1-31"']],
  ["a full date each year", CADENCE, ['"01-31"', '⟦bad-form⟧"2020-01-31"']],
  [
    "a quarter that is due in its first month",
    CADENCE,
    ['"every": "year"', '"every": "quarter"'],
    ['"01-31"', '⟦month-day⟧"01-31"'],
    ['"2020"', '"2020-Q1"'],
  ],
  [
    "a half-year that is due in May",
    CADENCE,
    ['"every": "year"', '"every": "half-year"'],
    ['"01-31"', '⟦month-day⟧"05-31"'],
    ['"2020"', '"2020-H1"'],
  ],
  ["a first period of another form", CADENCE, ['"2020"', '⟦first-period⟧"2020-Q1"']],
  ["a first period before the rule", CADENCE, ['"2020"', '⟦first-period⟧"2019"']],
  ["a first period that there is not", CADENCE, ['"2020"', '⟦bad-form⟧"2020-13"']],
  ["a period that is a number", CADENCE, ['"2020"', "⟦wrong-type⟧2020"]],
  [
    "evidence of one key twice",
    CADENCE,
    [
      '"label": "公开网址" }',
      '"label": "公开网址" }, ⟦repeated-value⟧{ "key": "public-url", "label": "网址" }',
    ],
  ],
  ["a period covered that there is not", CADENCE, ['"previous"', '⟦invalid-value⟧"last"']],
  [
    "an indicator with a condition beside its counts",
    INDICATOR,
    ['"indicator"', '⟦key-not-used⟧"when": { "fact": "kind", "operator": "isPresent" },\n      "indicator"'],
  ],
  [
    "an indicator on no records",
    INDICATOR,
    ['    {\n      "effectiveFrom"', '    ⟦missing-key⟧{\n      "effectiveFrom"'],
    ['      "appliesTo": "decision",\n', ""],
  ],
  [
    "an indicator without a denominator",
    INDICATOR,
    ['"indicator": {', '"indicator": ⟦missing-key⟧{'],
    ['        "denominator": { "fact": "decidedOn", "operator": "isPresent" },\n', ""],
  ],
  [
    "a cadence that says not what it is about, nor since when",
    CADENCE,
    ['"cadence": {', '"cadence": ⟦missing-key⟧⟦missing-key⟧{'],
    ['"covers": "previous",', ""],
    ['"firstPeriod": "2020",', ""],
  ],
  [
    "a single day with a period",
    CADENCE,
    [YEARLY, '{ "on": "2026-01-31", "source": "text" }'],
    ['"covers"', '⟦key-not-used⟧"covers"'],
    ['"firstPeriod"', '⟦key-not-used⟧"firstPeriod"'],
  ],
  ["a single day before the rule", CADENCE, ...once("⟦due-before-effective⟧", "2019-08-05")],
  [
    "a single day when the rule is repealed",
    CADENCE,
    ...once("⟦due-after-end⟧", "2020-01-01"),
    ['"effectiveFrom": "2019-08-06",', '"effectiveFrom": "2019-08-06", "effectiveTo": "2019-12-31",'],
  ],
  ["a single day that there is not", CADENCE, ...once("⟦impossible-date⟧", "2026-02-29")],
  [
    "a single day that is said by no law",
    CADENCE,
    [YEARLY, '{ "on": "2026-02-28", "source": ⟦law-not-cited⟧"law" }'],
    ...once("", "2026-02-28").slice(1),
  ],
  [
    "an indicator that asks for nothing",
    INDICATOR,
    ['"indicator": {', '"indicator": ⟦indicator-threshold⟧{'],
    ['"atLeastRatio": 0.9,', ""],
  ],
  [
    "an indicator that asks for two things",
    INDICATOR,
    ['"atLeastRatio": 0.9,', '"atLeastRatio": 0.9, ⟦indicator-threshold⟧"trend": "rising",'],
  ],
  ["a trend that there is not", INDICATOR, ['"atLeastRatio": 0.9', '"trend": ⟦invalid-value⟧"growing"']],
  [
    "all records, with each agency to answer for them",
    INDICATOR,
    ['"responsible": {', '"over": "all", "responsible": ⟦indicator-owner⟧{'],
  ],
  [
    "all records, with nobody in particular to answer for them",
    INDICATOR,
    [
      '"responsible": { "group": "enforcement-agencies" }',
      '"over": "all", "responsible": ⟦indicator-owner⟧"record.agency"',
    ],
  ],
  ["records of whom there is not", INDICATOR, ['"every"', '"over": ⟦invalid-value⟧"city",\n        "every"']],
  ["a ratio in per cent", INDICATOR, ["0.9", "⟦out-of-range⟧90"]],
  ["a ratio of nothing", INDICATOR, ["0.9", "⟦out-of-range⟧0"]],
  ["a breach that is due after a fact", INDICATOR, ['"periodEnd"', '⟦invalid-value⟧"decidedOn"']],
  [
    "a breach that is due by a record's number of days",
    INDICATOR,
    ['"count": 20', '"count": { "fact": ⟦fact-type⟧"limitWorkingDays" }'],
  ],
  ["a breach with an action that there is not", INDICATOR, ['"catch-up"', '⟦unknown-action⟧"catchup"']],
  [
    "a register on records",
    REGISTER,
    ['"register"', '⟦key-not-used⟧"appliesTo": "decision",\n      "register"'],
  ],
  [
    "a register with a condition",
    REGISTER,
    ['"register"', '⟦key-not-used⟧"when": { "any": [] },\n      "register"'],
  ],
  [
    "a register kept by a group that there is not",
    REGISTER,
    ['"enforcement-agencies"', '⟦unknown-group⟧"enforcers"'],
  ],
  ["a register looked at on the 31st of November", REGISTER, ['"12-31"', '⟦impossible-date⟧"11-31"']],
  [
    "a register last looked at on no day",
    REGISTER,
    ['"subject"', '"lastLookedAtOn": ⟦impossible-date⟧"2025-02-29",\n        "subject"'],
  ],
];

const RIGHT: readonly Case[] = [
  ["a single day", CADENCE, ...once("", "2019-08-06")],
  [
    "a single day that the rule does not outlive",
    CADENCE,
    ...once("", "2019-12-31"),
    ['"effectiveFrom": "2019-08-06",', '"effectiveFrom": "2019-08-06", "effectiveTo": "2019-12-31",'],
  ],
  ["a trend", INDICATOR, ['"atLeastRatio": 0.9', '"trend": "not-rising"']],
  [
    "all records, with one office to answer for them",
    INDICATOR,
    ['"every"', '"over": "all",\n        "every"'],
    ['{ "group": "enforcement-agencies" }', '{ "supervisor": "supervision" }'],
  ],
  ["the 29th of February", CADENCE, ['"01-31"', '"02-29"']],
  [
    "a quarter that is due on its last day",
    CADENCE,
    ['"every": "year"', '"every": "quarter"'],
    ['"01-31"', '"03-31"'],
    ['"2020"', '"2020-Q1"'],
  ],
];

describe("an effect is refused for", () => {
  for (const [name, file, ...edits] of MISTAKES)
    it(name, () => expectDiagnostics(file, edited(file, ...edits)));
});

describe("an effect passes with", () => {
  for (const [name, file, ...edits] of RIGHT) it(name, () => expectDiagnostics(file, edited(file, ...edits)));
});
