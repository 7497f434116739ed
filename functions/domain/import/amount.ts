import { plainText, quote, type Reading, read, refuse } from "./cell.ts";

const AMOUNT = /^(\d+|\d{1,3}(?:,\d{3})+)(?:\.(\d{1,6}))?$/;
/** More digits than a double holds exactly. */
const MAX_DIGITS = 15;

/** 万元 to yuan by moving the decimal point in the text: no floating-point arithmetic touches money. */
export function readYuanFrom10k(text: string): Reading<number> {
  const plain = plainText(text);
  const [, whole, fraction = ""] = AMOUNT.exec(plain) ?? [];
  const shifted = fraction.padEnd(6, "0");
  const digits = whole === undefined ? "" : `${whole.replaceAll(",", "")}${shifted}`.replace(/^0+(?=\d)/, "");
  if (digits === "" || digits.length > MAX_DIGITS) {
    return refuse(
      "bad-amount",
      `金额${quote(plain)}不可识别；应为不小于0的数字，单位万元，最多六位小数，例如 1,200.5。`,
    );
  }
  const padded = digits.padStart(3, "0");
  return read(Number(`${padded.slice(0, -2)}.${padded.slice(-2)}`));
}
