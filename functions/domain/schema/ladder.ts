import { z } from "zod";
import { choice, key, type Label } from "./choice.ts";
import { names } from "./names.ts";
import { $schema, identifier, text } from "./primitives.ts";

export const LADDER_STEPS = {
  提醒: { label: "提醒", explanation: "届满之前的提示" },
  到期提醒: { label: "到期提醒", explanation: "届满当日的提示" },
  催办: { label: "催办", explanation: "逾期之后的催促" },
  督办: { label: "督办", explanation: "逾期较久的，由监督机关督办" },
} as const satisfies Record<string, Label>;

const recipient = z.union([
  z
    .strictObject({ role: key(names("role", identifier), "岗位", "责任机关的岗位代号", "case-officer") })
    .meta({ title: "本机关岗位", description: "责任机关中任该岗位的人" }),
  z
    .strictObject({
      supervisor: key(names("supervisor", identifier), "监督机关", "监督岗位代号", "supervision"),
    })
    .meta({ title: "监督机关", description: "担任该监督岗位的机关" }),
]);

/** `rules/ladders/<id>.json`. Offsets are in working days of the recipient's calendar, 0 is the due date. */
export const ladder = z
  .strictObject({
    $schema,
    id: key(identifier, "代号", "与文件名一致", "disclosure"),
    title: key(text, "名称", "中文名称", "执法决定公示催办阶梯"),
    steps: key(
      z
        .array(
          z
            .strictObject({
              id: key(identifier, "步骤代号", "同一阶梯内不重复", "remind-2"),
              name: key(choice(LADDER_STEPS), "步骤", "这一步是什么", "提醒"),
              offsetWorkingDays: key(
                z.number().int().min(-60).max(366),
                "第几个工作日",
                "以届满日为 0，之前为负，之后为正，按工作日计",
                -2,
              ),
              to: key(z.array(recipient).min(1).max(20), "通知谁", "这一步通知的岗位和监督机关", [
                { role: "case-officer" },
              ]),
            })
            .meta({ title: "步骤", description: "届满前后的一次通知" }),
        )
        .min(1)
        .max(20),
      "步骤",
      "按先后排列",
    ),
  })
  .meta({ title: "催办阶梯", description: "届满前后第几个工作日通知谁" });
export type Ladder = z.infer<typeof ladder>;
export type LadderStep = Ladder["steps"][number];
