import * as z from "zod";
import { key } from "./choice.ts";
import { $schema, identifier, isoDate, paragraphs, text } from "./primitives.ts";

/** `rules/<document>/document.json`. */
export const documentFile = z
  .strictObject({
    $schema,
    id: key(identifier, "代号", "与文件夹名一致", "changji-2019-18"),
    number: key(text, "发文字号", "文件的发文字号", "昌市政办发〔2019〕18号"),
    title: key(text, "标题", "文件标题", "关于印发实施方案的通知"),
    issuedOn: key(isoDate, "成文日期", "文件落款日期，北京时间", "2019-08-06"),
    clauses: key(
      z
        .array(
          z.strictObject({
            clause: key(text, "条款号", "本系统给条款的编号", "IP-2.2.4"),
            heading: key(text, "标题", "条款在文件中的位置和标题", "二（二）4 加强事后公开"),
            noDuty: key(
              text.optional(),
              "没有条目的原因",
              "条款没有列出义务的，写明原因；列出了的不写",
              "仅为标题，各项义务见下属条款",
            ),
            duties: key(
              z
                .array(
                  z.strictObject({
                    duty: key(text, "条目号", "规则引用的编号，以条款号开头", "IP-2.2.4-a"),
                    quote: key(
                      paragraphs,
                      "原文",
                      "文件的原文，不改写",
                      "行政许可、行政处罚的执法决定信息七个工作日内公开",
                    ),
                    notComputable: key(
                      text.optional(),
                      "不能计算的原因",
                      "整项不能由规则落实的，写明原因；有规则而一部分仍不能计算的，写明是哪一部分",
                      "只有倡导性要求，没有可以计算的数量和期限",
                    ),
                  }),
                )
                .max(500),
              "条目",
              "条款中的各项义务",
            ),
          }),
        )
        .min(1)
        .max(2000),
      "条款",
      "文件的全部条款，按原文顺序",
    ),
  })
  .meta({ title: "文件", description: "规则所依据的文件：字号、条款和原文" });
export type DocumentFile = z.infer<typeof documentFile>;
