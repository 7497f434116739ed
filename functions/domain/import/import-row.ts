import { maskIdentityNumber } from "../personal/identity-number.ts";
import { maskText } from "../personal/mask-text.ts";
import type { FactDefinition } from "../schema/folder.ts";
import type { Facts, FactValue, IsoDate } from "../schema/primitives.ts";
import type { AgencyNames } from "./agency-names.ts";
import { cleanText, isPlaceholder, refuse } from "./cell.ts";
import type { BoundColumn, BoundLayout } from "./choose-layout.ts";
import { deriveFacts } from "./derive.ts";
import { normaliseHeader } from "./header.ts";
import { maskIdentityNumbersIn } from "./identity-number.ts";
import { readCell } from "./read-cell.ts";
import { rowHash } from "./record-key.ts";
import { withoutPersons } from "./row-persons.ts";
import { type RowWarning, rowWarnings } from "./row-warnings.ts";

export type Rejection = {
  /** 1 is the first row below the header. */
  readonly row: number;
  /** Header as in the file. */
  readonly column: string;
  readonly code: string;
  readonly message: string;
  /** The cell, at most 200 characters, identity numbers masked. */
  readonly value: string;
};

export type ReadRow = {
  readonly agency: string;
  readonly facts: Facts;
  readonly extra: Readonly<Record<string, string>>;
  readonly rowHash: string;
  readonly warnings: readonly RowWarning[];
};

export type RowContext = {
  readonly bound: BoundLayout;
  readonly asOf: IsoDate;
  readonly agencies: AgencyNames;
  readonly definitions: ReadonlyMap<string, FactDefinition>;
};

/** Longest text that a fact holds. */
const LONGEST_TEXT = 10_000;
const LONGEST_SHOWN = 200;

/** Reads one row; several mistakes are reported together. */
export function importRow(
  cells: readonly string[],
  row: number,
  context: RowContext,
): ReadRow | { rejected: Rejection[] } {
  const { columns, layout } = context.bound;
  const texts = cells.map(cleanText);
  const byHeader = new Map(
    columns.flatMap((b) => (b.column ? [[b.column.header, texts[b.index] ?? ""]] : [])),
  );
  const facts: Record<string, FactValue> = { ...layout.fixed };
  const rejected: Rejection[] = beyondHeader(texts, columns, row);
  let agency = "";
  for (const { column, header, index } of columns) {
    if (!column) continue;
    const text = texts[index] ?? "";
    const empty = text === "" || isPlaceholder(text);
    if (empty && !column.filled) continue;
    const typeHeader = column.header.replace("号码", "类型");
    const documentType = typeHeader === column.header ? "" : (byHeader.get(typeHeader) ?? "");
    const reading = empty
      ? refuse("empty", `“${header}”不能为空。`)
      : text.length > LONGEST_TEXT
        ? refuse("too-long", `“${header}”有${text.length}个字；最多${LONGEST_TEXT}个字。`)
        : readCell(text, column, { ...context, documentType });
    if (!reading.ok) {
      rejected.push(rejection(row, header, reading, text, column.as === "identity-number"));
      continue;
    }
    mergeFacts(facts, reading.value.facts);
    if (reading.value.agency !== undefined) agency = reading.value.agency;
  }
  if (rejected.length > 0)
    return { rejected: withoutPersons(rejected, { cells, columns, definitions: context.definitions }) };
  const complete = deriveFacts(facts, byHeader.get("行政许可决定文书名称") ?? "");
  return {
    agency,
    facts: complete,
    extra: extraCells(texts, columns),
    rowHash: rowHash(
      columns.map((b) => [b.column?.header ?? normaliseHeader(b.header), texts[b.index] ?? ""]),
    ),
    warnings: rowWarnings(complete),
  };
}

export function rejection(
  row: number,
  column: string,
  reason: { readonly code: string; readonly message: string },
  text: string,
  identityNumber = false,
): Rejection {
  const masked = identityNumber ? maskIdentityNumber(text) : maskIdentityNumbersIn(text);
  const message = maskIdentityNumbersIn(reason.message);
  return { row, column, code: reason.code, message, value: masked.slice(0, LONGEST_SHOWN) };
}

/** An unquoted comma shifts every cell after it: nothing in such a row can be trusted. */
function beyondHeader(texts: readonly string[], columns: readonly BoundColumn[], row: number): Rejection[] {
  const text = texts.slice(columns.length).find((cell) => cell !== "");
  if (text === undefined) return [];
  const message = "本行比表头多出内容；单元格内有逗号时应加引号。";
  return [rejection(row, columns.at(-1)?.header ?? "", { code: "too-many-cells", message }, text)];
}

/** Two columns may give kinds of penalty. */
function mergeFacts(facts: Record<string, FactValue>, added: Facts): void {
  for (const [name, value] of Object.entries(added)) {
    const held = facts[name];
    facts[name] = name === "penaltyKindText" && held !== undefined ? `${held};${value}` : value;
  }
}

/** Cells that no fact takes; identity numbers in them have no business in the record. */
function extraCells(texts: readonly string[], columns: readonly BoundColumn[]): Record<string, string> {
  const kept = columns.filter(
    (b) => (!b.column || b.column.as === "ignore") && (texts[b.index] ?? "") !== "",
  );
  return Object.fromEntries(
    kept.map((b) => [b.header, maskText(texts[b.index] ?? "", "handling").slice(0, LONGEST_TEXT)]),
  );
}
