import { stat } from "node:fs/promises";
import type { SheetRow } from "../../domain/import/sheet-row.ts";
import { openDelimited } from "./delimited.ts";
import { namedFaults, namedRows, SheetFault } from "./fault.ts";
import { MEGABYTE, MOST_FILE_BYTES } from "./limits.ts";
import { refuseForm, refuseName, ZIP } from "./refused-forms.ts";
import { firstBytes } from "./text-encoding.ts";
import { openWorkbook } from "./workbook-rows.ts";

export type Spreadsheet = {
  /** The rows at the top, among them the one with the headers. */
  readonly top: readonly SheetRow[];
  /** Of the last row that holds something, from 0. */
  readonly lastAt: number;
  /** How many rows hold something. */
  readonly filled: number;
  /** Other sheets of the workbook that hold something and are not read. */
  readonly ignoredSheets: readonly string[];
  /** From the top, as often as asked; rows that hold nothing are left out. */
  rows(): AsyncGenerator<SheetRow>;
  close(): Promise<void>;
};

type Source = {
  rows(): AsyncGenerator<SheetRow>;
  /** Every row has the columns of the widest one; in a text a row that is longer than its header is a mistake. */
  readonly isGrid: boolean;
  readonly ignoredSheets: readonly string[];
  close(): Promise<void>;
};

/** Title, unit and date stand above the headers. */
const TOP_ROWS = 20;
const TOP_BYTES = 1000;

/**
 * Opens a sheet and reads it once to its end, so that a file that is refused is refused before anything of it is used.
 * The content decides what a file is, then its name. No more than a few rows are held at a time.
 * @throws {YifaError} `invalid` with the reason.
 */
export async function openSpreadsheet(path: string, name: string): Promise<Spreadsheet> {
  return await namedFaults(name, async () => {
    const source = await openSource(path, name);
    try {
      return { ...(await lookThrough(name, source)), close: source.close };
    } catch (fault) {
      await source.close();
      throw fault;
    }
  });
}

async function openSource(path: string, name: string): Promise<Source> {
  const { size } = await stat(path);
  if (size > MOST_FILE_BYTES) {
    const shown = `${(size / MEGABYTE).toFixed(1)} MB`;
    throw new SheetFault("too-large", `有${shown}；最大${MOST_FILE_BYTES / MEGABYTE} MB，请分成几个文件。`);
  }
  const top = await firstBytes(path, TOP_BYTES);
  await refuseForm(name, path, top);
  if (top.toString("hex", 0, 4) === ZIP) {
    const workbook = await openWorkbook(path);
    refuseName(name);
    return { ...workbook, isGrid: true };
  }
  return { rows: await openDelimited(path), isGrid: false, ignoredSheets: [], close: async () => {} };
}

async function lookThrough(name: string, source: Source): Promise<Omit<Spreadsheet, "close">> {
  const top: SheetRow[] = [];
  let lastAt = -1;
  let filled = 0;
  let width = 0;
  for await (const row of source.rows()) {
    if (row.at < TOP_ROWS) top.push(row);
    lastAt = row.at;
    filled++;
    width = Math.max(width, row.cells.length);
  }
  if (filled === 0) throw new SheetFault("empty-file", "中没有内容。");
  const { isGrid, ignoredSheets } = source;
  return {
    top: isGrid ? top.map((row) => widened(row, width)) : top,
    lastAt,
    filled,
    ignoredSheets,
    rows: () => namedRows(name, source.rows()),
  };
}

const widened = ({ at, cells }: SheetRow, width: number): SheetRow => ({
  at,
  cells: [...cells, ...Array<string>(width - cells.length).fill("")],
});
