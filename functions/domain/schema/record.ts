import * as z from "zod";
import { key } from "./choice.ts";
import { gateStep } from "./gate-step.ts";
import { personal, personalUnless } from "./personal.ts";
import { $schema, factName, factType, identifier, quantity, scalar, text, textOrNone } from "./primitives.ts";
import { retention } from "./retention.ts";

/** How a fact reads inside a sentence; without it the label stands. */
const reads = z
  .strictObject({
    event: key(text.optional(), "事件", "日期：那一日发生了什么，前面可以加“已”，后面可以加“后”", "作出"),
    noun: key(
      textOrNone.optional(),
      "名词",
      "有 values 的文本：各个值是什么，接在值的后面；值本身就是名词的，写空文本",
      "决定",
    ),
    yes: key(text.optional(), "为是", "是否类：为 true 时怎样说", "涉及重大公共利益"),
    no: key(text.optional(), "为否", "是否类：为 false 时怎样说", "不涉及重大公共利益"),
  })
  .meta({ title: "句中读法", description: "在规则的中文句子里怎样说" });

const factDefinition = z
  .strictObject({
    name: key(factName, "事实名", "规则和数据中使用的名称，可以用点分层", "review.result"),
    label: key(text, "名称", "中文名称，用于提示、报错和句子", "法制审核结果"),
    explanation: key(text, "说明", "是什么、由谁认定、没有填写意味着什么", "最近一轮审核的结果"),
    example: key(
      z.union([scalar, z.array(text).max(20)]),
      "例子",
      "一个真实可用的值，类型与 type 一致",
      "同意",
      ["罚款", "没收"],
    ),
    type: key(factType, "类型", "可以填写什么", "text"),
    unit: key(quantity.optional(), "单位", "数的单位；单位不同的数不能比较", "yuan"),
    values: key(z.array(text).min(1).max(200).optional(), "可填的值", "文本、多选可以填写的全部值", [
      "同意",
      "存在问题",
    ]),
    default: key(
      scalar.optional(),
      "未填视为",
      "只在法律对沉默有规定时才写；其余没有填写的就是未知，既不是“是”也不是“否”",
      false,
    ),
    done: key(z.boolean().optional(), "已经发生", "日期：写 true 的，不得晚于当日", true),
    personal,
    personalUnless,
    reads: key(reads.optional(), "句中读法", "在规则的中文句子里怎样说；不写即用名称"),
  })
  .meta({ title: "事实", description: "台账的一项" });
export type FactDefinition = z.infer<typeof factDefinition>;

/** `rules/records/<id>.json`. */
export const recordType = z
  .strictObject({
    $schema,
    id: key(identifier, "代号", "与文件名一致", "enforcement-decision"),
    label: key(text, "名称", "中文名称", "行政执法决定"),
    owner: key(text.optional(), "机关称谓", "台账所属的机关在句子里怎样称呼；不写即所属机关", "决定机关"),
    date: key(
      factName.optional(),
      "本类日期",
      "规则没有 due.after 时，按这一事实的日期确定适用哪个版本",
      "decidedOn",
    ),
    number: key(
      factName.optional(),
      "编号事实",
      "列表和邮件中用来称呼台账；不得是个人信息",
      "documentNumber",
    ),
    retention,
    steps: key(z.array(gateStep).max(20), "环节", "这类台账有哪些可以设置前置程序的环节", ["decide"]),
    facts: key(z.array(factDefinition).min(1).max(200), "事实", "这类台账可以填写的各项"),
  })
  .meta({ title: "台账类型", description: "一类台账一个文件：有哪些事实，各是什么意思" });
export type RecordType = z.infer<typeof recordType>;
