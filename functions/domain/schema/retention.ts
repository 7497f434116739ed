import * as z from "zod";
import { key } from "./choice.ts";
import { names } from "./names.ts";
import { dueSource, factName, text } from "./primitives.ts";

/** How long what a record tells of persons is kept. */
export const retention = key(
  z
    .strictObject({
      after: key(
        z.array(names("date-fact", factName)).min(1).max(8),
        "起算事实",
        "从哪个日期起算；以列表中第一个已填写的为准，都没有填写的不删除",
        ["disclosureUntil", "decidedOn"],
      ),
      years: key(z.int().min(1).max(100), "年数", "保存几年，期满的次日删除", 5),
      source: key(dueSource, "期限来源", "期限是谁定的，应当如实写", "default"),
      basis: key(text, "依据", "为什么保存这么久", "个人信息保护法第十九条"),
    })
    .optional(),
  "个人信息保存期限",
  "期满后由系统删除台账中的个人信息，台账的其他内容、应办事项和统计不变；有未办结事项的，办结后再删除",
);
