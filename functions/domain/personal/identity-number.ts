import { type IsoDate, isIsoDate } from "../schema/primitives.ts";

const CREDIT_ALPHABET = "0123456789ABCDEFGHJKLMNPQRTUWXY";
const CREDIT_WEIGHTS = [1, 3, 9, 27, 19, 26, 16, 17, 20, 29, 25, 13, 8, 24, 10, 30, 28];
const IDENTITY_WEIGHTS = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];

const FORM_18 = /^[1-8]\d{5}((?:19|20)\d{2})(0[1-9]|1[0-2])(0[1-9]|[12]\d|3[01])\d{3}[0-9X]$/;
/** Of before 1999. */
const FORM_15 = /^[1-8]\d{5}(\d{2})(0[1-9]|1[0-2])(0[1-9]|[12]\d|3[01])\d{3}$/;

/**
 * Whether plain digits are a resident identity number (GB 11643), whatever its check character says: mistyped numbers
 * are personal too. Unified social credit codes (GB 32100) have 18 characters as well; one that looks like this is told
 * by its check character.
 */
export function isIdentityNumber(number: string): boolean {
  return FORM_15.test(number) || (FORM_18.test(number) && !isCreditCode(number));
}

/** Nothing where no such day exists. */
export function birthDateIn(number: string): IsoDate | undefined {
  if (!isIdentityNumber(number)) return undefined;
  const [, year = "", month, day] = FORM_18.exec(number) ?? FORM_15.exec(number) ?? [];
  const date = `${year.length === 2 ? `19${year}` : year}-${month}-${day}`;
  return isIsoDate(date) ? date : undefined;
}

/** `6523**********0019`; shorter numbers, of other documents, show one character at each end. */
export function maskIdentityNumber(number: string): string {
  const shown = number.length >= 15 ? 4 : 1;
  if (number.length <= 2 * shown) return "*".repeat(number.length);
  return number.slice(0, shown) + "*".repeat(number.length - 2 * shown) + number.slice(-shown);
}

const weighted = (text: string, weights: readonly number[], alphabet: string) =>
  weights.reduce((sum, weight, i) => sum + weight * alphabet.indexOf(text[i] as string), 0);

/** Only where it is a credit code and not an identity number by check character: in doubt it is masked. */
function isCreditCode(number: string): boolean {
  const credit = CREDIT_ALPHABET[(31 - (weighted(number, CREDIT_WEIGHTS, CREDIT_ALPHABET) % 31)) % 31];
  const identity = "10X98765432"[weighted(number, IDENTITY_WEIGHTS, CREDIT_ALPHABET) % 11];
  return number.endsWith(credit as string) && !number.endsWith(identity as string) && /^[15]/.test(number);
}
