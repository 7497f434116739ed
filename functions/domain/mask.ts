/**
 * Resident identity numbers (GB 11643): province 1–8, birth date, sequence, check character. Unified social credit
 * codes (GB 32100) have 18 characters too; most do not look like this, and one that does is told by its check character.
 */
const IDENTITY_NUMBER =
  /(?<![0-9])[1-8]\d{5}(?:19|20)\d{2}(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])\d{3}[0-9Xx](?![0-9])/g;

/** The text with every identity number reduced to its first and last four characters. */
export function mask(text: string): string {
  return text.replace(IDENTITY_NUMBER, (number) =>
    isCreditCode(number) ? number : `${number.slice(0, 4)}**********${number.slice(-4)}`,
  );
}

/** A deep copy of plain data with every text masked, keys included. */
export function maskAll<T>(value: T): T {
  return masked(value) as T;
}

function masked(value: unknown): unknown {
  if (typeof value === "string") return mask(value);
  if (Array.isArray(value)) return value.map(masked);
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [mask(key), masked(inner)]));
}

const CREDIT_ALPHABET = "0123456789ABCDEFGHJKLMNPQRTUWXY";
const CREDIT_WEIGHTS = [1, 3, 9, 27, 19, 26, 16, 17, 20, 29, 25, 13, 8, 24, 10, 30, 28];
const IDENTITY_WEIGHTS = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];

const weighted = (text: string, weights: readonly number[], alphabet: string) =>
  weights.reduce((sum, weight, i) => sum + weight * alphabet.indexOf(text[i] as string), 0);

/** Only where it is a credit code and not an identity number by check character: in doubt it is masked. */
function isCreditCode(number: string): boolean {
  const upper = number.toUpperCase();
  const credit = CREDIT_ALPHABET[(31 - (weighted(upper, CREDIT_WEIGHTS, CREDIT_ALPHABET) % 31)) % 31];
  const identity = "10X98765432"[weighted(upper, IDENTITY_WEIGHTS, CREDIT_ALPHABET) % 11];
  return upper.endsWith(credit as string) && !upper.endsWith(identity as string) && /^[15]/.test(upper);
}
