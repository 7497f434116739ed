import type { Rejection } from "../import/import-row.ts";

export const IMPORT_STATUSES = {
  running: "导入中",
  done: "已完成",
  refused: "整份退回",
  failed: "已中止",
} as const satisfies Record<string, string>;
export type ImportStatus = keyof typeof IMPORT_STATUSES;

/** How far the import of one dropped file has come, and what became of its rows. Instants in UTC. */
export type ImportState = {
  readonly id: string;
  /** Whose folder it was dropped into; `?` where there is no such agency. */
  readonly agency: string;
  /** As it was named when it was dropped. */
  readonly file: string;
  readonly status: ImportStatus;
  /** Why nothing, or nothing more, of the file was taken. */
  readonly reason?: { readonly code: string; readonly message: string };
  readonly layout?: string;
  /** Rows that hold something, title and headers included. */
  readonly filled?: number;
  /** The last row of which all is known. */
  readonly row: number;
  readonly accepted: number;
  readonly updated: number;
  readonly unchanged: number;
  /** Rows, not mistakes. */
  readonly rejected: number;
  /** The first mistakes; all of them are in the report. */
  readonly firstRejected: readonly Rejection[];
  readonly warnings: number;
  readonly unknownColumns: readonly string[];
  /** Rows behind which a piece of the report lies. */
  readonly pieces: readonly number[];
  /** Key of the report in the bucket, where rows were rejected. */
  readonly report?: string;
  /** Runs that began at `row` without coming farther. */
  readonly tries: number;
  readonly startedAt: string;
  readonly changedAt: string;
  readonly version: number;
};

/** Of an agency that the directory does not have. */
export const NO_AGENCY = "?";
/** Runs in a row that came no farther: something in the file, or in us, ends each of them. */
export const MOST_TRIES = 3;
const FIRST_REJECTED = 20;

type Beginning = Pick<ImportState, "id" | "agency" | "file"> & { readonly at: string };

export const newImport = ({ id, agency, file, at }: Beginning): ImportState => ({
  id,
  agency,
  file,
  status: "running",
  row: 0,
  accepted: 0,
  updated: 0,
  unchanged: 0,
  rejected: 0,
  firstRejected: [],
  warnings: 0,
  unknownColumns: [],
  pieces: [],
  tries: 0,
  startedAt: at,
  changedAt: at,
  version: 1,
});

export const isOver = ({ status }: ImportState): boolean => status !== "running";

/** One more run begins. */
export const begun = (state: ImportState, at: string): ImportState => ({
  ...state,
  tries: state.tries + 1,
  changedAt: at,
  version: state.version + 1,
});

type Step = {
  /** Its last row. */
  readonly row: number;
  readonly accepted: number;
  readonly updated: number;
  readonly unchanged: number;
  readonly rejected: readonly Rejection[];
  readonly warnings: readonly unknown[];
};

/** Rows after `state.row`, up to and with `step.row`, are stored. */
export function advanced(state: ImportState, step: Step, at: string): ImportState {
  return {
    ...state,
    row: step.row,
    accepted: state.accepted + step.accepted,
    updated: state.updated + step.updated,
    unchanged: state.unchanged + step.unchanged,
    rejected: state.rejected + new Set(step.rejected.map(({ row }) => row)).size,
    firstRejected: [...state.firstRejected, ...step.rejected].slice(0, FIRST_REJECTED),
    warnings: state.warnings + step.warnings.length,
    pieces: step.rejected.length > 0 ? [...state.pieces, step.row] : state.pieces,
    tries: 0,
    changedAt: at,
    version: state.version + 1,
  };
}

export type Ending = Pick<ImportState, "status"> &
  Partial<Pick<ImportState, "reason" | "report" | "unknownColumns">>;

export const ended = (state: ImportState, ending: Ending, at: string): ImportState => ({
  ...state,
  ...ending,
  changedAt: at,
  version: state.version + 1,
});
