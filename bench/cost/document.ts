import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import type { Measured } from "./operations.ts";
import { tablesOf } from "./tables.ts";

const ROOT = join(import.meta.dirname, "../..");
export const DOCUMENT = join(ROOT, "docs/cost.md");
const RECORDED = join(import.meta.dirname, "measured.json");

export const recorded = async (): Promise<Measured> =>
  JSON.parse(await readFile(RECORDED, "utf8")) as Measured;

export const record = (measured: Measured): Promise<void> =>
  writeFile(RECORDED, `${JSON.stringify(measured, null, 2)}\n`);

/** The text with each of its tables made anew. @throws where a place has no table, or a table no place. */
export function withTables(text: string, measured: Measured): string {
  const tables = tablesOf(measured);
  const placed = new Set<string>();
  const made = text.replace(
    /(<!-- cost:(\w+) -->\n)[\s\S]*?(<!-- \/cost -->)/g,
    (_, begin, name: string, end) => {
      const table = tables[name];
      if (table === undefined) throw new Error(`docs/cost.md: there is no table "${name}"`);
      placed.add(name);
      return `${begin}\n${table}\n\n${end}`;
    },
  );
  const left = Object.keys(tables).filter((name) => !placed.has(name));
  if (left.length > 0) throw new Error(`docs/cost.md: no place for ${left.join(", ")}`);
  return made;
}
