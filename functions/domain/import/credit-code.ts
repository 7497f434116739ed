import { plainText, quote, type Reading, read, refuse } from "./cell.ts";

/** GB 32100: authority, kind, six digits of region, nine of body, check character. */
const FORM = /^[0-9A-HJ-NPQRTUWXY]{2}\d{6}[0-9A-HJ-NPQRTUWXY]{10}$/;
const ALPHABET = "0123456789ABCDEFGHJKLMNPQRTUWXY";
const WEIGHTS = [1, 3, 9, 27, 19, 26, 16, 17, 20, 29, 25, 13, 8, 24, 10, 30, 28];

/** Unified social credit code. */
export function readCreditCode(text: string): Reading<string> {
  const code = plainText(text).replaceAll(" ", "").toUpperCase();
  if (FORM.test(code) && code.endsWith(checkCharacter(code))) return read(code);
  return refuse(
    "bad-credit-code",
    `统一社会信用代码${quote(code)}无效；应为18位数字或大写字母，末位校验码符合 GB 32100，例如 91652301439507801J。`,
  );
}

/** Not by stdnum: it refuses every code with remainder 0, which is one in thirty-one, and letters in front (N2…). */
function checkCharacter(code: string): string {
  const sum = WEIGHTS.reduce(
    (total, weight, index) => total + weight * ALPHABET.indexOf(code.charAt(index)),
    0,
  );
  return ALPHABET.charAt((31 - (sum % 31)) % 31);
}
