import { existsSync, readFileSync } from "node:fs";
import { basename, resolve } from "node:path";
import { type Diagnostic, formatDiagnostic } from "../../functions/domain/ruleset/diagnostic.ts";
import { parseSourceFile } from "../../functions/domain/ruleset/source-file.ts";
import { validate } from "../../functions/domain/ruleset/validate.ts";
import { settings } from "../../functions/domain/schema/settings.ts";
import { projectRoot } from "../handler-function.ts";
import { crossCheck, type RulesSaid } from "./cross-check.ts";
import { type Deployment, deployment } from "./schema.ts";

/** Everything that is wrong with a configuration, one line each. */
export class ConfigError extends Error {}

/** @throws {ConfigError} with all mistakes at once; nothing is synthesised from a configuration that has one. */
export function loadDeployment(path: string, rulesDir = resolve(projectRoot, "rules")): Deployment {
  if (!existsSync(path))
    throw new ConfigError(
      `没有配置文件 ${path}：请将 yifa.config.example.json 复制为 yifa.config.json 并按实际填写，或者以 --context config=文件 指定`,
    );
  const { source, problems } = parseSourceFile(basename(path), readFileSync(path, "utf8"));
  const read = source && validate(source, deployment);
  const value = read && "value" in read ? read.value : undefined;
  // What is between keys is told beside what is wrong in one of them, as far as both can be read.
  const across = source ? crossCheck(source, readRules(rulesDir)) : [];
  const found = [...problems, ...(read && "errors" in read ? read.errors : []), ...across];
  if (value && found.length === 0) return value;
  throw new ConfigError(report(path, found));
}

function report(path: string, found: readonly Diagnostic[]): string {
  const lines = [...found].sort((a, b) => a.line - b.line || a.column - b.column).map(formatDiagnostic);
  return [...new Set(lines), `${path}：共 ${new Set(lines).size} 处错误，改正后才能生成部署模板`].join("\n");
}

/** What the rules that are deployed with it say of calendar and sender. */
function readRules(dir: string): RulesSaid {
  const file = resolve(dir, "settings.json");
  if (!existsSync(file)) throw new ConfigError(`没有规则文件夹的设定文件 ${file}，部署配置须与它核对`);
  const { source } = parseSourceFile("settings.json", readFileSync(file, "utf8"));
  const read = source && validate(source, settings);
  if (!read || "errors" in read)
    throw new ConfigError(`${file} 有错误，请先运行 npx yifa rules check 并改正`);
  return { calendar: read.value.calendar, sender: read.value.office.sender };
}
