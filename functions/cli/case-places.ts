import type { RuleSources } from "../domain/ruleset/load.ts";
import { parseSourceFile } from "../domain/ruleset/source-file.ts";

type Place = { readonly file: string; readonly line: number; readonly column: number };
/** Where the n-th case of a rule stands, or what `pointer` names within it. */
export type Places = (rule: string, index: number, pointer?: string) => Place;

/** Case files stand beside their rules; they are read again only where a place is asked for. */
export function casePlaces(files: ReadonlyMap<string, string>, sources: RuleSources): Places {
  return (rule, index, pointer = "") => {
    const file = sources.get(rule)?.file.replace(/\.json$/, ".cases.json") ?? "";
    const inner = pointer.split("/").slice(1).map(keyOf);
    const place = parseSourceFile(file, files.get(file) ?? "").source?.at(["cases", index, ...inner], "", "");
    return { file, line: place?.line ?? 1, column: place?.column ?? 1 };
  };
}

function keyOf(token: string): string | number {
  return /^\d+$/.test(token) ? Number(token) : token.replaceAll("~1", "/").replaceAll("~0", "~");
}
