import { createHash } from "node:crypto";

/**
 * The one text that says what a rules folder holds, as it lies in the bucket: JSON with the files in path order. Quoted
 * and escaped, so that no content can pass for a path and two folders never have one text.
 */
export function canonicalFiles(files: ReadonlyMap<string, string>): string {
  const sorted = [...files].sort(([a], [b]) => (a < b ? -1 : 1));
  return JSON.stringify({ files: Object.fromEntries(sorted) });
}

/** SHA-256 of a text in UTF-8; of the canonical text it is the name of the ruleset, as `sha256sum` tells it too. */
export const hashOfText = (text: string): string => createHash("sha256").update(text, "utf8").digest("hex");
