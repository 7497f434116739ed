import { describe, expect, it } from "vitest";
import { formatDiagnostic } from "../../../../functions/domain/ruleset/diagnostic.ts";
import { diagnose, edited } from "../../../support/corpus.ts";
import type { Edit } from "./mistakes.ts";

const DUTY = "demo/disclosure/seven-days.json";
const FLAG = "demo/review/major.json";
const GATE = "demo/review/before-decision.json";
const CADENCE = "demo/disclosure/yearly-report.json";

/** All that a person reads of a mistake, after the name of the file. */
const LINES: readonly (readonly [name: string, file: string, edit: Edit, ...lines: string[]])[] = [
  [
    "a full-width comma",
    DUTY,
    ['"count": 7,', '"count": 7，'],
    '19:50: error full-width-punctuation 用了全角的“，”，应为半角的“,” (did you mean ","? 是否应为“,”？)',
  ],
  [
    "a space that does not break",
    DUTY,
    ['"count": 7', '"count":\u00A07'],
    "19:48: error full-width-punctuation 这里有不间断空格，应为半角空格",
  ],
  [
    "a full-width space",
    DUTY,
    ['"count": 7', '"count":\u30007'],
    "19:48: error full-width-punctuation 这里有全角空格，应为半角空格",
  ],
  [
    "a comma too many",
    DUTY,
    ['"general"\n', '"general",\n'],
    "22:28: error trailing-comma “}”之前多了逗号，应当删去",
  ],
  [
    "a missing comma",
    DUTY,
    ['"decision",\n', '"decision"\n'],
    '9:7: error missing-comma “"when"”之前缺少“,”',
  ],
  [
    "quotes inside a text",
    DUTY,
    ['"行政许可、行政处罚决定', '"所谓"行政许可"决定'],
    "3:16: error not-json 这里是“行政许可”，应为“,”或者右括号；文本中的引号应写作“ ”，或者在前面加反斜杠",
  ],
  [
    "lines that end as on Windows",
    DUTY,
    ['{\n  "id"', '{\r\n  "id"'],
    "1:2: error crlf 文件用 CRLF 换行，应为 LF：在 VS Code 右下角点“CRLF”，改选“LF”后保存",
  ],
  [
    "a misspelt key, with the keys of its place alone",
    GATE,
    ['"opensWhen"', '"openWhen"'],
    "10:15: error missing-key 缺少键“opensWhen”（放行条件）",
    '12:9: error unknown-key 不认识的键“openWhen”，可用：step（环节）、opensWhen（放行条件）、reason（理由） (did you mean "opensWhen"? 是否应为“opensWhen”？)',
  ],
  [
    "a key that only the engine knows",
    DUTY,
    ['"operator": "isPresent"', '"operator": "isPresent", "path": "$.x"'],
    "12:59: error unknown-key 不认识的键“path”：不得用 JSONPath 取值，下级事实写成带点的名称，例如 review.result，可用：fact（事实）、operator（运算符）、value（值）",
  ],
  [
    "a misspelt fact",
    DUTY,
    ['"fact": "exempt"', '"fact": "exemt"'],
    '13:30: error unknown-fact 没有事实“exemt”，可用：agency（所属机关）、on（查询日期）、kind（执法类别）、documentNumber（文书号）、party.name（行政相对人名称）、decidedOn（作出决定日期）、publishedOn（公开日期）、publishedUrl（公开网址）、fineYuan（罚款数额）、confiscatedYuan（没收数额）、pages（页数）、limitWorkingDays（另有规定的期限）等 23 项 (did you mean "exempt"? 是否应为“exempt”？)',
  ],
  [
    "an operator for another type of fact",
    DUTY,
    ['"operator": "isPresent"', '"operator": "greaterThan", "value": "2024-10-05"'],
    "12:46: error operator-type “作出决定日期”（decidedOn）的类型是日期，不能用 greaterThan（超过），可用：equal（为）、notEqual（不为）、before（早于）、onOrBefore（不晚于）、after（晚于）、onOrAfter（不早于）、isPresent（已填写）、isMissing（未填写）",
  ],
  [
    "a value that the fact does not have",
    DUTY,
    ['"行政许可", "行政处罚"]', '"行政许克", "行政处罚"]'],
    '11:57: error value-not-listed “执法类别”（kind）的值 "行政许克" 不可用，可用：行政许可、行政处罚、行政检查 (did you mean "行政许可"? 是否应为“行政许可”？)',
  ],
  [
    "a text that is the opposite of what the fact has, without a suggestion",
    GATE,
    ['"value": "同意"', '"value": "不同意"'],
    '12:79: error value-not-listed “法制审核结论”（review.result）的值 "不同意" 不可用，可用：同意、存在问题',
  ],
  [
    "a date that does not exist",
    DUTY,
    ['"2019-08-06"', '"2019-02-30"'],
    "7:24: error impossible-date “effectiveFrom”（施行日期）“2019-02-30”：应为真实存在的日期，格式 YYYY-MM-DD，例如 2026-09-28",
  ],
  [
    "all beside any",
    DUTY,
    ['"all": [', '"any": [],\n        "all": ['],
    "10:16: error empty-condition “any”（任一成立）是空列表，至少应有一个条件",
    "11:9: error condition-form 同一层只能写一种，这里有 any、all，其中必有不起作用的；应当分层写，可用：all（全部成立）、any（任一成立）、not（不成立）、fact（一项条件）",
  ],
  [
    "another law for a citation",
    DUTY,
    ['{ "document": "demo", "duty": "D-1-a" }', '{ "law": "行政处罚法" }'],
    '4:13: error missing-key 缺少键“article”（条号），例如 "48"',
  ],
  [
    "a word that is none of the words",
    DUTY,
    ['"unit": "working-day"', '"unit": "workday"'],
    "19:60: error invalid-value “unit”（单位）没有“workday”这个值，可用：working-day（工作日）、day（日）、month（月）、year（年）",
  ],
  [
    "an agency in words",
    DUTY,
    ['"record.agency"', '"住建局"'],
    '18:24: error wrong-form “responsible”（责任机关）“住建局”不是可用的写法，可用：record.agency、{"agency": …}、{"supervisor": …}、{"group": …}',
  ],
  [
    "a ladder that there is not",
    DUTY,
    ['"general"', '"generl"'],
    '22:19: error unknown-ladder 没有催办阶梯“generl”，可用：general（一般事项催办阶梯）、measures（监督措施阶梯） (did you mean "general"? 是否应为“general”？)',
  ],
  [
    "a number out of its range",
    DUTY,
    ['"count": 7', '"count": 0'],
    "19:49: error out-of-range “count”（数量）“0”：不得小于 0.5",
  ],
  [
    "a limit in other units than its fact",
    DUTY,
    ['"count": 7, "unit": "working-day"', '"count": { "fact": "limitWorkingDays" }, "unit": "day"'],
    "19:59: error unit-mismatch 期限按“日”计算，“另有规定的期限”（limitWorkingDays）的单位是“工作日”",
  ],
  [
    "a first period before the rule",
    CADENCE,
    ['"2020"', '"2019"'],
    '13:24: error first-period 首期“2019”自 2019-01-01 起，早于规则施行日期 2019-08-06 (did you mean "2020"? 是否应为“2020”？)',
  ],
  [
    "the wrong type",
    FLAG,
    ['"otherwise": false', '"otherwise": null'],
    "15:62: error wrong-type “otherwise”（否则）应为文本、数或者是否（true 或者 false），这里是空值（null），例如 false",
  ],
];

describe("a legal officer reads what is wrong, where, what would do, and what was likely meant:", () => {
  for (const [name, file, edit, ...lines] of LINES)
    it(name, () => {
      const found = diagnose(file, edited(file, edit)).map((d) => formatDiagnostic(d));
      expect(found).toEqual(lines.map((line) => `${file}:${line}`));
    });
});

it("an exception to a rule on records of another type is told with the name of the type", () => {
  const rule = {
    id: "disclosure/notices",
    title: "规范性文件公开",
    cites: [{ document: "demo", duty: "D-1-a" }],
    exceptTo: ["disclosure/seven-days"],
    versions: [{ effectiveFrom: "2019-08-06", appliesTo: "document", flag: { fact: "noted", value: true } }],
  };
  const found = diagnose("demo/disclosure/notices.json", JSON.stringify(rule));
  expect(found.find(({ code }) => code === "exception-type")?.message).toBe(
    "规则“disclosure/seven-days”适用于行政执法决定（decision），与本规则不是同一类台账，不能是其例外",
  );
});
