import * as z from "zod";
import { key } from "./choice.ts";
import { $schema, identifier, text } from "./primitives.ts";

/** `rules/actions.json`: what duties tell agencies to do. */
export const actions = z
  .strictObject({
    $schema,
    actions: key(
      z
        .array(
          z.strictObject({
            id: key(identifier, "代号", "规则中使用的代号", "disclose"),
            label: key(text, "名称", "做什么，接在“由某机关”之后", "向社会公开"),
            explanation: key(text, "说明", "怎样才算办理", "将执法决定信息在执法信息公示平台公开"),
            example: key(text, "例子", "一件具体的事", "在信用中国（新疆昌吉）公开行政处罚决定信息"),
          }),
        )
        .min(1)
        .max(500),
      "办理事项",
      "规则可以要求机关办理的全部事项",
    ),
  })
  .meta({ title: "办理事项", description: "规则要求机关做的各种事" });
export type Action = z.infer<typeof actions>["actions"][number];
