import { closest, distance } from "fastest-levenshtein";

/** The accepted word nearest to what was written, when near enough to be what was meant. */
export function nearest(written: string, accepted: readonly string[]): string | undefined {
  if (accepted.length === 0) return undefined;
  const whole = accepted.filter((word) => written.length > 1 && word.includes(written));
  const near = whole.length === 1 ? (whole[0] as string) : closest(written, [...accepted]);
  const meant = whole.length === 1 || isSlip(written, near);
  return meant && negations(written) === negations(near) ? near : undefined;
}

/** A letter in three, or two letters exchanged. */
function isSlip(written: string, word: string): boolean {
  const steps = distance(written, word);
  const sorted = (text: string) => [...text].sort().join("");
  return steps <= Math.max(1, Math.floor(written.length / 3))
    ? steps < written.length
    : steps === 2 && sorted(written) === sorted(word);
}

/** 不同意 is no slip for 同意. */
const negations = (text: string): number => text.match(/[不未非无]/g)?.length ?? 0;

/** ` (did you mean "x"? …)` or nothing. */
export function didYouMean(written: string, accepted: readonly string[]): string {
  const near = nearest(written, accepted);
  return near === undefined ? "" : ` (did you mean "${near}"? 是否应为“${near}”？)`;
}
