import type { Diagnostic } from "./diagnostic.ts";

/** Files that others name things of come before those others. */
const ORDER: readonly RegExp[] = [
  /^(actions|directory|settings)\.json$/,
  /^[^/]+\/document\.json$/,
  /^records\//,
  /^ladders\//,
  /^calendars\//,
  /^(?!layouts\/|templates\/).*(?<!\.cases)\.json$/,
  /\.cases\.json$/,
  /^layouts\//,
];

/**
 * The place of a file among those with mistakes, so that a cause is read before what comes of it. First come files that
 * are no JSON or not there: such a mistake lies at no value.
 */
export function rankOf(file: string, found: readonly Diagnostic[]): number {
  if (found.some(({ pointer, severity }) => pointer === "" && severity === "error")) return -1;
  const rank = ORDER.findIndex((pattern) => pattern.test(file));
  return rank < 0 ? ORDER.length : rank;
}
