import * as z from "zod";
import type { ImportView } from "../../../application/imports.ts";
import { IMPORT_STATUSES } from "../../../domain/bulk/import-state.ts";
import { count, instantUtc, named, nextPage } from "./named.ts";
import { words } from "./words.ts";

const rejection = named(
  "Rejection",
  "退回的一行及其原因；原文中的证件号码已遮盖",
  z.strictObject({
    row: z.int().min(1).meta({ description: "表头以下第一行为 1" }),
    column: z.string(),
    code: z.string(),
    message: z.string(),
    value: z.string(),
  }),
);

const imported = named(
  "Import",
  "一份投放的台账文件的导入",
  z.strictObject({
    id: z.string(),
    agency: z.string().meta({ description: "机关代号；? 为投放到不存在的机关" }),
    file: z.string(),
    status: words(IMPORT_STATUSES).meta({ description: "导入中、已完成、整份退回、已中止" }),
    reason: z
      .strictObject({ code: z.string(), message: z.string() })
      .meta({ description: "整份退回或者中止的原因" })
      .exactOptional(),
    layout: z.string().meta({ description: "按哪种表样识别" }).exactOptional(),
    filled: count.meta({ description: "文件中有内容的行数，含标题和表头" }).exactOptional(),
    row: count.meta({ description: "已办理到第几行" }),
    accepted: count,
    updated: count,
    unchanged: count,
    rejected: count.meta({ description: "退回的行数" }),
    firstRejected: z.array(rejection).meta({ description: "最先的若干条；全部的见退回清单" }),
    warnings: count,
    unknownColumns: z.array(z.string()),
    report: z.string().meta({ description: "退回清单在存储桶中的位置" }).exactOptional(),
    startedAt: instantUtc,
    changedAt: instantUtc,
  }),
) satisfies z.ZodType<ImportView>;

export const importAnswer = z.strictObject({ import: imported });
export const importList = z.strictObject({ imports: z.array(imported), cursor: nextPage });
