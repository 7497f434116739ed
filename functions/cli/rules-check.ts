import { Command } from "commander";
import { readRulesFolder } from "../adapters/rules-folder.ts";
import { analyse } from "../domain/analysis/analyse.ts";
import type { Diagnostic } from "../domain/ruleset/diagnostic.ts";
import { loadRuleset } from "../domain/ruleset/load.ts";
import { diagnosticLines } from "./diagnostic-lines.ts";
import { EXIT } from "./exit.ts";
import { jsonOption } from "./ruleset-option.ts";

export function checkCommand(): Command {
  return new Command("check")
    .argument("[DIR]", "规则文件夹", "rules")
    .addOption(jsonOption())
    .description("检查规则文件，一次列出全部错误；警告不影响使用")
    .addHelpText("after", "\n例：npx yifa rules check rules")
    .action(check);
}

async function check(dir: string, options: { json?: true }): Promise<void> {
  const loaded = loadRuleset(await readRulesFolder(dir));
  const found = "errors" in loaded ? loaded.errors : [...loaded.warnings, ...analyse(loaded)];
  const [errors, warnings] = [of(found, "error"), of(found, "warning")];
  if (errors.length > 0) process.exitCode = EXIT.negative;
  if (options.json) {
    console.log(JSON.stringify({ errors: errors.map(forScripts), warnings: warnings.map(forScripts) }));
    return;
  }
  for (const line of diagnosticLines([...errors, ...warnings])) console.log(line);
  const also = warnings.length > 0 ? `，警告 ${warnings.length} 处` : "";
  if ("errors" in loaded) console.log(`共 ${errors.length} 处错误${also}`);
  else {
    const { rules, hash } = loaded.ruleset;
    console.log(`规则文件无误：规则 ${rules.length} 条，规则集 ${hash.slice(0, 12)}${also}`);
  }
}

const of = (found: readonly Diagnostic[], severity: Diagnostic["severity"]): readonly Diagnostic[] =>
  found.filter((one) => one.severity === severity);

const forScripts = ({ severity: _, ...diagnostic }: Diagnostic): Omit<Diagnostic, "severity"> => diagnostic;
