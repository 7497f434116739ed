import { type IsoDate, isIsoDate } from "../schema/primitives.ts";
import { plainText, quote, type Reading, read, refuse } from "./cell.ts";

/** A midnight after the date is how Excel writes a date cell into CSV. */
export const MIDNIGHT = /[ T]0?0:00(:00(\.0+)?)?$/;
/** A date cell of a workbook that also holds a time of day: its day is not in doubt. */
const TIME_OF_DAY = /(?<=^\d{4}-\d{2}-\d{2}) ([01]\d|2[0-3]):[0-5]\d:[0-5]\d$/;
const FORMS = [
  /^(\d{4})-(\d{1,2})-(\d{1,2})$/,
  /^(\d{4})\/(\d{1,2})\/(\d{1,2})$/,
  /^(\d{4})(\d{2})(\d{2})$/,
  /^(\d{4})年(\d{1,2})月(\d{1,2})日$/,
];
/** National layouts write 2099/12/31 for 长期. */
const INDEFINITE = /^(长期|长期有效|永久|永久有效|无固定期限|2099-12-31)$/;

export function readDate(text: string): Reading<IsoDate> {
  const plain = plainText(text).replace(MIDNIGHT, "").replace(TIME_OF_DAY, "");
  for (const form of FORMS) {
    const [, year, month, day] = form.exec(plain) ?? [];
    if (year === undefined || month === undefined || day === undefined) continue;
    const date = `${year}-${month.padStart(2, "0")}-${day.padStart(2, "0")}`;
    if (isIsoDate(date)) return read(date);
  }
  return refuse(
    "bad-date",
    `${quote(plain)}不是可识别的真实日期；应为 2026-09-28、2026/9/28、20260928 或 2026年9月28日。`,
  );
}

/** `undefined`: valid without end. */
export function readDateOrIndefinite(text: string): Reading<IsoDate | undefined> {
  if (INDEFINITE.test(plainText(text))) return read(undefined);
  const date = readDate(text);
  return date.ok && INDEFINITE.test(date.value) ? read(undefined) : date;
}
