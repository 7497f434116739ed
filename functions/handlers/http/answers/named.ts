import * as z from "zod";
import { isoDate } from "../../../domain/schema/primitives.ts";

/**
 * A schema of the API document that others refer to by its name. What an operation answers is held against its schema
 * by the compiler (nothing missing) and by every test that calls the API (nothing beside).
 */
export const named = <S extends z.ZodType>(id: string, description: string, schema: S): S =>
  schema.meta({ id, description });

/** Instants in UTC, as they are stored. */
export const instantUtc = z.string().meta({
  description: "时刻，ISO 8601，UTC",
  format: "date-time",
  examples: ["2026-11-23T02:30:00.000Z"],
});
/** In Beijing time, or the day alone. */
export const instant = z.string().meta({
  description: "时刻，北京时间；只知道日期的为 YYYY-MM-DD",
  examples: ["2026-09-28T10:30+08:00", "2026-09-28"],
});
export const day = isoDate;
export const count = z.int().min(0);
export const rulesetHash = z.string().meta({ description: "规则集的哈希值" });

export const recordKey = named(
  "RecordKey",
  "台账的类型和编号",
  z.strictObject({ type: z.string(), id: z.string() }),
);

export const scalar = z.union([z.string(), z.number(), z.boolean()]);
export const factValue = z.union([scalar, z.array(z.string())]);
export const facts = named(
  "Facts",
  "事实，按名称；未填写的没有该名称。日期为 YYYY-MM-DD，金额以元计，个人信息已遮盖",
  z.record(z.string(), factValue),
);

/** Where there is more, the place to go on from. */
export const nextPage = z.string().meta({ description: "下一页的 cursor；没有的，已到末页" }).exactOptional();
