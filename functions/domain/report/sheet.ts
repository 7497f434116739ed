import type { IsoDate } from "../schema/primitives.ts";

export type Cell = string | number | { readonly date: IsoDate } | undefined;

export type Column = {
  readonly header: string;
  /** In characters of half width. */
  readonly width: number;
  /** A header above those of adjacent columns that name the same. */
  readonly group?: string;
  /** How numbers show: `yuan` to the fen, `share` (0.985) as 98.5%. */
  readonly shows?: "yuan" | "share";
};

/** A page of a workbook: title, what it covers, one table and the notes below it. */
export type Sheet = {
  readonly name: string;
  readonly title: string;
  /** Agency, period, unit. */
  readonly lead: string;
  readonly notes: readonly string[];
  readonly columns: readonly Column[];
  readonly rows: readonly (readonly Cell[])[];
};
