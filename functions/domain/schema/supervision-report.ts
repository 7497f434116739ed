import * as z from "zod";
import { key } from "./choice.ts";
import { names } from "./names.ts";
import { dueSource, identifier, ruleId, text } from "./primitives.ts";

/** What the weights of all parts come to. */
export const FULL_SCORE = 100;

const weighting = {
  weight: key(z.number().int().min(0).max(FULL_SCORE), "分值", "满分的一部分，各项合计应为 100", 30),
  source: key(dueSource, "来源", "分值是谁定的，应当如实写", "default"),
  basis: key(text, "依据", "规定及条款，或者取这个分值的理由", "工作要点三（三）未定分值；取三十分"),
};

/** How the supervisor's half-yearly table is made up; part of `rules/settings.json`. */
export const supervisionReport = z
  .strictObject({
    duties: key(z.strictObject(weighting), "按期办结", "全部应办事项的按期率", {
      weight: 30,
      source: "default",
      basis: "工作要点三（三）未定分值；取三十分",
    }),
    disclosure: key(
      z.strictObject({
        actions: key(z.array(names("action", identifier)).min(1).max(50), "公开事项", "哪些办理事项是公开", [
          "disclose",
        ]),
        ...weighting,
      }),
      "按期公开",
      "应公开事项的按期率",
    ),
    review: key(
      z.strictObject({
        gate: key(
          ruleId,
          "前置程序规则",
          "规则适用的台账应当审核，已满足的为已审核",
          "legal-review/before-decision",
        ),
        ...weighting,
      }),
      "法制审核",
      "应经法制审核的决定中，作出前已审核同意的比例",
    ),
    filing: key(
      z.strictObject({
        indicator: key(
          ruleId,
          "指标规则",
          "按该指标的分子、分母逐机关核算",
          "normative-documents/filing-rate",
        ),
        ...weighting,
      }),
      "规范性文件报备",
      "已公布的规范性文件中，已报备的比例",
    ),
  })
  .meta({ title: "督查统计", description: "半年督查统计表怎样核算和计分" });
export type SupervisionReportTerms = z.infer<typeof supervisionReport>;
