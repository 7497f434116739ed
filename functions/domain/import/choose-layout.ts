import { YifaError } from "../errors.ts";
import type { Layout } from "../schema/folder.ts";
import { type Column, columnsByHeader, normaliseHeader, showHeader } from "./header.ts";
import type { SheetRow } from "./sheet-row.ts";

export type BoundColumn = {
  readonly index: number;
  /** As in the file. */
  readonly header: string;
  /** Absent: no layout column takes it. */
  readonly column?: Column;
};
export type BoundLayout = {
  readonly layout: Layout;
  /** Place of the row with the headers, from 0. */
  readonly headerAt: number;
  readonly columns: readonly BoundColumn[];
};

/** A title, a unit and a date may stand above the header. */
const HEADER_WITHIN_ROWS = 20;
export const FEWEST_KNOWN_HEADERS = 3;
const MOST_COLUMNS = 300;

/** The layout and row with the most known headers; refuses the file by name where columns are missing. */
export function chooseLayout(
  top: readonly SheetRow[],
  layouts: readonly Layout[],
  file: string,
): BoundLayout {
  const matches = layouts.flatMap((layout) => bestRow(top, layout) ?? []).sort(byFit);
  const [best] = matches;
  if (!best || best.known < FEWEST_KNOWN_HEADERS) {
    throw new YifaError(
      "invalid",
      "unknown-layout",
      `文件“${file}”前${HEADER_WITHIN_ROWS}行中没有找到可识别的表头；可接受的表样：${layouts.map((layout) => layout.label).join("、")}。`,
    );
  }
  refuseAmbiguous(
    matches.filter((match) => byFit(match, best) === 0).map(({ layout }) => layout),
    file,
  );
  const columns = bindColumns(best.header.cells, best.layout, file);
  refuseMissing(columns, best.layout, file);
  return { layout: best.layout, headerAt: best.header.at, columns };
}

type Match = {
  readonly layout: Layout;
  readonly header: SheetRow;
  readonly known: number;
  /** Required columns that are not there. */
  readonly missing: number;
};

const byFit = (a: Match, b: Match) => b.known - a.known || a.missing - b.missing;

function bestRow(top: readonly SheetRow[], layout: Layout): Match | undefined {
  const byHeader = columnsByHeader(layout);
  const required = layout.columns.filter((column) => column.required);
  const near = top.filter(({ at }) => at < HEADER_WITHIN_ROWS);
  const matches = near.map((header): Match => {
    const found = new Set(header.cells.flatMap((cell) => byHeader.get(normaliseHeader(cell)) ?? []));
    const missing = required.filter((column) => !found.has(column)).length;
    return { layout, header, known: found.size, missing };
  });
  return matches.sort(byFit)[0];
}

/** Two layouts fit alike: only columns that one of them alone has could tell. */
function refuseAmbiguous(layouts: readonly Layout[], file: string): void {
  if (layouts.length < 2) return;
  const decides = layouts.map((layout) => {
    const others = layouts.filter((other) => other !== layout).map(columnsByHeader);
    const own = layout.columns.filter(
      ({ header }) => !others.some((headers) => headers.has(normaliseHeader(header))),
    );
    return { layout: layout.id, label: layout.label, columns: own.map(({ header }) => header) };
  });
  const named = decides.map(
    ({ label, columns }) =>
      `“${label}”有${columns.map((header) => `“${header}”`).join("、") || "的栏目都是共有的"}`,
  );
  throw new YifaError(
    "invalid",
    "ambiguous-layout",
    `文件“${file}”的表头同时符合${layouts.length}种表样，无法确定是哪一种；请补上能够区分的栏目：${named.join("；")}。`,
    { details: { decides: decides.map(({ layout, columns }) => ({ layout, columns })) } },
  );
}

function bindColumns(headers: readonly string[], layout: Layout, file: string): BoundColumn[] {
  if (headers.length > MOST_COLUMNS) {
    throw new YifaError(
      "invalid",
      "too-many-columns",
      `文件“${file}”有${headers.length}列；最多${MOST_COLUMNS}列。`,
    );
  }
  const byHeader = columnsByHeader(layout);
  const taken = new Map<string, string>();
  const shown = new Set<string>();
  return headers.map((text, index) => {
    const column = byHeader.get(normaliseHeader(text));
    let header = showHeader(text, index);
    if (shown.has(header)) header = `${header}（第${index + 1}列）`;
    shown.add(header);
    if (!column) return { index, header };
    const content = column.as === "penalty-kinds" ? column.header : (column.fact ?? column.header);
    const other = taken.get(content);
    if (other !== undefined) {
      const message = `文件“${file}”中“${other}”和“${header}”是同一项内容；请只保留一列。`;
      throw new YifaError("invalid", "duplicate-column", message, { details: { column: column.header } });
    }
    taken.set(content, header);
    return { index, header, column };
  });
}

function refuseMissing(columns: readonly BoundColumn[], layout: Layout, file: string): void {
  const found = new Set(columns.map((bound) => bound.column));
  const missing = layout.columns
    .filter((column) => column.required && !found.has(column))
    .map((column) => column.header);
  if (missing.length === 0) return;
  const names = missing.map((header) => `“${header}”`).join("、");
  throw new YifaError(
    "invalid",
    "missing-column",
    `文件“${file}”（按“${layout.label}”识别）缺少${names}列；请补上后重新导入，列的次序不限。`,
    { details: { layout: layout.id, missing } },
  );
}
