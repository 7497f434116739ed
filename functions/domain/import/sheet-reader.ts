import type { StoredRecord } from "../entities.ts";
import { YifaError } from "../errors.ts";
import { impersonalFileName } from "../personal/file-name.ts";
import type { Ruleset } from "../ruleset/ruleset.ts";
import type { Layout } from "../schema/folder.ts";
import type { IsoDate } from "../schema/primitives.ts";
import { agencyNames } from "./agency-names.ts";
import { cleanText } from "./cell.ts";
import { type BoundLayout, chooseLayout } from "./choose-layout.ts";
import { importRow, type ReadRow, type Rejection, type RowContext, rejection } from "./import-row.ts";
import { recordId, recordKey } from "./record-key.ts";
import type { RowWarning } from "./row-warnings.ts";
import type { SheetRow } from "./sheet-row.ts";

type ImportedRecord = Omit<StoredRecord, "version" | "receivedOn">;

/** What a row says. `row` 1 is the first row below the headers. */
export type RowReading = { readonly row: number } & (
  | { readonly record: ImportedRecord; readonly warnings: readonly RowWarning[] }
  /** Says again, word for word, what an earlier row of the file said. */
  | { readonly sameAs: number }
  /** One entry a mistake. */
  | { readonly rejected: readonly Rejection[] }
);

export type SheetReader = {
  /** Id of the layout. */
  readonly layout: string;
  /** The rows are read in their order, each once; `undefined` for one above the first of data, or without content. */
  read(row: SheetRow): RowReading | undefined;
  /** Columns that no fact takes and that held something so far. */
  unknownColumns(): string[];
};

type Sheet = {
  /** The rows at the top, the one with the headers among them. */
  readonly top: readonly SheetRow[];
  /** Place of the last row, from 0. */
  readonly lastAt: number;
};

const MOST_ROWS = 100_000;

/** Reads a sheet into records, row by row. Nothing is written: what to do with a reading is for the caller. */
export function sheetReader(
  { top, lastAt }: Sheet,
  layouts: readonly Layout[],
  ruleset: Pick<Ruleset, "directory" | "recordTypes">,
  { file, asOf }: { readonly file: string; readonly asOf: IsoDate },
): SheetReader {
  const bound = chooseLayout(top, layouts, file);
  if (lastAt - bound.headerAt > MOST_ROWS) {
    const message = `文件“${file}”有${lastAt - bound.headerAt}行；最多${MOST_ROWS}行，请分成几个文件。`;
    throw new YifaError("invalid", "too-many-rows", message);
  }
  const definitions = new Map(
    ruleset.recordTypes.get(bound.layout.recordType)?.facts.map((f) => [f.name, f]),
  );
  const context = { bound, asOf, agencies: agencyNames(ruleset.directory), definitions };
  const unknown = bound.columns.filter(({ column }) => !column);
  const found = new Set<string>();
  const judge = rowJudge(context, (row) => impersonalFileName(file, [row], ruleset));
  return {
    layout: bound.layout.id,
    read: ({ at, cells }) => {
      if (at <= bound.headerAt || cells.every((cell) => cleanText(cell) === "")) return undefined;
      for (const { index, header } of unknown) {
        if (!found.has(header) && cleanText(cells[index] ?? "") !== "") found.add(header);
      }
      return judge(cells, at - bound.headerAt);
    },
    unknownColumns: () => unknown.map(({ header }) => header).filter((header) => found.has(header)),
  };
}

/** Remembers what each row is known by, so that a second one of the same is found. */
function rowJudge(
  context: RowContext,
  fileOf: (row: Pick<StoredRecord, "type" | "facts" | "extra">) => string,
) {
  const { bound } = context;
  const seen = new Map<string, { readonly row: number; readonly rowHash: string }>();
  return (cells: readonly string[], row: number): RowReading => {
    const result = importRow(cells, row, context);
    if ("rejected" in result) return { row, rejected: result.rejected };
    const key = recordKey(bound.layout, result.agency, result.facts);
    const id = recordId(result.agency, key);
    const first = seen.get(id);
    if (first?.rowHash === result.rowHash) return { row, sameAs: first.row };
    if (first) return { row, rejected: [duplicate(row, first.row, cells, bound)] };
    seen.set(id, { row, rowHash: result.rowHash });
    const { recordType: type } = bound.layout;
    const file = fileOf({ type, ...result });
    const record = toRecord(result, { type, id }, { file, row, rowHash: result.rowHash });
    return { row, record, warnings: result.warnings };
  };
}

function toRecord(
  { agency, facts, extra }: ReadRow,
  key: Pick<StoredRecord, "type" | "id">,
  source: NonNullable<ImportedRecord["source"]>,
): ImportedRecord {
  return { ...key, agency, facts, extra, source };
}

/** Which of the two is right only the agency can say. */
function duplicate(
  row: number,
  first: number,
  cells: readonly string[],
  { columns, layout }: BoundLayout,
): Rejection {
  const named = columns.find(
    (b) =>
      b.column?.fact !== undefined && layout.key.includes(b.column.fact) && b.column.fact.endsWith("Number"),
  );
  const message = `与第${first}行的机关、文号、相对人相同而内容不同；请核对后只保留正确的一行。`;
  return rejection(
    row,
    named?.header ?? "",
    { code: "duplicate", message },
    cleanText(cells[named?.index ?? 0] ?? ""),
  );
}
