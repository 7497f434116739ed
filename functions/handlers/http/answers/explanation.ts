import * as z from "zod";
import type { Conclusion } from "../../../domain/explain/explanation.ts";
import { facts, named, rulesetHash } from "./named.ts";

const turn = z.strictObject({
  says: z.string().meta({ description: "改变结论的情形", examples: ["罚款金额小于三万元"] }),
  example: facts.meta({ description: "符合该情形的事实值之一" }),
  opens: z.literal(true).meta({ description: "届时因其他事实缺失而不能认定" }).exactOptional(),
});

const conclusion = named(
  "Conclusion",
  "结论：一件应办事项、一项前置程序或者一项尚不能认定的规则，写成一段文字",
  z.strictObject({
    about: z.enum(["duty", "gate", "open"]).meta({ description: "应办事项、前置程序、尚不能认定" }),
    rule: z.string(),
    text: z
      .string()
      .meta({ description: "依据、所用版本、理由、不影响结论的事项，以及哪项事实改变则结论改变" }),
    turns: z.array(turn).meta({ description: "哪些事实改变则结论改变" }),
  }),
) satisfies z.ZodType<Conclusion>;

export const explanationAnswer = z.strictObject({ ruleset: rulesetHash, conclusions: z.array(conclusion) });
