import { readFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import { readRulesFolder } from "../../../functions/adapters/rules-folder.ts";
import { readSpreadsheet } from "../../../functions/adapters/spreadsheet.ts";
import { type ImportPlan, importRows } from "../../../functions/domain/import/import-rows.ts";
import type { Ruleset } from "../../../functions/domain/ruleset/ruleset.ts";
import { directory, layout, recordType } from "../../../functions/domain/schema/folder.ts";

export const AS_OF = "2026-11-23";
export const FILES = {
  legal: "penalties-legal-persons.xlsx",
  natural: "penalties-natural-persons.gbk.csv",
  licences: "licences.csv",
  documents: "normative-documents.csv",
} as const;

const root = (path: string) => fileURLToPath(new URL(`../../../${path}`, import.meta.url));
const files = await readRulesFolder(root("rules"));

function parsed<T>(folder: string, schema: { parse(value: unknown): T }): T[] {
  const paths = [...files.keys()].filter((path) => path.startsWith(folder) && path.endsWith(".json"));
  return paths.map((path) => schema.parse(JSON.parse(files.get(path) ?? "")));
}

export const layouts = parsed("layouts/", layout);
export const rules: Pick<Ruleset, "directory" | "recordTypes"> = {
  directory: parsed("directory.json", directory)[0] as Ruleset["directory"],
  recordTypes: new Map(parsed("records/", recordType).map((type) => [type.id, type])),
};

export async function importSample(sheet: keyof typeof FILES): Promise<ImportPlan> {
  const file = FILES[sheet];
  const table = await readSpreadsheet(file, await readFile(root(`test/samples/${file}`)));
  return importRows(table, layouts, rules, { file, asOf: AS_OF });
}

/** A sheet of one penalty on a firm, with cells replaced by header; `undefined` leaves the column out. */
export function penaltySheet(changes: Record<string, string | undefined>, ...more: Record<string, string>[]) {
  const row = {
    行政相对人名称: "昌吉市庭州78号食品有限公司",
    行政相对人类别: "法人及非法人组织",
    "行政相对人代码_1(统一社会信用代码)": "91652301439507801J",
    行政处罚决定书文号: "昌市建罚字〔2026〕1号",
    处罚类别: "罚款",
    "罚款金额(万元)": "35",
    处罚决定日期: "2026-09-11",
    公示截止期: "2027-09-11",
    处罚机关: "昌吉市住房和城乡建设局",
    ...changes,
  };
  const headers = Object.keys(row).filter((header) => row[header as keyof typeof row] !== undefined);
  const cells = (values: Record<string, string | undefined>) => headers.map((header) => values[header] ?? "");
  return {
    rows: [headers, cells(row), ...more.map((change) => cells({ ...row, ...change }))],
    ignoredSheets: [],
  };
}

export const importPenalty = (
  changes: Record<string, string | undefined>,
  ...more: Record<string, string>[]
) => importRows(penaltySheet(changes, ...more), layouts, rules, { file: "处罚.csv", asOf: AS_OF });
