import { stat } from "node:fs/promises";
import { namedFaults, namedRows, SheetFault } from "./fault.ts";
import { MEGABYTE, MOST_FILE_BYTES, MOST_ROW_CHARACTERS, MOST_ROWS } from "./limits.ts";
import { decoded, requireUtf8 } from "./text-encoding.ts";
import { tooManyRows } from "./too-many.ts";

/** A line that holds something; the first line of the file is 1. */
export type TextLine = { readonly line: number; readonly text: string };

export type TextLines = { readonly filled: number; lines(): AsyncGenerator<TextLine> };

/**
 * Opens a text file of lines and reads it once to its end, as `openSpreadsheet` does.
 * @throws {YifaError} `invalid` with the reason.
 */
export async function openTextLines(path: string, name: string): Promise<TextLines> {
  return await namedFaults(name, async () => {
    if ((await stat(path)).size > MOST_FILE_BYTES) {
      throw new SheetFault("too-large", `超过${MOST_FILE_BYTES / MEGABYTE} MB，请分成几个文件。`);
    }
    await requireUtf8(path);
    let filled = 0;
    for await (const { line } of linesOf(path)) {
      if (++filled > MOST_ROWS) throw tooManyRows(line);
    }
    return { filled, lines: () => namedRows(name, linesOf(path)) };
  });
}

async function* linesOf(path: string): AsyncGenerator<TextLine> {
  let line = 1;
  let rest = "";
  const filled = (text: string) => (text.trim() === "" ? [] : [{ line, text }]);
  for await (const piece of decoded(path, "utf-8")) {
    const texts = (rest + piece).split("\n");
    rest = texts.pop() ?? "";
    for (const text of texts) {
      yield* filled(text);
      line++;
    }
    if (rest.length > MOST_ROW_CHARACTERS) throw new SheetFault("too-long-row", `第${line}行超过1 MB。`);
  }
  yield* filled(rest);
}
