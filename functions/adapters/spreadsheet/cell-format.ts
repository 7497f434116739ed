/** Formats of the standard that show a date or a time, those of Chinese Excel included. */
const BUILT_IN_DATES: readonly (readonly [from: number, to: number])[] = [
  [14, 22],
  [27, 36],
  [45, 47],
  [50, 58],
];
const DATE_TOKEN = /^(s{1,2}|m{1,5}|h{1,2}|am|pm|a|p|d{1,4}|a{3,5}|y{1,2}|yyyy|e{1,2}|eeee)$/;

/** Whether a number under this format is shown as a date; `code` is absent for formats of the standard. */
export function isDateFormat(id: number, code: string | undefined): boolean {
  if (BUILT_IN_DATES.some(([from, to]) => id >= from && id <= to)) return true;
  if (code === undefined) return false;
  const plain = code
    .toLowerCase()
    .replace(/;@$/, "")
    .replace(/\\./g, " ")
    .replace(/"[^"]*"/g, " ");
  return plain.split(";").some((part) => {
    const bare = part
      .replace(/(\[?[smhd]{1,2}\]?)[.,]0{2,3}/g, "$1")
      .replace(/\[([smhd]{1,2})\]/g, "$1")
      .replace(/\[[^\]]*\]/g, "");
    const tokens = bare.split(/[^a-z0#?%]+/).filter((token) => token !== "");
    return tokens.length > 0 && tokens.every((token) => DATE_TOKEN.test(token));
  });
}

const DAY_MS = 86_400_000;
/** 1970-01-01 in days of a workbook, which count from the last day of 1899 and know a 29 February 1900. */
const UNIX_EPOCH_DAY = 25_569;
/** Between the two calendars that a workbook may count by. */
const DAYS_TO_1904 = 1_462;

export function serialDate(text: string, from1904: boolean): string {
  const days = Number(text) + (from1904 ? DAYS_TO_1904 : 0);
  return dateText(new Date(Math.floor((days - UNIX_EPOCH_DAY) * DAY_MS)));
}

/** Cells of type `d` hold ISO dates, without a zone: what they show. */
export function isoDate(text: string): string {
  return dateText(new Date(/T[^Z+]*$/.test(text) ? `${text}Z` : text));
}

/** What the cell shows, as if it were UTC. */
function dateText(date: Date): string {
  if (Number.isNaN(date.getTime())) return "无效日期";
  // The workbook holds fractions of a day.
  const [day, time] = new Date(Math.round(date.getTime() / 1000) * 1000).toISOString().split(/[T.]/);
  return time === "00:00:00" ? String(day) : `${day} ${time}`;
}

/** A workbook holds doubles: 15 significant digits are what its author saw. */
export function exactDecimal(text: string): string {
  const plain = /^-?\d+(\.\d+)?$/.test(text);
  if (plain && text.replace(/^-?0*\.?0*|[-.]/g, "").length <= 15) return text;
  if (plain && !text.includes(".")) return text;
  if (!Number.isFinite(Number(text))) return text;
  const [mantissa = "", exponent = "0"] = Number(text).toExponential(14).split("e");
  return shiftPoint(mantissa, Number(exponent));
}

function shiftPoint(mantissa: string, exponent: number): string {
  const sign = mantissa.startsWith("-") ? "-" : "";
  const digits = mantissa.replace(/[-.]/g, "");
  const padded =
    exponent < 0 ? digits.padStart(digits.length - exponent, "0") : digits.padEnd(exponent + 1, "0");
  const point = exponent < 0 ? 1 : exponent + 1;
  const fraction = padded.slice(point).replace(/0+$/, "");
  return `${sign}${padded.slice(0, point)}${fraction === "" ? "" : `.${fraction}`}`;
}
