import { closest, distance } from "fastest-levenshtein";

/** The accepted word nearest to what was written, when near enough to be what was meant. */
export function nearest(written: string, accepted: readonly string[]): string | undefined {
  if (accepted.length === 0) return undefined;
  const near = closest(written, [...accepted]);
  return distance(written, near) <= Math.max(2, Math.floor(written.length / 3)) ? near : undefined;
}

/** ` (did you mean "x"? …)` or nothing. */
export function didYouMean(written: string, accepted: readonly string[]): string {
  const near = nearest(written, accepted);
  return near === undefined ? "" : ` (did you mean "${near}"? 是否应为“${near}”？)`;
}
