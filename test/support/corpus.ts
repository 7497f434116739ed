import { expect } from "vitest";
import { readRulesFolder } from "../../functions/adapters/rules-folder.ts";
import type { Diagnostic } from "../../functions/domain/ruleset/diagnostic.ts";
import { loadRuleset } from "../../functions/domain/ruleset/load.ts";

/** A rules folder that is small, complete in itself and without a mistake. */
export const fixture: ReadonlyMap<string, string> = await readRulesFolder("test/fixtures/rules");

/** Loads the fixture with this file in it (or in the place of its own) and tells the diagnostics of that file. */
export function diagnose(path: string, text: string): Diagnostic[] {
  const loaded = loadRuleset(new Map([...fixture, [path, text]]));
  return [...("errors" in loaded ? loaded.errors : loaded.warnings)].filter((d) => d.file === path);
}

/** A file of the fixture with snippets replaced, each of which must stand in it exactly once. */
export function edited(path: string, ...edits: readonly (readonly [from: string, to: string])[]): string {
  return edits.reduce((text, edit) => replaceOnce(text, edit), fixture.get(path) ?? "");
}

export function replaceOnce(text: string, [from, to]: readonly [from: string, to: string]): string {
  const parts = text.split(from);
  if (parts.length !== 2) throw new Error(`${parts.length - 1} times in the text: ${from}`);
  return parts.join(to);
}

/**
 * Asserts that the file has exactly the mistakes that are marked in it: `⟦code⟧` stands right before each culprit.
 * Text without a marker must load without a diagnostic.
 */
export function expectDiagnostics(path: string, marked: string): void {
  const expected: string[] = [];
  let text = "";
  for (const [i, piece] of marked.split(/⟦([^⟧]*)⟧/).entries()) {
    if (i % 2 === 0) text += piece;
    else {
      const before = text.split("\n");
      expected.push(`${before.length}:${(before.at(-1)?.length ?? 0) + 1} ${piece}`);
    }
  }
  const found = diagnose(path, text).map((d) => `${d.line}:${d.column} ${d.code}`);
  expect(found.sort()).toEqual(expected.sort());
}
