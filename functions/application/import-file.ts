import { readFile } from "node:fs/promises";
import { basename } from "node:path";
import pMap from "p-map";
import { readSpreadsheet } from "../adapters/spreadsheet.ts";
import { requireAgency } from "../domain/decide/facts.ts";
import { readSubject } from "../domain/decide/read-subject.ts";
import type { Caller, StoredRecord } from "../domain/entities.ts";
import { YifaError } from "../domain/errors.ts";
import type { Rejection } from "../domain/import/import-row.ts";
import { importRows } from "../domain/import/import-rows.ts";
import type { RowWarning } from "../domain/import/row-warnings.ts";
import { mask } from "../domain/mask.ts";
import type { Ruleset } from "../domain/ruleset/ruleset.ts";
import type { IsoDate } from "../domain/schema/primitives.ts";
import { putRecord } from "./put-record.ts";

/** What became of each row. `row` 1 is the first data row of a sheet, or the first line of JSON lines. */
export type ImportReport = {
  readonly file: string;
  readonly layout: string;
  readonly accepted: number;
  readonly updated: number;
  readonly unchanged: number;
  readonly rejected: readonly Rejection[];
  readonly warnings: readonly ({ readonly row: number } & RowWarning)[];
  readonly unknownColumns: readonly string[];
};

type Row = { readonly row: number; readonly record: Omit<StoredRecord, "version" | "receivedOn"> };
type Read = Pick<ImportReport, "layout" | "unknownColumns" | "warnings" | "rejected"> & {
  rows: readonly Row[];
  repeated: number;
};

const CONCURRENT_WRITES = 8;

/**
 * Imports a spreadsheet or JSON lines. One bad row never stops the others; a file that was imported before changes
 * nothing. Dates of things done may not lie after `asOf`. With `dryRun` nothing is stored and no database is asked.
 * @throws {YifaError} `invalid` when the file as a whole cannot be read, `unavailable` when the database is away.
 */
export async function importFile(options: {
  path: string;
  asOf: IsoDate;
  ruleset: Ruleset;
  agency?: string;
  dryRun?: boolean;
  onProgress?: (done: number, total: number) => void;
}): Promise<ImportReport> {
  const { ruleset, asOf, onProgress } = options;
  if (options.agency !== undefined) requireAgency(ruleset, options.agency);
  const read = await readRows(options.path, ruleset, asOf);
  const rejected = [...read.rejected];
  const rows = read.rows.filter((row) => {
    if (options.agency === undefined || row.record.agency === options.agency) return true;
    const message = `本次只导入 ${options.agency} 的条目，这一行属于 ${row.record.agency}`;
    rejected.push({
      row: row.row,
      column: "agency",
      code: "other-agency",
      message,
      value: row.record.agency,
    });
    return false;
  });
  const count = { accepted: 0, updated: 0, unchanged: read.repeated };
  let done = 0;
  const store = async (row: Row): Promise<void> => {
    try {
      count[options.dryRun ? "accepted" : (await put(row, ruleset, asOf)).outcome]++;
    } catch (error) {
      if (!(error instanceof YifaError) || error.kind === "unavailable") throw error;
      rejected.push({
        row: row.row,
        column: error.pointer ?? "",
        code: error.code,
        message: error.message,
        value: row.record.id,
      });
    }
    onProgress?.(++done, rows.length);
  };
  await pMap(rows, store, { concurrency: CONCURRENT_WRITES });
  rejected.sort((a, b) => a.row - b.row);
  const { layout, warnings, unknownColumns } = read;
  return { file: basename(options.path), layout, ...count, rejected, warnings, unknownColumns };
}

const IMPORTER: Caller = { name: "import", role: "administrator" };

function put({ record }: Row, ruleset: Ruleset, on: IsoDate) {
  const { type, id, agency, facts, source, extra } = record;
  return putRecord({
    key: { type, id },
    agency,
    facts,
    caller: IMPORTER,
    on,
    ruleset,
    ...(source && { source }),
    ...(extra && { extra }),
  });
}

async function readRows(path: string, ruleset: Ruleset, asOf: IsoDate): Promise<Read> {
  const bytes = await readFile(path).catch((cause) => {
    throw new YifaError(
      "invalid",
      "no-such-file",
      `读不到文件“${path}”，应为 .xlsx、.csv 或 .jsonl，例如 处罚.xlsx`,
      { cause },
    );
  });
  if (/\.jsonl?$/i.test(path)) return readLines(bytes.toString("utf8"), ruleset, asOf);
  const file = basename(path);
  const plan = importRows(await readSpreadsheet(file, bytes), ruleset.layouts, ruleset, { file, asOf });
  const { layout, rows, rejected, unknownColumns } = plan;
  const warnings = rows.flatMap(({ row, warnings }) => warnings.map((warning) => ({ row, ...warning })));
  return { layout, rows, rejected, unknownColumns, warnings, repeated: plan.unchanged.length };
}

function readLines(text: string, ruleset: Ruleset, asOf: IsoDate): Read {
  const rows: Row[] = [];
  const rejected: Rejection[] = [];
  for (const [index, line] of text.split("\n").entries()) {
    if (line.trim() === "") continue;
    try {
      const { subject } = readSubject(line, ruleset, asOf);
      if (subject.agency === undefined)
        throw new YifaError("invalid", "missing-agency", "缺少 agency，例如 market-regulation", {
          pointer: "/agency",
        });
      rows.push({ row: index + 1, record: { ...subject, agency: subject.agency } });
    } catch (error) {
      if (!(error instanceof YifaError)) throw error;
      rejected.push({
        row: index + 1,
        column: error.pointer ?? "",
        code: error.code,
        message: error.message,
        value: mask(line.slice(0, 120)),
      });
    }
  }
  return { layout: "json-lines", rows, rejected, unknownColumns: [], warnings: [], repeated: 0 };
}
