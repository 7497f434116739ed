import { pipeline, Readable } from "node:stream";
import { CsvError, parse } from "csv-parse";
import type { SheetRow } from "../../domain/import/sheet-row.ts";
import { SheetFault, unreadable } from "./fault.ts";
import { MOST_COLUMNS, MOST_ROW_CHARACTERS, MOST_ROWS } from "./limits.ts";
import { decoded, encodingOf } from "./text-encoding.ts";
import { tooManyColumns, tooManyRows } from "./too-many.ts";

/** Characters at the top of a file that say what its columns are separated by. */
const TOP_CHARACTERS = 10_000;

/** The rows of a text file of columns that hold something. */
export async function openDelimited(path: string): Promise<() => AsyncGenerator<SheetRow>> {
  const encoding = await encodingOf(path);
  let top = "";
  for await (const text of decoded(path, encoding)) {
    top += text;
    if (top.length >= TOP_CHARACTERS) break;
  }
  top = top.slice(0, TOP_CHARACTERS);
  const delimiter = top.split("\t").length > top.split(",").length ? "\t" : ",";
  return () => rowsOf(path, encoding, delimiter);
}

async function* rowsOf(path: string, encoding: string, delimiter: string): AsyncGenerator<SheetRow> {
  const parser = parse({
    delimiter,
    relax_column_count: true,
    skip_empty_lines: false,
    max_record_size: MOST_ROW_CHARACTERS,
  });
  // Its faults come out of the parser, which is read below.
  pipeline(Readable.from(decoded(path, encoding)), parser, () => {});
  let at = 0;
  try {
    for await (const cells of parser as AsyncIterable<string[]>) {
      if (at >= MOST_ROWS) throw tooManyRows(at + 1);
      if (cells.length > MOST_COLUMNS) throw tooManyColumns();
      if (cells.some((cell) => cell !== "")) yield { at, cells };
      at++;
    }
  } catch (cause) {
    throw cause instanceof CsvError ? unevenQuotes(cause) : cause;
  }
}

function unevenQuotes(cause: CsvError): SheetFault {
  const line = typeof cause.lines === "number" ? `第${cause.lines}行附近` : "";
  return cause.code === "CSV_MAX_RECORD_SIZE"
    ? new SheetFault("too-long-row", `${line}有一行超过1 MB；请检查引号是否成对。`, { cause })
    : unreadable(`${line}的引号不成对，无法分列`, cause);
}
