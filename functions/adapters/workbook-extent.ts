import { inflateRawSync } from "node:zlib";

export type WorkbookExtent = { readonly rows: number; readonly columns: number };

const END_OF_DIRECTORY = 0x06054b50;
const DIRECTORY_ENTRY = 0x02014b50;
const DEFLATED = 8;
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

/** XML parts by the central directory; reading beyond the end throws. */
function* zipParts(zip: Buffer): Generator<{ data: Buffer; deflated: boolean }> {
  const end = zip.lastIndexOf(Buffer.from(Uint32Array.of(END_OF_DIRECTORY).buffer));
  let at = zip.readUInt32LE(end + 16);
  for (let left = zip.readUInt16LE(end + 10); left > 0; left--) {
    if (zip.readUInt32LE(at) !== DIRECTORY_ENTRY) throw new RangeError("no directory entry");
    const nameLength = zip.readUInt16LE(at + 28);
    const name = zip.toString("utf8", at + 46, at + 46 + nameLength);
    const local = zip.readUInt32LE(at + 42);
    const start = local + 30 + zip.readUInt16LE(local + 26) + zip.readUInt16LE(local + 28);
    const data = zip.subarray(start, start + zip.readUInt32LE(at + 20));
    if (/\.xml$/i.test(name)) yield { data, deflated: zip.readUInt16LE(at + 10) === DEFLATED };
    at += 46 + nameLength + zip.readUInt16LE(at + 30) + zip.readUInt16LE(at + 32);
  }
}
