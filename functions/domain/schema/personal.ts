import * as z from "zod";
import { choice, key, type Label } from "./choice.ts";
import { names } from "./names.ts";
import { factName, text } from "./primitives.ts";

/** Kinds of personal data. */
export const PERSONAL = {
  name: { label: "姓名", explanation: "监督机关只见姓氏" },
  "identity-number": { label: "证件号码", explanation: "任何人不见全号" },
  address: { label: "住址", explanation: "监督机关只见到县级、乡级" },
  phone: { label: "联系方式", explanation: "电话、电子邮箱等，监督机关只见头尾" },
  account: { label: "账号", explanation: "任何人只见末四位" },
  "birth-date": { label: "出生日期", explanation: "据以认定是否未成年，监督机关不见" },
  minor: { label: "涉及未成年人", explanation: "为 true 的，能够认出当事人的内容只有承办机关可见" },
  text: { label: "可能载有个人信息的文字", explanation: "违法事实等叙述，监督机关看打码后的，其他不见" },
} as const satisfies Record<string, Label>;
export type PersonalKind = keyof typeof PERSONAL;

export const personal = key(
  choice(PERSONAL).optional(),
  "个人信息",
  "属于哪一种个人信息；谁能看见，按种类定",
  "name",
);

/** Facts about firms are not personal; what is not known to be a firm counts as a person. */
export const personalUnless = key(
  z
    .strictObject({
      fact: key(names("fact", factName), "事实", "看哪一项事实，须是列有 values 的文本", "party.type"),
      values: key(z.array(text).min(1).max(50), "取值", "为这些值时不是个人信息", ["法人及非法人组织"]),
    })
    .optional(),
  "不是个人信息的情形",
  "另一项事实为所列的值时，不是个人信息；该事实没有填写的，仍按个人信息处理",
);
