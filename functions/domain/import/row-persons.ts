import { type Known, kindOfColumn, termsOf } from "../personal/known.ts";
import { maskTerm, maskText } from "../personal/mask-text.ts";
import { isBareName } from "../personal/role-names.ts";
import type { FactDefinition } from "../schema/folder.ts";
import type { PersonalKind } from "../schema/personal.ts";
import { cleanText } from "./cell.ts";
import type { BoundColumn } from "./choose-layout.ts";
import type { Rejection } from "./import-row.ts";

/** The cells of a row with the columns they stand in. */
export type RowCells = {
  readonly cells: readonly string[];
  readonly columns: readonly BoundColumn[];
  readonly definitions: ReadonlyMap<string, FactDefinition>;
};

/**
 * Why a row is refused is read by whoever runs an import, and kept in its report: the persons that the row tells of are
 * taken out, and a cell that is nothing but a name too, because a missing comma moves names into other columns.
 */
export function withoutPersons(rejected: readonly Rejection[], row: RowCells): Rejection[] {
  if (rejected.length === 0) return [];
  const known: Known = { terms: personsOf(row), minor: false };
  return rejected.map((one) => {
    const kind = kindAt(
      row.columns.find(({ header }) => header === one.column),
      row,
    );
    const cell = one.value;
    const personal = kind !== undefined && kind !== "text" ? kind : isBareName(cell) ? "name" : undefined;
    const value = personal && cell !== "" ? maskTerm(personal, cell, "none", known) : cell;
    const message = cell.length < 2 ? one.message : one.message.replaceAll(cell, value);
    return { ...one, value: maskText(value, "none", known), message: maskText(message, "none", known) };
  });
}

function personsOf(row: RowCells): Known["terms"] {
  return row.columns.flatMap((column) => {
    const kind = kindAt(column, row);
    return kind === undefined ? [] : termsOf(kind, cleanText(row.cells[column.index] ?? ""));
  });
}

function kindAt(bound: BoundColumn | undefined, { definitions }: RowCells): PersonalKind | undefined {
  if (!bound) return undefined;
  const fact = bound.column?.fact;
  return fact === undefined ? kindOfColumn(bound.header) : definitions.get(fact)?.personal;
}
