import { parse } from "csv-parse/sync";
import readWorkbook from "read-excel-file/universal";
import { YifaError } from "../domain/errors.ts";
import type { Table } from "../domain/import/table.ts";
import { refusedForm } from "./refused-forms.ts";
import { decodeText } from "./text-encoding.ts";
import { workbookExtent } from "./workbook-extent.ts";

const MEGABYTE = 1024 * 1024;
const MOST_BYTES = 20 * MEGABYTE;
/** Of an xlsx when unpacked. */
const MOST_UNPACKED_BYTES = 300 * MEGABYTE;
/** Rows of data; title and header may stand above them. */
const MOST_ROWS = 100_000 + 20;
const MOST_COLUMNS = 300;

const ZIP = [0x50, 0x4b, 0x03, 0x04];
const SAVE_AS = "请在 Excel 或 WPS 中打开，另存为不加密、不带宏的 .xlsx 或 CSV UTF-8 后再导入";

/** Reads the first sheet that holds something. The content decides what a file is, then its name. */
export async function readSpreadsheet(name: string, bytes: Uint8Array): Promise<Table> {
  if (bytes.length > MOST_BYTES) {
    const size = `${(bytes.length / MEGABYTE).toFixed(1)} MB`;
    throw refusal("too-large", `文件“${name}”有${size}；最大20 MB，请分成几个文件。`);
  }
  const refused = refusedForm(name, bytes);
  if (refused) throw refusal(refused.code, `文件“${name}”是${refused.is}，不能导入；${SAVE_AS}。`);
  const table = startsWith(bytes, ZIP) ? await readXlsx(name, bytes) : readDelimited(name, bytes);
  if (table.rows.length === 0) throw refusal("empty-file", `文件“${name}”中没有内容。`);
  if (table.rows.length > MOST_ROWS) throw tooManyRows(name, table.rows.length);
  return table;
}

async function readXlsx(name: string, bytes: Uint8Array): Promise<Table> {
  const extent = workbookExtent(bytes, MOST_UNPACKED_BYTES);
  if (!extent) {
    throw refusal("unreadable", `文件“${name}”解压后过大或已损坏；${SAVE_AS}。`);
  }
  if (extent.rows > MOST_ROWS) throw tooManyRows(name, extent.rows);
  if (extent.columns > MOST_COLUMNS) throw tooManyColumns(name);
  // Not the reader for Node: it unpacks what lies in the stream, listed in the directory (and so measured) or not.
  const sheets = await readWorkbook(new Blob([new Uint8Array(bytes)]), { parseNumber: exactDecimal }).catch(
    (cause: unknown) => {
      throw refusal("unreadable", `文件“${name}”不是可读的 .xlsx 工作簿；${SAVE_AS}。`, cause);
    },
  );
  const filled = sheets.filter((sheet) => sheet.data.some((row) => row.some((cell) => cell !== null)));
  const [first, ...others] = filled;
  const rows = (first?.data ?? []).map((row) => row.map((cell) => cellText(cell)));
  return { rows, ignoredSheets: others.map((sheet) => sheet.sheet) };
}

/** Typed as `typeof Date` by the library, a `Date` in truth: what the cell shows, as if it were UTC. */
function cellText(cell: unknown): string {
  if (cell === null) return "";
  if (!(cell instanceof Date)) return String(cell);
  if (Number.isNaN(cell.getTime())) return "无效日期";
  // The workbook holds fractions of a day.
  const [date, time] = new Date(Math.round(cell.getTime() / 1000) * 1000).toISOString().split(/[T.]/);
  return time === "00:00:00" ? String(date) : `${date} ${time}`;
}

/** A workbook holds doubles: 15 significant digits are what its author saw. */
export function exactDecimal(text: string): string {
  const plain = /^-?\d+(\.\d+)?$/.test(text);
  if (plain && text.replace(/^-?0*\.?0*|[-.]/g, "").length <= 15) return text;
  if (plain && !text.includes(".")) return text;
  const [mantissa = "", exponent = "0"] = Number(text).toExponential(14).split("e");
  return shiftPoint(mantissa, Number(exponent));
}

function shiftPoint(mantissa: string, exponent: number): string {
  const sign = mantissa.startsWith("-") ? "-" : "";
  const digits = mantissa.replace(/[-.]/g, "");
  const padded =
    exponent < 0 ? digits.padStart(digits.length - exponent, "0") : digits.padEnd(exponent + 1, "0");
  const point = exponent < 0 ? 1 : exponent + 1;
  const fraction = padded.slice(point).replace(/0+$/, "");
  return `${sign}${padded.slice(0, point)}${fraction === "" ? "" : `.${fraction}`}`;
}

function readDelimited(name: string, bytes: Uint8Array): Table {
  const text = decodeText(name, bytes);
  const top = text.slice(0, 10_000);
  const delimiter = top.split("\t").length > top.split(",").length ? "\t" : ",";
  try {
    const rows: string[][] = parse(text, {
      delimiter,
      relax_column_count: true,
      skip_empty_lines: false,
      max_record_size: MEGABYTE,
      to: MOST_ROWS + 1,
    });
    if (rows.every((row) => row.length <= MOST_COLUMNS)) return { rows, ignoredSheets: [] };
  } catch (cause) {
    const line = cause instanceof Error && "lines" in cause ? `第${cause.lines}行附近` : "";
    throw refusal("unreadable", `文件“${name}”${line}的引号不成对，无法分列；${SAVE_AS}。`, cause);
  }
  throw tooManyColumns(name);
}

/** Formatted empty rows count: they are in the file. */
function tooManyRows(name: string, rows: number): YifaError {
  return refusal(
    "too-many-rows",
    `文件“${name}”用到第${rows}行；最多100000行，请分成几个文件，或删除末尾的空行和格式。`,
  );
}

function tooManyColumns(name: string): YifaError {
  return refusal(
    "too-many-columns",
    `文件“${name}”的列数超过${MOST_COLUMNS}；请检查分隔符，或删除右侧的空列和格式。`,
  );
}

function startsWith(bytes: Uint8Array, magic: readonly number[]): boolean {
  return magic.every((byte, index) => bytes[index] === byte);
}

function refusal(code: string, message: string, cause?: unknown): YifaError {
  return new YifaError("invalid", code, message, { cause });
}
