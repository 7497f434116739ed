import { inflateRawSync } from "node:zlib";
import { zipParts } from "./zip-parts.ts";

export type WorkbookExtent = { readonly rows: number; readonly columns: number };

/** Addresses of rows (`12`) and cells (`AB12`). */
const ADDRESS = /\sr\s*=\s*["']([A-Za-z]{0,3})(\d{1,7})["']/g;

/**
 * The farthest row and column of any sheet, found before the workbook is parsed: the parser fills every gap, so one
 * cell in the last corner of a 9 KB file would take all memory. `undefined`: broken, or more than `mostBytes` unpacked.
 */
export function workbookExtent(bytes: Uint8Array, mostBytes: number): WorkbookExtent | undefined {
  let left = mostBytes;
  let extent: WorkbookExtent = { rows: 0, columns: 0 };
  try {
    for (const part of zipParts(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength))) {
      if (!/\.xml$/i.test(part.name)) continue;
      const content = part.deflated ? inflateRawSync(part.data, { maxOutputLength: left }) : part.data;
      left -= content.length;
      if (left <= 0) return undefined;
      if (content.includes("sheetData")) extent = widen(extent, content.toString("latin1"));
    }
    return extent;
  } catch {
    return undefined;
  }
}

function widen(extent: WorkbookExtent, sheet: string): WorkbookExtent {
  let { rows, columns } = extent;
  for (const [, letters = "", digits = ""] of sheet.matchAll(ADDRESS)) {
    rows = Math.max(rows, Number(digits));
    let column = 0;
    for (const letter of letters.toUpperCase()) column = column * 26 + letter.charCodeAt(0) - 64;
    columns = Math.max(columns, column);
  }
  return { rows, columns };
}
