import { access } from "node:fs/promises";
import { openSpreadsheet } from "../adapters/spreadsheet/spreadsheet.ts";
import { openTextLines, type TextLine } from "../adapters/spreadsheet/text-lines.ts";
import { readSubject } from "../domain/decide/read-subject.ts";
import { YifaError } from "../domain/errors.ts";
import { type RowReading, sheetReader } from "../domain/import/sheet-reader.ts";
import { mask } from "../domain/mask.ts";
import type { Ruleset } from "../domain/ruleset/ruleset.ts";
import type { IsoDate } from "../domain/schema/primitives.ts";

/** A file that was read once to its end and found to be in order as a whole. */
export type OpenImport = {
  readonly layout: string;
  /** How many rows hold something, title and headers included; for the progress only. */
  readonly filled: number;
  /** One reading a row of data, from the first; to be called once. */
  readings(): AsyncGenerator<RowReading>;
  /** Known when all is read. */
  unknownColumns(): string[];
  close(): Promise<void>;
};

type Opening = {
  readonly path: string;
  /** As people know it; its ending says what it is where the content does not. */
  readonly file: string;
  readonly ruleset: Ruleset;
  readonly asOf: IsoDate;
};

/**
 * Opens a spreadsheet or JSON lines.
 * @throws {YifaError} `invalid` when the file as a whole cannot be taken.
 */
export async function openImport(opening: Opening): Promise<OpenImport> {
  const { path, file } = opening;
  await access(path).catch((cause) => {
    const message = `读不到文件“${path}”，应为 .xlsx、.csv 或 .jsonl，例如 处罚.xlsx`;
    throw new YifaError("invalid", "no-such-file", message, { cause });
  });
  return /\.jsonl?$/i.test(file) ? await openLines(opening) : await openSheet(opening);
}

async function openSheet({ path, file, ruleset, asOf }: Opening): Promise<OpenImport> {
  const sheet = await openSpreadsheet(path, file);
  try {
    const reader = sheetReader(sheet, ruleset.layouts, ruleset, { file, asOf });
    return {
      layout: reader.layout,
      filled: sheet.filled,
      readings: async function* () {
        for await (const row of sheet.rows()) {
          const reading = reader.read(row);
          if (reading) yield reading;
        }
      },
      unknownColumns: reader.unknownColumns,
      close: sheet.close,
    };
  } catch (fault) {
    await sheet.close();
    throw fault;
  }
}

async function openLines({ path, file, ruleset, asOf }: Opening): Promise<OpenImport> {
  const { filled, lines } = await openTextLines(path, file);
  return {
    layout: "json-lines",
    filled,
    readings: async function* () {
      for await (const line of lines()) yield readLine(line, ruleset, asOf);
    },
    unknownColumns: () => [],
    close: async () => {},
  };
}

function readLine({ line: row, text }: TextLine, ruleset: Ruleset, asOf: IsoDate): RowReading {
  try {
    const { subject } = readSubject(text, ruleset, asOf);
    const { agency } = subject;
    if (agency === undefined)
      throw new YifaError("invalid", "missing-agency", "缺少 agency，例如 market-regulation", {
        pointer: "/agency",
      });
    return { row, record: { ...subject, agency }, warnings: [] };
  } catch (error) {
    if (!(error instanceof YifaError)) throw error;
    const { code, message, pointer: column = "" } = error;
    // What stands in the line may name anybody: the place says enough.
    return { row, rejected: [{ row, column, code, message: mask(message), value: "" }] };
  }
}
