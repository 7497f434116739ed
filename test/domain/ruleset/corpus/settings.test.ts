import { describe } from "vitest";
import { itRefuses, type Mistake } from "./mistakes.ts";

const FILE = "settings.json";

const MISTAKES: readonly Mistake[] = [
  ["a calendar that there is not", ['"calendar": "cn-xj"', '"calendar": ⟦unknown-calendar⟧"cn-xz"']],
  ["a first day that does not exist", ['"goLiveOn": null', '"goLiveOn": ⟦impossible-date⟧"2026-06-31"']],
  ["a sender with a name", ['"yifa@example.org"', '⟦bad-form⟧"司法局 <yifa@example.org>"']],
  ["a sender whose domain is in capitals", ['"yifa@example.org"', '⟦bad-email⟧"yifa@EXAMPLE.org"']],
  [
    "no days between requests",
    ['"factsRequestEveryWorkingDays": 10', '"factsRequestEveryWorkingDays": ⟦out-of-range⟧0'],
  ],
  [
    "weights of the report that make 110",
    ['"supervisionReport": {', '"supervisionReport": ⟦weights-sum⟧{'],
    ['"weight": 40', '"weight": 50'],
  ],
  ["a weight of half a point", ['"weight": 40', '"weight": ⟦wrong-type⟧39.5']],
  ["a disclosure that there is not", ['["disclose"]', '[⟦unknown-action⟧"disclse"]']],
  ["a disclosure named twice", ['["disclose"]', '["disclose", ⟦repeated-value⟧"disclose"]']],
  ["a review that is no gate", ['"review/before-decision"', '⟦unknown-rule⟧"review/major"']],
  [
    "a filing rate that is no indicator",
    ['"disclosure/published-share"', '⟦unknown-rule⟧"disclosure/published"'],
  ],
  [
    "a setting that no rule uses",
    [
      '"values": [\n    {',
      '"values": [\n    { "id": ⟦unused-setting⟧"unheard", "label": "无人使用", "explanation": "试验", "source": "default", "basis": "测试", "values": [{ "from": "2000-01-01", "value": 1 }] },\n    {',
    ],
  ],
  [
    "a setting that every object has",
    [
      '"values": [\n    {',
      '"values": [\n    { "id": ⟦reserved-name⟧⟦unused-setting⟧"constructor", "label": "无人使用", "explanation": "试验", "source": "default", "basis": "测试", "values": [{ "from": "2000-01-01", "value": 1 }] },\n    {',
    ],
  ],
  [
    "two settings of one name",
    ['"label": "公开期限（工作日）"', '"label": ⟦repeated-label⟧"听证标准（元）"'],
  ],
  [
    "a unit of a text",
    [
      '"basis": "测试",\n      "accepted"',
      '⟦key-not-used⟧"unit": "yuan",\n      "basis": "测试",\n      "accepted"',
    ],
  ],
  [
    "only one value to choose from",
    [
      '[{ "value": "all", "label": "全部" }, { "value": "major", "label": "重大" }]',
      '⟦too-few-items⟧[{ "value": "all", "label": "全部" }]',
    ],
  ],
  ["a value that is not accepted", ['"value": "all" }]', '"value": ⟦value-not-listed⟧"al" }]']],
  ["a value of another type than the accepted ones", ['"value": "all" }]', '"value": ⟦wrong-type⟧1 }]']],
  [
    "values of two types",
    ['"value": 5000 }]', '"value": 5000 }, { "from": "2026-01-01", "value": ⟦wrong-type⟧"5000" }]'],
  ],
  [
    "values out of order",
    ['"value": 5000 }]', '"value": 5000 }, { "from": ⟦value-order⟧"2020-01-01", "value": 3000 }]'],
  ],
  [
    "two values from one day",
    ['"value": 5000 }]', '"value": 5000 }, { "from": ⟦repeated-date⟧"2021-07-15", "value": 3000 }]'],
  ],
  ["a limit of less than no days", ['"value": 20 }', '"value": ⟦negative⟧-3 }']],
  ["a limit of no days", ['"value": 20 }', '"value": ⟦out-of-range⟧0 }']],
  ["a limit of quarters of a day", ['"value": 20 }', '"value": ⟦unit-value⟧2.25 }']],
  ["a limit that no calendar reaches", ['"value": 20 }', '"value": ⟦out-of-range⟧4000 }']],
  ["parts of a fen", ['"value": 5000 }', '"value": ⟦unit-value⟧5000.001 }']],
  ["a value from a day that does not exist", ['"2021-07-15"', '⟦impossible-date⟧"2021-02-29"']],
  [
    "a source that there is not",
    [
      '"unit": "yuan",\n      "source": "default"',
      '"unit": "yuan",\n      "source": ⟦invalid-value⟧"defualt"',
    ],
  ],
];

describe("settings are refused, or warned of, each mistake where it stands, with", () => {
  itRefuses(FILE, MISTAKES);
});
