import { checkReferences } from "./check-references.ts";
import type { Diagnostic } from "./diagnostic.ts";
import type { Parts } from "./parts.ts";

/** Everything that must hold in and between the files that are not rules. */
export function checkFolder(parts: Parts): Diagnostic[] {
  return checkReferences(parts);
}
