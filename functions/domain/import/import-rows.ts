import type { StoredRecord } from "../entities.ts";
import { YifaError } from "../errors.ts";
import type { Ruleset } from "../ruleset/ruleset.ts";
import type { Layout } from "../schema/folder.ts";
import type { IsoDate } from "../schema/primitives.ts";
import { agencyNames } from "./agency-names.ts";
import { cleanText } from "./cell.ts";
import { type BoundLayout, chooseLayout } from "./choose-layout.ts";
import { importRow, type ReadRow, type Rejection, type RowContext, rejection } from "./import-row.ts";
import { recordId, recordKey } from "./record-key.ts";
import type { RowWarning } from "./row-warnings.ts";
import type { Table } from "./table.ts";

type ImportedRecord = Pick<StoredRecord, "type" | "id" | "agency" | "facts"> &
  Required<Pick<StoredRecord, "source" | "extra">>;

export type ImportPlan = {
  readonly layout: string;
  readonly file: string;
  /** Rows below the header that are not empty. */
  readonly total: number;
  readonly rows: readonly {
    readonly row: number;
    readonly record: ImportedRecord;
    readonly warnings: readonly RowWarning[];
  }[];
  /** Rows that say again, word for word, what an earlier row of the file said. */
  readonly unchanged: readonly { readonly row: number; readonly sameAs: number }[];
  /** One entry a mistake; `rejectedRows` counts rows. */
  readonly rejected: readonly Rejection[];
  readonly rejectedRows: number;
  readonly unknownColumns: readonly string[];
  readonly ignoredSheets: readonly string[];
};

const MOST_ROWS = 100_000;

/** Reads a sheet into records. Nothing is written: what to do with the plan is for the caller. */
export function importRows(
  table: Table,
  layouts: readonly Layout[],
  ruleset: Pick<Ruleset, "directory" | "recordTypes">,
  { file, asOf }: { readonly file: string; readonly asOf: IsoDate },
): ImportPlan {
  const bound = chooseLayout(table, layouts, file);
  const below = table.rows.slice(bound.headerRow + 1);
  if (below.length > MOST_ROWS) {
    throw new YifaError(
      "invalid",
      "too-many-rows",
      `文件“${file}”有${below.length}行；最多${MOST_ROWS}行，请分成几个文件。`,
    );
  }
  const definitions = new Map(
    ruleset.recordTypes.get(bound.layout.recordType)?.facts.map((f) => [f.name, f]),
  );
  const context = { bound, asOf, agencies: agencyNames(ruleset.directory), definitions };
  const filled = [...below.entries()].filter(([, cells]) => cells.some((cell) => cleanText(cell) !== ""));
  const unknown = bound.columns.filter(
    (b) => !b.column && below.some((cells) => cleanText(cells[b.index] ?? "") !== ""),
  );
  return {
    layout: bound.layout.id,
    file,
    total: filled.length,
    ...sortRows(filled, context, file),
    unknownColumns: unknown.map((b) => b.header),
    ignoredSheets: table.ignoredSheets,
  };
}

type Seen = { readonly row: number; readonly rowHash: string };

function sortRows(
  filled: readonly (readonly [number, readonly string[]])[],
  context: RowContext,
  file: string,
) {
  const { bound } = context;
  const seen = new Map<string, Seen>();
  const rows: { row: number; record: ImportedRecord; warnings: readonly RowWarning[] }[] = [];
  const unchanged: { row: number; sameAs: number }[] = [];
  const rejected: Rejection[] = [];
  for (const [index, cells] of filled) {
    const row = index + 1;
    const result = importRow(cells, row, context);
    if ("rejected" in result) {
      rejected.push(...result.rejected);
      continue;
    }
    const key = recordKey(bound.layout, result.agency, result.facts);
    const first = seen.get(key);
    if (!first) {
      seen.set(key, { row, rowHash: result.rowHash });
      const record = toRecord(result, bound.layout.recordType, key, { file, row, rowHash: result.rowHash });
      rows.push({ row, record, warnings: result.warnings });
    } else if (first.rowHash === result.rowHash) unchanged.push({ row, sameAs: first.row });
    else rejected.push(duplicate(row, first.row, cells, bound));
  }
  return { rows, unchanged, rejected, rejectedRows: new Set(rejected.map((r) => r.row)).size };
}

function toRecord(
  read: ReadRow,
  type: string,
  key: string,
  source: ImportedRecord["source"],
): ImportedRecord {
  const { agency, facts, extra } = read;
  return { type, id: recordId(agency, key), agency, facts, extra, source };
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
