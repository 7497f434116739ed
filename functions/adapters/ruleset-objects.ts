import { canonicalFiles, hashOfText } from "../domain/ruleset/canonical.ts";
import { loadRuleset } from "../domain/ruleset/load.ts";
import type { Ruleset } from "../domain/ruleset/ruleset.ts";
import { getText, putText } from "./objects.ts";

/** What the server found when a ruleset was proposed, kept beside its files. */
export type Finding = "diagnostics" | "tests";

const filesKey = (hash: string) => `rulesets/${hash}.json`;
const findingKey = (hash: string, finding: Finding) => `rulesets/${hash}.${finding}.json`;

/** The files of a ruleset under its hash: `sha256sum` of the object is its name. */
export const putFiles = (hash: string, files: ReadonlyMap<string, string>): Promise<void> =>
  putText(filesKey(hash), canonicalFiles(files));

export const putFinding = (hash: string, finding: Finding, value: unknown): Promise<void> =>
  putText(findingKey(hash, finding), JSON.stringify(value));

/** Nothing where it is gone, or no JSON any more. */
export async function getFinding(hash: string, finding: Finding): Promise<unknown> {
  try {
    return JSON.parse((await getText(findingKey(hash, finding))) ?? "null") ?? undefined;
  } catch (fault) {
    if (fault instanceof SyntaxError) return undefined;
    throw fault;
  }
}

/** What lies under a ruleset's name is not that ruleset, or nothing lies there. */
export class BrokenRuleset extends Error {
  readonly missing: boolean;

  constructor(hash: string, reason: string, more: { missing?: true; cause?: unknown } = {}) {
    super(`规则集 ${hash.slice(0, 12)} 不可用：${reason}`, { cause: more.cause });
    this.name = "BrokenRuleset";
    this.missing = more.missing === true;
  }
}

/**
 * A ruleset exactly as its name says: the text is compared with the hash before anything is read out of it.
 * @throws {BrokenRuleset}
 */
export async function getRuleset(hash: string): Promise<Ruleset> {
  const text = await getText(filesKey(hash));
  if (text === undefined) throw new BrokenRuleset(hash, "存储桶中没有它的文件", { missing: true });
  if (hashOfText(text) !== hash) throw new BrokenRuleset(hash, "内容与编号不符，已被改动或者损坏");
  const loaded = loadRuleset(readFiles(text, hash));
  if ("errors" in loaded) throw new BrokenRuleset(hash, `规则文件有 ${loaded.errors.length} 处错误`);
  if (loaded.ruleset.hash !== hash) throw new BrokenRuleset(hash, "文件没有按规定的格式存放");
  return loaded.ruleset;
}

function readFiles(text: string, hash: string): Map<string, string> {
  try {
    const { files } = JSON.parse(text) as { files: Record<string, string> };
    const entries = Object.entries(files);
    if (entries.every(([, content]) => typeof content === "string")) return new Map(entries);
  } catch (cause) {
    throw new BrokenRuleset(hash, "读不出文件", { cause });
  }
  throw new BrokenRuleset(hash, "读不出文件");
}
