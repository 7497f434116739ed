import { type Diagnostic, show } from "./diagnostic.ts";
import type { Entry } from "./parts.ts";
import type { SourceFile } from "./source-file.ts";

/** `$schema` may be left out; one that is there must be the one for this kind of file. */
export function* checkSchemaKey(source: SourceFile, ...names: readonly string[]): Iterable<Diagnostic> {
  const { $schema: found } = source.value as { $schema?: unknown };
  const up = "../".repeat(source.file.split("/").length - 1);
  const accepted = names.map((name) => `${up}schema/${name}.schema.json`);
  if (found === undefined || accepted.includes(String(found).replace(/^\.\//, ""))) return;
  yield source.at(["$schema"], "wrong-schema", `“${show(found)}”不是这类文件的 $schema`, {
    found,
    accepted,
    suggestion: accepted[0] as string,
  });
}

/** The id must be what the file (or its folder) is called: `name` gives that from the path. */
export function* checkIds(
  entries: readonly Entry<{ readonly id: string }>[],
  name: (file: string) => string,
): Iterable<Diagnostic> {
  const named = new Map(entries.map(({ source }) => [name(source.file), source.file]));
  for (const { value, source } of entries) {
    const expected = name(source.file);
    if (value.id === expected) continue;
    const other = named.get(value.id);
    const details = { found: value.id, suggestion: expected };
    yield other === undefined
      ? source.at(["id"], "id-path", `id“${value.id}”与文件名“${expected}”不一致`, details)
      : source.at(["id"], "repeated-id", `id“${value.id}”已由 ${other} 使用`, details);
  }
}

/** `ladders/general.json` → `general`. */
export const baseName = (file: string): string => file.replace(/^.*\//, "").replace(/\.json$/, "");
/** `changji-2019-18/document.json` → `changji-2019-18`. */
export const folderName = (file: string): string => file.replace(/\/[^/]*$/, "");
