import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { type Diagnostic, formatDiagnostic } from "../../../../functions/domain/ruleset/diagnostic.ts";
import type { Folder } from "./start-folders.ts";

/** Every code that comes up has its case in the tests of the domain. */
const TESTS = "test/domain";
const tested = readdirSync(TESTS, { recursive: true, encoding: "utf8" })
  .filter((file) => file.endsWith(".test.ts"))
  .map((file) => readFileSync(join(TESTS, file), "utf8"))
  .join("\n");
const CODES = new Set(
  tested.match(/[a-z0-9]+(-[a-z0-9]+)+|crlf|partial|delimiter|escaped|unescaped|comment|negative|unclosed/g),
);

/** Messages of parsers, and values that were never meant to be shown. */
const FOREIGN = /Unexpected|Invalid|expected|Expected|position|undefined|\[object|Error|ZodError/;

/** What is wrong with what a person is told of a folder. */
export function unfitDiagnostics(folder: Folder, diagnostics: readonly Diagnostic[]): string[] {
  return diagnostics.flatMap((d) => {
    const why = unfitMessage(d) ?? unfitPlace(folder, d);
    return why === undefined ? [] : [`${why}: ${JSON.stringify(d)}`];
  });
}

function unfitMessage(d: Diagnostic): string | undefined {
  if (!/\p{Script=Han}/u.test(d.message)) return "no Chinese message";
  if (FOREIGN.test(d.message.replace(/“[^”]*”/g, ""))) return "a message for programmers";
  if (!CODES.has(d.code)) return "a code without a case in the corpus";
  if (/[\p{Cc}\u2028\u2029]/u.test(formatDiagnostic(d))) return "more than a line";
  if ((d.found?.length ?? 0) > 100 || d.message.length > 1_000) return "too long";
  return undefined;
}

/** Files that are missing stand nowhere. */
function unfitPlace(folder: Folder, { file, line, column, code }: Diagnostic): string | undefined {
  const text = folder.get(file) ?? (/^missing-/.test(code) || file === "." ? "" : undefined);
  if (text === undefined) return "no such file";
  const length = text.split("\n", line)[line - 1]?.length;
  if (length === undefined || !Number.isInteger(line) || line < 1) return "no such line";
  return Number.isInteger(column) && column >= 1 && column <= length + 1 ? undefined : "no such column";
}
