import { Command } from "commander";
import { readRulesFolder } from "../adapters/rules-folder.ts";
import { formatDiagnostic } from "../domain/ruleset/diagnostic.ts";
import { loadRuleset } from "../domain/ruleset/load.ts";
import { passed, type RuleReport, runCases } from "../domain/ruleset/run-cases.ts";
import { EXIT } from "./exit.ts";
import { readCommand } from "./rules-read.ts";
import { schemaCommand } from "./rules-schema.ts";
import { dayOf, jsonOption, onOption, rulesetOf } from "./ruleset-option.ts";

export function rulesCommand(): Command {
  const rules = new Command("rules").description("检查和试算规则文件");
  rules
    .command("check")
    .argument("[DIR]", "规则文件夹", "rules")
    .addOption(jsonOption())
    .description("检查规则文件，一次列出全部错误")
    .addHelpText("after", "\n例：npx yifa rules check rules")
    .action(check);
  rules
    .command("test")
    .argument("[DIR]", "规则文件夹", "rules")
    .option("--coverage", "列出每个条件的覆盖情况")
    .addOption(onOption())
    .addOption(jsonOption())
    .description("运行规则旁的案例；条件须正反两面都试到，期限须试到届满日和次日")
    .addHelpText("after", "\n例：npx yifa rules test --coverage")
    .action(test);
  rules.addCommand(readCommand());
  rules.addCommand(schemaCommand());
  return rules;
}

async function check(dir: string, options: { json?: true }): Promise<void> {
  const loaded = loadRuleset(await readRulesFolder(dir));
  const errors = "errors" in loaded ? loaded.errors : [];
  if (errors.length > 0) process.exitCode = EXIT.negative;
  if (options.json) {
    console.log(
      JSON.stringify({
        errors: errors.map(({ file, line, column, pointer, code, message }) => ({
          file,
          line,
          column,
          pointer,
          code,
          message,
        })),
      }),
    );
    return;
  }
  for (const error of errors) console.log(formatDiagnostic(error));
  if ("ruleset" in loaded)
    console.log(
      `规则文件无误：规则 ${loaded.ruleset.rules.length} 条，规则集 ${loaded.ruleset.hash.slice(0, 12)}`,
    );
  else console.log(`共 ${errors.length} 处错误`);
}

async function test(dir: string, options: { coverage?: true; on?: string; json?: true }): Promise<void> {
  const reports = await runCases(await rulesetOf(dir), dayOf(options.on));
  if (!reports.every(passed)) process.exitCode = EXIT.negative;
  if (options.json) console.log(JSON.stringify({ rules: reports }));
  else printReports(reports, options.coverage === true);
}

function printReports(reports: readonly RuleReport[], coverage: boolean): void {
  for (const report of reports) {
    const failed = report.cases.filter((c) => c.failures.length > 0);
    console.log(
      `${passed(report) ? "通过" : "未过"}  ${report.rule}  案例 ${report.cases.length - failed.length}/${report.cases.length}${coverage ? `  条件 ${covered(report)}` : ""}`,
    );
    for (const one of failed)
      console.log(`      案例“${one.name}”\n${one.failures.map((f) => `        ${f}`).join("\n")}`);
    for (const gap of report.gaps) console.log(`      ${gap}`);
  }
  const cases = reports.flatMap((r) => r.cases);
  const bad = cases.filter((c) => c.failures.length > 0).length;
  console.log(
    `规则 ${reports.length} 条，案例 ${cases.length} 个，未通过 ${bad} 个，未试到 ${reports.reduce((n, r) => n + r.gaps.length, 0)} 处`,
  );
}

function covered(report: RuleReport): string {
  const sides = report.leaves.reduce((n, leaf) => n + Number(leaf.seenTrue) + Number(leaf.seenFalse), 0);
  return `${sides}/${report.leaves.length * 2}`;
}
