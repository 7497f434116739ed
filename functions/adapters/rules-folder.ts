import { readdir, readFile, watch } from "node:fs/promises";
import { join, relative, sep } from "node:path";
import { setTimeout } from "node:timers/promises";
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
      `读不到规则文件夹“${dir}”，应为规则文件夹的路径，例如 rules`,
      { cause },
    );
  }
}

/** Editors write a file in several steps, and people save several files at once. */
const QUIET_MS = 100;

/**
 * Calls `look` at once and after each change of a rule file, once for changes that come together and never twice at a
 * time, until `signal` aborts. Changes made while it looks count: the listening begins before.
 */
export async function watchRulesFolder(
  dir: string,
  look: () => Promise<void>,
  signal: AbortSignal,
): Promise<void> {
  let changed = Promise.withResolvers<void>();
  const listening = listen(dir, () => changed.resolve(), signal);
  while (!signal.aborted) {
    changed = Promise.withResolvers();
    await look();
    await Promise.race([changed.promise, listening]);
    if (!signal.aborted) await setTimeout(QUIET_MS);
  }
  await listening;
}

async function listen(dir: string, heard: () => void, signal: AbortSignal): Promise<void> {
  try {
    for await (const { filename } of watch(dir, { recursive: true, signal }))
      if (filename === null || !NOT_RULES.test(filename.split(sep).join("/"))) heard();
  } catch (error) {
    if (!signal.aborted) throw error;
  }
}
