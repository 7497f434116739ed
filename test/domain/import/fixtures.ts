import { fileURLToPath } from "node:url";
import { readRulesFolder } from "../../../functions/adapters/rules-folder.ts";
import { openSpreadsheet } from "../../../functions/adapters/spreadsheet/spreadsheet.ts";
import type { Rejection } from "../../../functions/domain/import/import-row.ts";
import { type RowReading, sheetReader } from "../../../functions/domain/import/sheet-reader.ts";
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

export const importSample = async (sheet: keyof typeof FILES) =>
  importTable(await readTable(FILES[sheet]), FILES[sheet]);

/** All rows of a sample from the top, empty ones included; the header as wide as the widest row. */
export async function readTable(file: string): Promise<string[][]> {
  const sheet = await openSpreadsheet(root(`test/samples/${file}`), file);
  const rows: string[][] = [];
  for await (const { at, cells } of sheet.rows()) {
    while (rows.length < at) rows.push([]);
    rows.push([...cells]);
  }
  for (const { at, cells } of sheet.top) rows[at] = [...cells];
  await sheet.close();
  return rows;
}

type Read = Extract<RowReading, { record: unknown }>;
/** What all rows of a sheet come to. */
export type ImportPlan = {
  layout: string;
  /** Rows below the header that are not empty. */
  total: number;
  rows: Read[];
  unchanged: { row: number; sameAs: number }[];
  rejected: Rejection[];
  rejectedRows: number;
  unknownColumns: string[];
};

export function importTable(table: readonly (readonly string[])[], file = "处罚.csv"): ImportPlan {
  const rows = table.map((cells, at) => ({ at, cells }));
  const reader = sheetReader({ top: rows, lastAt: rows.length - 1 }, layouts, rules, { file, asOf: AS_OF });
  const readings = rows.flatMap((row) => reader.read(row) ?? []);
  const rejected = readings.flatMap((reading) => ("rejected" in reading ? [reading] : []));
  return {
    layout: reader.layout,
    total: readings.length,
    rows: readings.flatMap((reading) => ("record" in reading ? [reading] : [])),
    unchanged: readings.flatMap((reading) => ("sameAs" in reading ? [reading] : [])),
    rejected: rejected.flatMap((reading) => reading.rejected),
    rejectedRows: rejected.length,
    unknownColumns: reader.unknownColumns(),
  };
}

/** A sheet of one penalty on a firm, with cells replaced by header; `undefined` leaves the column out. */
export function penaltySheet(
  changes: Record<string, string | undefined>,
  ...more: Record<string, string>[]
): string[][] {
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
  return [headers, cells(row), ...more.map((change) => cells({ ...row, ...change }))];
}

export const importPenalty = (
  changes: Record<string, string | undefined>,
  ...more: Record<string, string>[]
) => importTable(penaltySheet(changes, ...more));
