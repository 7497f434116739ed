import { mkdir, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";

const SUFFIX = ".schema.json";

/** The schemas that stand in `<rules>/schema`, as text by file name; none where there is no such folder. */
export async function readSchemaFolder(rules: string): Promise<ReadonlyMap<string, string>> {
  const dir = join(rules, "schema");
  const names = (await readdir(dir).catch(ifAbsent)).filter((name) => name.endsWith(SUFFIX)).sort();
  const texts = names.map(async (name) => [name, await readFile(join(dir, name), "utf8")] as const);
  return new Map(await Promise.all(texts));
}

function ifAbsent(error: NodeJS.ErrnoException): string[] {
  if (error.code === "ENOENT") return [];
  throw error;
}

/** Makes `<rules>/schema` hold these schemas and no others. */
export async function writeSchemaFolder(rules: string, schemas: ReadonlyMap<string, string>): Promise<void> {
  const dir = join(rules, "schema");
  await mkdir(dir, { recursive: true });
  for (const name of (await readSchemaFolder(rules)).keys()) {
    if (!schemas.has(name)) await rm(join(dir, name));
  }
  for (const [name, text] of schemas) await writeFile(join(dir, name), text);
}
