import { describe, expect, it } from "vitest";
import { readRulesFolder } from "../../../../functions/adapters/rules-folder.ts";
import { formatDiagnostic } from "../../../../functions/domain/ruleset/diagnostic.ts";
import { loadRuleset } from "../../../../functions/domain/ruleset/load.ts";
import { diagnose, edited, fixture } from "../../../support/corpus.ts";

const LINES: readonly (readonly [name: string, path: string, text: string, line: string])[] = [
  [
    "a fact that there is not, with the facts that would do",
    "records/decision.json",
    edited("records/decision.json", ['"date": "decidedOn"', '"date": "decideOn"']),
    "records/decision.json:4:11: error unknown-fact “行政执法决定”没有事实“decideOn”，可用：decidedOn（作出决定日期）、" +
      'publishedOn（公开日期）、review.completedOn（法制审核完成日期） (did you mean "decidedOn"? 是否应为“decidedOn”？)',
  ],
  [
    "a key that does not fit the type of the fact",
    "records/decision.json",
    edited("records/decision.json", [
      '"type": "boolean",\n      "default"',
      '"type": "boolean",\n      "unit": "day",\n      "default"',
    ]),
    "records/decision.json:108:7: error key-not-used “依法不予公开”（exempt）不得写“unit”：只用于“数”（number）类型的事实",
  ],
  [
    "a step out of time",
    "ladders/general.json",
    edited("ladders/general.json", ['"offsetWorkingDays": 0', '"offsetWorkingDays": 1']),
    "ladders/general.json:6:61: error ladder-offset “到期提醒”的时点 1 不可用，应在期限届满当日，即 0",
  ],
  [
    "a role that nobody can hold, with the roles",
    "ladders/general.json",
    edited("ladders/general.json", ['"role": "head"', '"role": "heed"']),
    "ladders/general.json:11:24: error unknown-role 通讯录没有岗位“heed”，可用：case-officer（承办人）、legal-unit（法制机构）、" +
      'head（主要负责人） (did you mean "head"? 是否应为“head”？)',
  ],
  [
    "a make-up day on a working day",
    "calendars/cn/2026.json",
    edited("calendars/cn/2026.json", ['"2026-10-10"', '"2026-10-09"']),
    "calendars/cn/2026.json:51:15: error work-on-weekday 2026-10-09 是星期五，本来就是工作日，无须列为调休上班",
  ],
  [
    "a name of two agencies",
    "directory.json",
    edited("directory.json", ['"short": "住建局"', '"short": "市司法局"']),
    "directory.json:48:16: error ambiguous-name 名称“市司法局”已由“测试市司法局”使用，导入时无法区分",
  ],
  [
    "a setting's value, with the values and what they mean",
    "settings.json",
    edited("settings.json", ['"value": "all" }]', '"value": "al" }]']),
    'settings.json:30:51: error value-not-listed 设定“公开范围”（scope）的值 "al" 不可用，可用：all（全部）、major（重大） ' +
      '(did you mean "all"? 是否应为“all”？)',
  ],
  [
    "a setting that is not used, as a warning",
    "settings.json",
    edited("settings.json", ['"id": "scope"', '"id": "other"']),
    "settings.json:24:13: warning unused-setting 没有规则或者催办阶梯使用设定“公开范围”（other）",
  ],
  [
    "a column of another type",
    "layouts/decisions.json",
    edited("layouts/decisions.json", ['"as": "date"', '"as": "text"']),
    "layouts/decisions.json:16:86: error as-type “决定日期”栏的 text 应填入文本类型的事实，“作出决定日期”（decidedOn）不是，" +
      "可用：date、date-or-indefinite",
  ],
  [
    "a personal fact, without what stands there",
    "demo/disclosure/seven-days.cases.json",
    '{ "cases": [{ "name": "甲", "record": { "facts": { "party.name": 5 } }, "expect": { "outcome": "applies" } }] }',
    "demo/disclosure/seven-days.cases.json:1:65: error wrong-type “行政相对人名称”（party.name）的值 （略） 不可用，应为文本，最多 10000 字",
  ],
  [
    "a name of several lines, on one",
    "demo/disclosure/seven-days.cases.json",
    '{ "cases": [{ "name": "甲", "record": { "facts": { "kind": "行政\\n许可" } }, "expect": { "outcome": "applies" } }] }',
    'demo/disclosure/seven-days.cases.json:1:59: error value-not-listed “执法类别”（kind）的值 "行政\\n许可" 不可用，' +
      '可用：行政许可、行政处罚、行政检查 (did you mean "行政许可"? 是否应为“行政许可”？)',
  ],
  [
    "HTML where text goes in as it is",
    "templates/digest.html.mustache",
    "<p>{{{agency}}}</p>",
    'templates/digest.html.mustache:1:4: error unescaped HTML 模板不得原样插入“agency”，应当转义 (did you mean "{{agency}}"? 是否应为“{{agency}}”？)',
  ],
];

describe("a mistake is told in one line", () => {
  it.each(LINES)("%s", (_name, path, text, line) => {
    expect(diagnose(path, text).map(formatDiagnostic)).toContain(line);
  });
});

/** The files with a mistake, once one file of the fixture is not JSON. */
function mistakenFiles(broken: string): string[] {
  const loaded = loadRuleset(new Map([...fixture, [broken, "{"]]));
  return "errors" in loaded ? [...new Set(loaded.errors.map((d) => d.file))] : [];
}

describe("a file that cannot be read is not blamed on those that name what it holds:", () => {
  it.each([...fixture.keys()].filter((path) => path.endsWith(".json")))("%s", (path) => {
    expect(mistakenFiles(path)).toEqual([path]);
  });
});

it.each(["rules", "test/fixtures/rules"])("%s load without an error or a warning", async (folder) => {
  const loaded = loadRuleset(await readRulesFolder(folder));
  expect("errors" in loaded ? loaded.errors : loaded.warnings).toEqual([]);
});
