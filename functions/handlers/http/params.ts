import * as z from "zod";
import { key } from "../../domain/schema/choice.ts";
import { identifier, text } from "../../domain/schema/primitives.ts";

/** Parameters that several operations take. Path parameters are texts here: who reads one says what is wrong with it. */
const inPath = (title: string, description: string, example: string) =>
  key(z.string(), title, description, example);

const type = inPath("台账类型", "台账类型的代号", "enforcement-decision");
const recordId = inPath(
  "台账编号",
  "1 至 200 字，首尾无空格，不含控制字符和 / % # ?",
  "昌市监处罚〔2026〕12号",
);
export const recordParams = z.strictObject({ type, id: recordId });
export const gateParams = z.strictObject({
  type,
  id: recordId,
  step: inPath("环节", "该类台账的环节", "decide"),
});
export const dutyParams = z.strictObject({
  id: inPath(
    "应办事项编号",
    "类型:台账编号:规则:序号，规则中的 / 写作 .",
    "enforcement-decision:昌市监处罚〔2026〕12号:disclosure.licence-or-penalty:1",
  ),
});
export const measureParams = z.strictObject({
  id: inPath(
    "监督措施编号",
    "应办事项编号:步骤",
    "enforcement-decision:昌市监处罚〔2026〕12号:disclosure.licence-or-penalty:1:supervise",
  ),
});
export const importParams = z.strictObject({
  id: inPath("导入编号", "见导入结果通知和导入列表", "0f3a5c7e9b1d2f4a6c8e"),
});
export const mailParams = z.strictObject({
  id: inPath("邮件编号", "digest:1:收件人:日期", "digest:1:justice-head:2026-11-23"),
});
export const indicatorParams = z.strictObject({
  rule: inPath("规则编号", "规则编号，其中的 / 写作 .", "report.decided-in-time"),
});
export const rulesetParams = z.strictObject({
  hash: inPath("规则集编号", "64 位的编号，即规则集文件的 SHA-256", "0".repeat(64)),
});

export const agency = key(
  identifier.exactOptional(),
  "机关",
  "机关代号，见通讯录；不写即您可以查看的全部机关",
  "market-regulation",
);
/** A cursor says where a list stopped; it carries no authority. */
export const cursor = key(
  text.exactOptional(),
  "游标",
  "上一页答复中的 cursor，其余条件应与上一页相同；不写即从头开始",
);
