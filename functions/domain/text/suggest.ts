import { closest, distance } from "fastest-levenshtein";

/** The accepted word nearest to what was written, when near enough to be what was meant. */
function suggest(written: string, accepted: readonly string[]): string | undefined {
  if (accepted.length === 0) return undefined;
  const near = closest(written, [...accepted]);
  return distance(written, near) <= Math.max(2, Math.floor(written.length / 3)) ? near : undefined;
}

/** `（是否应为 "x"？）` or nothing. */
export function didYouMean(written: string, accepted: readonly string[]): string {
  const near = suggest(written, accepted);
  return near === undefined ? "" : ` (did you mean "${near}"? 是否应为“${near}”？)`;
}
