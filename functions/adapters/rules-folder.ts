import { readdir, readFile } from "node:fs/promises";
import { join, relative, sep } from "node:path";
import { YifaError } from "../domain/errors.ts";

/** Files that are for editors and people, not part of a ruleset. */
const NOT_RULES = /(^|\/)(README[^/]*\.md|schema\/.*)$|(^|\/)\./;

/** Reads a rules folder: text by path relative to it, `/`-separated, sorted. */
export async function readRulesFolder(dir: string): Promise<Map<string, string>> {
  try {
    const entries = await readdir(dir, { recursive: true, withFileTypes: true });
    const paths = entries
      .filter((entry) => entry.isFile())
      .map((entry) => relative(dir, join(entry.parentPath, entry.name)).split(sep).join("/"))
      .filter((path) => !NOT_RULES.test(path))
      .sort();
    return new Map(
      await Promise.all(paths.map(async (path) => [path, await readFile(join(dir, path), "utf8")] as const)),
    );
  } catch (cause) {
    throw new YifaError(
      "unavailable",
      "no-rules-folder",
      `读不到规则文件夹“${dir}”，请用 --rules 指明，例如 --rules rules`,
      { cause },
    );
  }
}
