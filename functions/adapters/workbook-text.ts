/** What XML 1.0 forbids or discourages; the writer would drop it after the look at the first character. */
const UNWRITABLE = /[\p{Noncharacter_Code_Point}\p{Cs}\uFFFD]|(?!\n)\p{Cc}/gu;
/** Starts a formula in a CSV that is opened again; half or full width. */
const FORMULA = /^[=+\-@＝＋－＠]./su;
/** What readers of the format turn into one character, here meant as it stands. */
const ESCAPE = /_(?=x[0-9A-Fa-f]{4}_)/g;
/** Excel refuses a file with a longer text than 32,767; escapes lengthen it. */
const MOST_CHARACTERS = 30_000;
const MOST_IN_NAME = 31;

/**
 * Text of a cell. A workbook never takes a text for a formula, but whoever saves it as CSV and opens that again would
 * run one that starts with = + - @: it gets an apostrophe in front, shown, since the quote-prefix style is lost in
 * CSV. A lone sign stays. The record keeps what was written.
 */
export function cellText(written: string): string {
  const text = written
    .replace(/\r\n?/g, "\n")
    .replaceAll("\t", " ")
    .replace(UNWRITABLE, "")
    .trim()
    .slice(0, MOST_CHARACTERS);
  const inert = FORMULA.test(text) ? `'${text}` : text;
  const meant = inert.replace(ESCAPE, "_x005F_");
  return meant in Object.prototype ? escapeFirst(meant) : meant;
}

/** The writer looks texts up in a plain object: `constructor` must not be a name of that object. */
function escapeFirst(text: string): string {
  const code = text.charCodeAt(0).toString(16).toUpperCase().padStart(4, "0");
  return `_x${code}_${text.slice(1)}`;
}

/** A name that every spreadsheet program takes. */
export function sheetName(name: string): string {
  return name
    .replace(UNWRITABLE, "")
    .replace(/[[\]:*?/\\']/g, " ")
    .trim()
    .slice(0, MOST_IN_NAME);
}
