import { readRulesFolder } from "../../functions/adapters/rules-folder.ts";
import { newTable, startTables, stopTables } from "../../test/support/notice-table.ts";
import { publishRuleset } from "../../test/support/publish.ts";
import { sampleDecisions } from "../records.ts";
import { Meter } from "./meter.ts";
import { measureMorning } from "./morning.ts";
import { measureRecords } from "./records.ts";
import { startRequests } from "./requests.ts";
import { AGENCY, ON } from "./setting.ts";
import { rounded, type Usage } from "./usage.ts";

/** What is measured, in the order of the tables, as a budget officer reads it. */
export const OPERATIONS = {
  decide: "试算一件（POST /v1/decide，不存储）",
  putNew: "报送一件新台账（判定、应办事项、历史、版本）",
  putUnchanged: "报送一件，内容未变",
  putChanged: "报送一件，内容有变（事项办结、历史、新版本）",
  importRow: "导入表格一行（新台账）",
  getCase: "查看一件（GET /v1/records）",
  listDuties: "应办事项列表一页（100 件）",
  reminder: "一条通知（步骤到期，写入一名收件人的汇总邮件）",
  digest: "一封汇总邮件（20 条，冻结后撰写、发送、记录）",
  receipt: "一封邮件的送达回执",
  bounce: "一封邮件的退信（20 条改发他人）",
  quietSweep: "一次每日清查（当日无到期）",
  settledSweep: "当日清查完成后的一次空转",
  audit: "一次每日核对的固定部分（尚无台账）",
  auditCase: "每日核对每件台账",
  verifyCase: "历史核验每件台账（yifa audit verify）",
  idleRecompute: "一次重算检查（规则集未变，每分钟一次）",
  idleRelease: "一次补发检查（每 15 分钟一次）",
  recompute: "换规则集一次的固定部分（尚无台账）",
  checkCase: "换规则集后每件台账（结论不变）",
  moveCase: "换规则集后每件期限移动的，另加（改期、历史、通知）",
} as const;
export type Operation = keyof typeof OPERATIONS;

/** What is stored for a record after all that, in bytes. */
export type Stored = { readonly table: number; readonly indexes: number };
export type Measured = { readonly operations: Readonly<Record<Operation, Usage>>; readonly stored: Stored };

/** Each operation as its function does it, with the shipped rules, on a table in memory. */
export async function measureOperations(): Promise<Measured> {
  process.env.YIFA_AS_OF = ON;
  await startTables();
  const meter = new Meter();
  const { ask, stop } = await startRequests(AGENCY);
  try {
    const files = await readRulesFolder("rules");
    const fresh = async () => {
      await newTable();
      const ruleset = await publishRuleset(files);
      meter.attach();
      return { meter, ask, files, ruleset, samples: sampleDecisions(SAMPLES, "2026-11-20", 1) };
    };
    const { stored, ...records } = await measureRecords(await fresh());
    const found = { ...records, ...(await measureMorning(await fresh())) };
    const operations = Object.fromEntries(
      Object.entries(found).map(([name, usage]) => [name, rounded(usage)]),
    ) as Record<Operation, Usage>;
    return { operations, stored };
  } finally {
    await stop();
    meter.end();
    await stopTables();
    delete process.env.YIFA_AS_OF;
  }
}

/** Decisions of every kind, complete and incomplete, are averaged. */
const SAMPLES = 12;
