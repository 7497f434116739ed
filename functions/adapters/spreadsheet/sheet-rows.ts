import type { Readable } from "node:stream";
import type { SheetRow } from "../../domain/import/sheet-row.ts";
import { exactDecimal, isoDate, serialDate } from "./cell-format.ts";
import { SheetFault, unreadable } from "./fault.ts";
import { MOST_CELL_CHARACTERS, MOST_COLUMNS, MOST_ROW_CHARACTERS, MOST_ROWS } from "./limits.ts";
import { richText, type SharedTexts } from "./shared-texts.ts";
import { tooManyColumns, tooManyRows } from "./too-many.ts";
import type { WorkbookIndex } from "./workbook-index.ts";
import { type XmlHandler, xmlChunks } from "./xml.ts";

export type CellContext = Pick<WorkbookIndex, "dateStyles" | "from1904"> & {
  readonly texts: SharedTexts | undefined;
};

/** The rows of a worksheet that hold something, as the part is unpacked. Gaps cost nothing. */
export async function* sheetRows(part: Readable, context: CellContext): AsyncGenerator<SheetRow> {
  const read: SheetRow[] = [];
  for await (const _ of xmlChunks(
    part,
    rowHandler(context, (row) => read.push(row)),
  )) {
    yield* read;
    read.length = 0;
  }
}

function rowHandler(context: CellContext, push: (row: SheetRow) => void): XmlHandler {
  let row = -1;
  let cells: string[] = [];
  let characters = 0;
  let cell: Cell | undefined;
  let inRows = false;
  const endRow = () => {
    if (cells.some((text) => text !== "")) push({ at: row, cells });
    cells = [];
    characters = 0;
  };
  return {
    open: (name, attributes) => {
      if (name === "dimension") checkDimension(attributes.ref ?? "");
      else if (name === "sheetData") inRows = true;
      else if (!inRows) return;
      else if (name === "row") row = nextRow(attributes.r, row);
      else if (name === "c") cell = startCell(attributes, row, cell?.row === row ? cell.column + 1 : 0);
      else if (cell) openInCell(cell, name);
    },
    text: (text) => {
      if (cell) addText(cell, text);
    },
    close: (name) => {
      if (name === "sheetData") inRows = false;
      else if (name === "row" && inRows) endRow();
      else if (cell && name === "c") {
        const text = cellText(cell, context);
        if (text === "") return;
        characters += text.length;
        if (characters > MOST_ROW_CHARACTERS)
          throw unreadable(`第${row + 1}行超过${MOST_ROW_CHARACTERS}个字`);
        while (cells.length < cell.column) cells.push("");
        cells[cell.column] = text;
      } else if (cell) closeInCell(cell, name);
    },
  };
}

type Cell = {
  readonly row: number;
  readonly column: number;
  readonly type: string;
  readonly style: number;
  readonly inline: ReturnType<typeof richText>;
  inValue: boolean;
  value: string;
};

/** `A1:XFD1048576` in a file of nine kilobytes. */
function checkDimension(ref: string): void {
  const { row, column } = address(ref.slice(ref.indexOf(":") + 1));
  if (row > MOST_ROWS) throw tooManyRows(row);
  if (column > MOST_COLUMNS) throw tooManyColumns();
}

/** From 0. */
function nextRow(r: string | undefined, before: number): number {
  const row = r === undefined ? before + 1 : Number(r) - 1;
  if (!Number.isInteger(row) || row <= before) throw unreadable("的行号有误或次序颠倒");
  if (row >= MOST_ROWS) throw tooManyRows(row + 1);
  return row;
}

function startCell(attributes: Readonly<Record<string, string>>, row: number, next: number): Cell {
  const { r, t = "n", s } = attributes;
  const column = r === undefined ? next : address(r).column - 1;
  if (column < 0) throw unreadable(`的单元格地址“${String(r).slice(0, 20)}”有误`);
  if (column >= MOST_COLUMNS) throw tooManyColumns();
  return { row, column, type: t, style: Number(s ?? -1), inline: richText(), inValue: false, value: "" };
}

/** From 1; 0 where it names none. */
function address(text: string): { row: number; column: number } {
  const [, letters = "", digits = "0"] = /^\$?([A-Z]{1,3})\$?(\d{1,7})$/i.exec(text) ?? [];
  let column = 0;
  for (const letter of letters.toUpperCase()) column = column * 26 + letter.charCodeAt(0) - 64;
  return { row: Number(digits), column };
}

function openInCell(cell: Cell, name: string): void {
  // What it came to is only what its author's program says it came to.
  if (name === "f") throw formula(cell);
  if (name === "v") cell.inValue = true;
  else cell.inline.open(name);
}

function closeInCell(cell: Cell, name: string): void {
  if (name === "v") cell.inValue = false;
  else cell.inline.close(name);
}

function addText(cell: Cell, text: string): void {
  if (!cell.inValue) {
    cell.inline.add(text);
    return;
  }
  cell.value += text;
  if (cell.value.length > MOST_CELL_CHARACTERS) {
    throw unreadable(`的一个单元格超过${MOST_CELL_CHARACTERS}个字`);
  }
}

function cellText(cell: Cell, { texts, dateStyles, from1904 }: CellContext): string {
  const { type, value, style } = cell;
  if (type === "inlineStr") return cell.inline.take();
  if (value === "") return "";
  if (type === "s") {
    const text = texts?.get(Number(value));
    if (text === undefined) throw unreadable(`的单元格引用了不存在的文字“${value.slice(0, 20)}”`);
    return text;
  }
  if (type === "b") return value === "1" ? "true" : "false";
  if (type === "d") return isoDate(value);
  if (type !== "n") return value;
  return dateStyles[style] ? serialDate(value, from1904) : exactDecimal(value);
}

function formula({ row, column }: Cell): SheetFault {
  let letters = "";
  for (let n = column + 1; n > 0; n = Math.floor((n - 1) / 26))
    letters = String.fromCharCode(65 + ((n - 1) % 26)) + letters;
  return new SheetFault(
    "formula",
    `的单元格 ${letters}${row + 1} 是公式，结果不能作为依据；请全选复制，用“选择性粘贴—数值”粘贴后再导入。`,
  );
}
