import { toDayNumber } from "../calendar/dates.ts";
import type { Cell, Sheet } from "../report/sheet.ts";
import type { IsoDate } from "../schema/primitives.ts";
import { chineseDate, type Matter } from "./matter.ts";
import type { Section } from "./sections.ts";

/** Rows of one table of a mail; the rest is counted in a sentence. */
export const MAX_ROWS = 50;
/** Rows of one table of the file; the mail waits while it is written. */
const MAX_SHEET_ROWS = 1000;

/** The tables of a mail in full, where it does not show all of them. */
export function restSheets(
  sections: readonly Section[],
  { agency, on }: { agency: string; on: IsoDate },
): Sheet[] {
  if (sections.every(({ matters, notes }) => matters.length + notes.length <= MAX_ROWS)) return [];
  const lead = `${agency}　截至${chineseDate(on)}`;
  const matters = sections.flatMap(({ name, matters }) =>
    matters.map((one) => matterRow({ ...one, owner: one.owner ?? agency }, name, on)),
  );
  const notes = sections.flatMap(({ name, notes }) => notes.map((text) => [name, text]));
  return [...sheetOf("事项", lead, MATTER_COLUMNS, matters), ...sheetOf("通知", lead, NOTE_COLUMNS, notes)];
}

const MATTER_COLUMNS: Sheet["columns"] = [
  { header: "序号", width: 6 },
  { header: "类别", width: 18 },
  { header: "文号", width: 24 },
  { header: "事项", width: 36 },
  { header: "责任单位", width: 24 },
  { header: "期限", width: 12 },
  { header: "逾期天数", width: 10 },
  { header: "催办步骤", width: 12 },
  { header: "依据", width: 48 },
  { header: "事项编号", width: 40 },
];
const NOTE_COLUMNS: Sheet["columns"] = [
  { header: "序号", width: 6 },
  { header: "类别", width: 24 },
  { header: "内容", width: 100 },
];

/** Calendar days, nothing for what is not late. */
function matterRow(matter: Matter, section: string, on: IsoDate): readonly Cell[] {
  const { number, title, owner, dueOn, step, why, dutyId } = matter;
  const late = toDayNumber(on) - toDayNumber(dueOn);
  return [section, number, title, owner, { date: dueOn }, late > 0 ? late : undefined, step, why, dutyId];
}

function sheetOf(
  name: string,
  lead: string,
  columns: Sheet["columns"],
  rows: readonly (readonly Cell[])[],
): Sheet[] {
  if (rows.length === 0) return [];
  const left = rows.length - MAX_SHEET_ROWS;
  const shown = rows.slice(0, MAX_SHEET_ROWS).map((row, n) => [n + 1, ...row]);
  const notes = left > 0 ? [`另有${left}行未列入。`] : [];
  return [{ name, title: `${name}全表`, lead, notes, columns, rows: shown }];
}
