import * as z from "zod";
import { choice, key, type Label } from "./choice.ts";
import { names } from "./names.ts";
import { $schema, factName, identifier, scalar, text } from "./primitives.ts";

/** How a cell is read. */
export const READINGS = {
  text: { label: "文本", explanation: "照原文" },
  date: { label: "日期", explanation: "各种常见写法的日期，不接受含糊的" },
  instant: { label: "时刻", explanation: "日期和时刻，北京时间；只写日期的，时刻视为不详" },
  "date-or-indefinite": { label: "日期或者长期", explanation: "“长期”“永久”等视为没有填写" },
  "yuan-from-10k": { label: "万元", explanation: "表格以万元计，换算为元" },
  yuan: { label: "元", explanation: "表格以元计" },
  uscc: { label: "统一社会信用代码", explanation: "核对校验位" },
  "identity-number": { label: "证件号码", explanation: "按证件类型核对，任何输出均打码" },
  agency: { label: "机关", explanation: "按通讯录的全称、简称、别名认定" },
  "penalty-kinds": { label: "处罚类别", explanation: "从原文认定处罚种类，原文另存" },
  value: { label: "对照取值", explanation: "按 map 对照为事实的值" },
  ignore: { label: "不读取", explanation: "原样留存，不作为事实" },
} as const satisfies Record<string, Label>;

const column = z
  .strictObject({
    header: key(text, "栏目名", "表头文字；全半角、空格、标点的差异不计", "行政相对人名称"),
    synonyms: key(z.array(text).max(50).optional(), "其他写法", "同一栏目的其他表头文字", ["相对人名称"]),
    required: key(z.boolean().optional(), "必有栏目", "写 true 的，表格没有该栏目即退回", true),
    filled: key(z.boolean().optional(), "必填", "写 true 的，该格为空即退回该行", true),
    fact: key(names("fact", factName).optional(), "事实", "填入哪一项事实", "party.name"),
    as: key(choice(READINGS), "读法", "怎样读取这一格", "text"),
    map: key(z.record(text, scalar).optional(), "对照", "读法为 value 时：格中的文字 → 事实的值", {
      是: true,
      否: false,
    }),
  })
  .meta({ title: "栏目", description: "表格的一栏" });

/** `rules/layouts/<id>.json`: a spreadsheet layout as agencies use it; columns are data. */
export const layout = z
  .strictObject({
    $schema,
    id: key(identifier, "代号", "与文件名一致", "penalties-legal-persons"),
    label: key(text, "名称", "表格的中文名称", "行政处罚信用信息公示表（法人）"),
    recordType: key(names("record-type", identifier), "台账类型", "导入为哪一类台账", "enforcement-decision"),
    fixed: key(z.record(names("fact", factName), scalar), "固定事实", "表格每一行都有的事实", {
      kind: "行政处罚",
    }),
    columns: key(z.array(column).min(1).max(300), "栏目", "表格的各栏"),
    key: key(
      z.array(text).min(1).max(20),
      "识别事实",
      "合在一起能认定是同一条台账的事实；agency 为所属机关",
      ["documentNumber", "agency"],
    ),
  })
  .meta({ title: "表格栏目对照", description: "一种表格一个文件：各栏填入哪一项事实", part: "layout" });
export type Layout = z.infer<typeof layout>;
