import { plainText, quote, type Reading, read, refuse } from "./cell.ts";

const AMOUNT = /^(\d+|\d{1,3}(?:,\d{3})+)(?:\.(\d+))? ?(万元|元)?$/;
/** More digits than a double holds exactly. */
const MAX_DIGITS = 15;
/** Decimals that make whole fen. */
const DECIMALS = { 元: 2, 万元: 6 } as const;
type AmountUnit = keyof typeof DECIMALS;

/** Into yuan by moving the decimal point in the text: no floating-point arithmetic touches money. */
export function readYuan(text: string, columnUnit: AmountUnit): Reading<number> {
  const plain = plainText(text);
  const [, whole = "", fraction = "", written] = AMOUNT.exec(plain) ?? [];
  // A unit written in the cell says more than the header.
  const decimals = DECIMALS[(written as AmountUnit | undefined) ?? columnUnit];
  const fen = `${whole.replaceAll(",", "")}${fraction.padEnd(decimals, "0")}`.replace(/^0+(?=\d)/, "");
  if (whole === "" || fraction.length > decimals || fen.length > MAX_DIGITS) {
    return refuse(
      "bad-amount",
      `金额${quote(plain)}不可识别；应为不小于0的数字，单位${columnUnit}，以元计最多两位小数，以万元计最多六位小数，例如 1,200.5。`,
    );
  }
  const padded = fen.padStart(3, "0");
  return read(Number(`${padded.slice(0, -2)}.${padded.slice(-2)}`));
}
