import { it } from "vitest";
import { edited, expectDiagnostics } from "../../../support/corpus.ts";

export type Edit = readonly [from: string, to: string];
/** Edits to a file of the fixture, with a marker before each culprit. */
export type Mistake = readonly [name: string, ...edits: Edit[]];

export function itRefuses(file: string, mistakes: readonly Mistake[]): void {
  for (const [name, ...edits] of mistakes) it(name, () => expectDiagnostics(file, edited(file, ...edits)));
}
