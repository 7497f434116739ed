import type { Sheet } from "../report/sheet.ts";

/**
 * One row of a form. `place` says what it is and is all that counts when the form is read: a path in the rule
 * (`versions/0/duty/due/count`), or one line of a condition by its number (`versions/0/when#1.2`).
 */
export type FormRow = {
  /** For people. */
  readonly item: string;
  /** What stands at the place; of a condition the fact, or 全部成立, 任一成立, 不成立. */
  readonly content: string;
  /** Of a condition on a fact. */
  readonly operator: string;
  readonly value: string;
  readonly help: string;
  readonly place: string;
};

export const FORM_HEADERS = ["项目", "内容", "运算符", "值", "怎样填写", "位置（勿改）"] as const;

/** Lines of a list. */
const ITEM = "· ";
/** Another fact in place of a value. */
export const OTHER_FACT = "事实：";

export const listText = (items: readonly string[]): string => items.map((one) => `${ITEM}${one}`).join("\n");

/** The items of a list, or nothing where the cell holds one text. */
export function listIn(cell: string): string[] | undefined {
  const lines = cell.split("\n").filter((line) => line.trim() !== "");
  return lines.length > 0 && lines.every((line) => line.startsWith(ITEM))
    ? lines.map((line) => line.slice(ITEM.length).trim())
    : undefined;
}

/** 向社会公开（disclose）: what people call it, and what files call it. */
export const namedText = (id: string, label: string | undefined): string =>
  label === undefined || label === id ? id : `${label}（${id}）`;

/** What stands in the last brackets, else the whole. */
export const nameIn = (cell: string): string => /（([^（）]+)）$/.exec(cell.trim())?.[1] ?? cell.trim();

const WIDTHS = [34, 44, 16, 30, 50, 34];

export function formSheet(title: string, rows: readonly FormRow[]): Sheet {
  return {
    name: "规则表单",
    title,
    lead: "只填“内容”“运算符”“值”三栏；用不到的行留空。列表每行一项，每项以“· ”开头。条件按编号写成提纲，1.1、1.2 是 1 的下级。",
    notes: [],
    columns: FORM_HEADERS.map((header, at) => ({ header, width: WIDTHS[at] ?? 20 })),
    rows: rows.map(({ item, content, operator, value, help, place }) => [
      item,
      content,
      operator,
      value,
      help,
      place,
    ]),
  };
}

/** The rows below the headers of a sheet that was read; nothing where it has no such headers. */
export function rowsOfSheet(sheet: readonly (readonly string[])[]): FormRow[] | undefined {
  const top = sheet.findIndex((cells) => FORM_HEADERS.every((header, at) => cells[at]?.trim() === header));
  if (top < 0) return undefined;
  return sheet
    .slice(top + 1)
    .map(([item = "", content = "", operator = "", value = "", help = "", place = ""]) => ({
      item,
      content: content.trim(),
      operator: operator.trim(),
      value: value.trim(),
      help,
      place: place.trim(),
    }));
}

/** Where a form has what a file has under a JSON pointer: /versions/0/when/all/1/value is versions/0/when#1.2. */
export function placeOfPointer(pointer: string): string {
  const [path = "", below] = pointer.slice(1).split(/\/(?=(?:all|any|not)(?:\/|$))(.*)/s);
  if (below === undefined)
    return path.replace(/\/(?:fact|operator|value)$/, (key) =>
      /(?:when|opensWhen)$/.test(path.slice(0, -key.length)) ? "#1" : key,
    );
  const numbers = [...below.matchAll(/(?:all|any)\/(\d+)|not/g)].map(([, index]) =>
    index === undefined ? 1 : Number(index) + 1,
  );
  return `${path}#${["1", ...numbers].join(".")}`;
}
