import { maskText } from "./personal/mask-text.ts";

/**
 * A text as it may leave where nobody in particular reads it: mail, logs, errors, command line. Whatever has the form
 * of personal data is replaced; who knows the record masks with `maskText` and what the record tells.
 */
export const mask = (text: string): string => maskText(text, "none");

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
