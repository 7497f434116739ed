import stringWidth from "string-width";
import writeExcelFile, { type CellObject, type Row } from "write-excel-file/node";
import type { Cell, Column, Sheet } from "../domain/report/sheet.ts";
import { cellText, sheetName } from "./workbook-text.ts";

/** In points. */
const LINE_HEIGHT = 16;
const FONT = { fontFamily: "宋体", fontSize: 11 };
const BORDER = { borderStyle: "thin", borderColor: "#000000" } as const;
const HEADER = {
  ...BORDER,
  fontWeight: "bold",
  align: "center",
  alignVertical: "center",
  wrap: true,
  backgroundColor: "#eeeeee",
} as const;
const FORMATS = { yuan: "#,##0.00", share: "0.0%" } as const;

/** Printed as wide as the paper, on as many pages as it takes. */
const FIT_TO_WIDTH = {
  files: {
    transform: {
      "xl/worksheets/sheet{id}.xml": {
        transform: (xml: string) =>
          xml.replace("<sheetViews>", '<sheetPr><pageSetUpPr fitToPage="1"/></sheetPr><sheetViews>'),
        transformElementAttributes: (tag: string, attributes: Record<string, string | number>) =>
          tag === "pageSetup" ? { ...attributes, fitToHeight: 0 } : attributes,
      },
    },
  },
};

/** An XLSX file; numbers are numbers, dates are dates, texts are never formulas. */
export function writeWorkbook(sheets: readonly Sheet[]): Promise<Buffer> {
  return writeExcelFile(sheets.map(page), { ...FONT, features: [FIT_TO_WIDTH] }).toBuffer();
}

function page({ name, title, lead, notes, columns, rows }: Sheet) {
  const header = headerRows(columns);
  const top = [
    across(title, columns, { fontWeight: "bold", fontSize: 16, align: "center", height: 30 }),
    across(lead, columns),
    ...header,
  ];
  return {
    sheet: sheetName(name),
    data: [
      ...top,
      ...rows.map((row) => tableRow(row, columns)),
      ...notes.map((note) => across(note, columns)),
    ],
    columns: columns.map(({ width }) => ({ width })),
    stickyRowsCount: top.length,
    orientation: "landscape" as const,
  };
}

/** One line of text over the whole width, as high as it needs. */
function across(text: string, columns: readonly Column[], style: CellObject = {}): Row {
  const value = cellText(text);
  const width = columns.reduce((sum, column) => sum + column.width, 0);
  const cell = { value, columnSpan: columns.length, wrap: true, height: heightOf(value, width), ...style };
  return [cell, ...columns.slice(1).map(() => null)];
}

/** In points: as many lines as the text takes in a column of so many characters, two for a Chinese one. */
function heightOf(text: string, width: number): number {
  const lines = text
    .split("\n")
    .reduce((sum, line) => sum + Math.max(1, Math.ceil(stringWidth(line) / width)), 0);
  return lines * LINE_HEIGHT;
}

/** Programs other than Excel do not make a row higher for what is wrapped in it, so its height is said. */
function highEnough(row: Row, texts: readonly string[], columns: readonly Column[]): Row {
  const height = Math.max(...columns.map(({ width }, at) => heightOf(texts[at] ?? "", width - 2)));
  return row.map((cell) => cell && { ...(cell as CellObject), height });
}

function headerRows(columns: readonly Column[]): Row[] {
  const headers = columns.map(({ header }) => ({ ...HEADER, value: cellText(header) }));
  const texts = columns.map(({ header }) => cellText(header));
  if (columns.every(({ group }) => group === undefined)) return [highEnough(headers, texts, columns)];
  const isOver = (at: number) => columns[at]?.group !== undefined;
  const upper = columns.map(({ group }, at) => {
    if (group === undefined) return { ...headers[at], rowSpan: 2 };
    if (group === columns[at - 1]?.group) return null;
    const columnSpan = columns.slice(at).findIndex((column) => column.group !== group);
    return {
      ...HEADER,
      value: cellText(group),
      columnSpan: columnSpan < 0 ? columns.length - at : columnSpan,
    };
  });
  const lower = headers.map((cell, at) => (isOver(at) ? cell : null));
  const lowerTexts = texts.map((text, at) => (isOver(at) ? text : ""));
  return [
    upper.map((cell) => cell && { ...cell, height: LINE_HEIGHT }),
    highEnough(lower, lowerTexts, columns),
  ];
}

function tableRow(row: readonly Cell[], columns: readonly Column[]): Row {
  const texts = row.map((cell) => (typeof cell === "string" ? cellText(cell) : ""));
  const cells = row.map((cell, at) => tableCell(cell, columns[at]));
  return highEnough(cells, texts, columns);
}

function tableCell(cell: Cell, column: Column | undefined): CellObject {
  if (cell === undefined) return { ...BORDER };
  if (typeof cell === "string")
    return { ...BORDER, value: cellText(cell), wrap: true, alignVertical: "center" };
  if (typeof cell === "number")
    return {
      ...BORDER,
      value: cell,
      alignVertical: "center",
      ...(column?.shows && { format: FORMATS[column.shows] }),
    };
  return {
    ...BORDER,
    value: new Date(`${cell.date}T00:00:00Z`),
    format: "yyyy-mm-dd",
    alignVertical: "center",
  };
}
