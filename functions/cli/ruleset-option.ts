import { Option } from "commander";
import { today } from "../adapters/clock.ts";
import { readRulesFolder } from "../adapters/rules-folder.ts";
import { rulesetOfHash } from "../adapters/rulesets.ts";
import { connectToStack } from "../adapters/stack-connection.ts";
import { INSTANT_FORMS, type Instant, toInstant } from "../domain/calendar/instants.ts";
import { YifaError } from "../domain/errors.ts";
import { formatDiagnostic } from "../domain/ruleset/diagnostic.ts";
import { type Loaded, loadRuleset } from "../domain/ruleset/load.ts";
import type { Ruleset } from "../domain/ruleset/ruleset.ts";
import { type IsoDate, isIsoDate } from "../domain/schema/primitives.ts";

export const rulesOption = () => new Option("--rules <DIR>", "规则文件夹").default("rules");
export const dataOption = () => new Option("--data <DIR>", "本机系统的数据文件夹").default(".yifa");
export const hashOption = () =>
  new Option("--ruleset <HASH>", "运行中系统已发布的规则集编号，代替 --rules").conflicts("rules");
export const onOption = () =>
  new Option("--on <DATE>", "查询日期 YYYY-MM-DD，缺省为北京时间当日").argParser(parseDate);
export const jsonOption = () => new Option("--json", "以 JSON 输出");

export function parseDate(text: string): IsoDate {
  if (isIsoDate(text)) return text;
  throw new YifaError(
    "invalid",
    "usage",
    `日期“${text}”不是真实存在的日期，格式 YYYY-MM-DD，例如 2026-11-23`,
  );
}

export function parseMoment(text: string): IsoDate | Instant {
  const instant = toInstant(text);
  if (instant !== undefined) return instant;
  throw new YifaError("invalid", "usage", `“${text}”不可用，${INSTANT_FORMS}`);
}

/** The ruleset of a folder; its mistakes are all told at once. */
export const rulesetOf = async (dir: string): Promise<Ruleset> =>
  rulesetIn(await readRulesFolder(dir)).ruleset;

/** The published ruleset of the hash, on the stack whose data lie in `data`; without a hash that of the folder. */
export async function chosenRuleset(options: {
  rules: string;
  ruleset?: string;
  data: string;
}): Promise<Ruleset> {
  if (options.ruleset === undefined) return rulesetOf(options.rules);
  connectToStack(options.data);
  return rulesetOfHash(options.ruleset);
}

/** The ruleset of files that were read, with where its rules stand. */
export function rulesetIn(files: ReadonlyMap<string, string>): Exclude<Loaded, { errors: unknown }> {
  const loaded = loadRuleset(files);
  if ("ruleset" in loaded) return loaded;
  throw new YifaError(
    "invalid",
    "broken-rules",
    `规则文件有 ${loaded.errors.length} 处错误：\n${loaded.errors.map(formatDiagnostic).join("\n")}`,
  );
}

export const dayOf = (on: IsoDate | undefined): IsoDate => on ?? today();
