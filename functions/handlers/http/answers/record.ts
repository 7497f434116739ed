import * as z from "zod";
import type { StoredRecord } from "../../../domain/entities.ts";
import { decidedDuty, duty } from "./duty.ts";
import { cites, finding, gate } from "./finding.ts";
import { count, day, facts, named, nextPage, rulesetHash, scalar } from "./named.ts";

export const record = named(
  "Record",
  "台账条目",
  z.strictObject({
    type: z.string(),
    id: z.string(),
    agency: z.string().meta({ description: "所属机关的代号" }),
    facts,
    version: z.int().min(1).meta({ description: "自 1 起，每次变更加一" }),
    receivedOn: day.meta({ description: "系统首次收到之日" }),
    source: z
      .strictObject({ file: z.string(), row: count, rowHash: z.string(), import: z.string().exactOptional() })
      .meta({ description: "导入自哪个表格的哪一行" })
      .exactOptional(),
    extra: z.record(z.string(), z.string()).meta({ description: "没有对应事实的列，按列名" }).exactOptional(),
    erased: z
      .strictObject({ on: day, facts: z.array(z.string()) })
      .meta({ description: "个人信息已删除：何日，哪些事实" })
      .exactOptional(),
  }),
) satisfies z.ZodType<StoredRecord>;

const flags = z.record(z.string(), scalar).meta({ description: "由归类规则给出的事实" });

/** A record as it is decided on the day of the question, and the duties that are stored. */
const decided = {
  record,
  ruleset: rulesetHash,
  findings: z.array(finding),
  flags,
  gates: z.array(gate),
  duties: z.array(duty),
};
export const recordAnswer = z.strictObject(decided);
export const putAnswer = z.strictObject({
  outcome: z.enum(["accepted", "updated", "unchanged"]).meta({ description: "新登记、已更新、没有变化" }),
  ...decided,
});
export const recordList = z.strictObject({ records: z.array(record), cursor: nextPage });

export const decisionAnswer = z.strictObject({
  type: z.string(),
  id: z.string().exactOptional(),
  ruleset: rulesetHash,
  findings: z.array(finding),
  flags,
  gates: z.array(gate),
  duties: z.array(decidedDuty),
  reports: z
    .array(
      z.strictObject({ rule: z.string(), supervisor: z.string().exactOptional(), title: z.string(), cites }),
    )
    .meta({ description: "应当报告监督机关的归类和规则矛盾" }),
});
