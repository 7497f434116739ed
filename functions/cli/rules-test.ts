import { Command } from "commander";
import { readRulesFolder, watchRulesFolder } from "../adapters/rules-folder.ts";
import { YifaError } from "../domain/errors.ts";
import { ruleNamed } from "../domain/ruleset/rule-named.ts";
import { covered, passed, type RuleReport, runCases } from "../domain/ruleset/run-cases.ts";
import type { IsoDate } from "../domain/schema/primitives.ts";
import { casePlaces, type Places } from "./case-places.ts";
import { EXIT } from "./exit.ts";
import { fill } from "./fill.ts";
import { dayOf, jsonOption, onOption, rulesetIn } from "./ruleset-option.ts";

type Options = { coverage?: true; watch?: true; on?: IsoDate; json?: true };

export function testCommand(): Command {
  return new Command("test")
    .argument("[DIR]", "规则文件夹", "rules")
    .argument("[RULE]", "规则编号；不写即全部")
    .option("--coverage", "列出每个条件的覆盖情况")
    .option("--watch", "文件一有改动就重新检查和运行，按 Ctrl-C 结束")
    .addOption(onOption())
    .addOption(jsonOption())
    .description(
      "运行规则旁的案例；条件须正反两面都试到，期限须试到届满日和次日，各个版本、设定的每个可取的值都须试到",
    )
    .addHelpText("after", "\n例：npx yifa rules test rules disclosure/licence-or-penalty --coverage")
    .action(test);
}

async function test(dir: string, rule: string | undefined, options: Options): Promise<void> {
  if (!options.watch) {
    if (!(await runOnce(dir, rule, options))) process.exitCode = EXIT.negative;
    return;
  }
  // Watching a folder that is not there would wait for ever.
  await readRulesFolder(dir);
  const stop = new AbortController();
  process.once("SIGINT", () => stop.abort());
  const again = async () => {
    console.clear();
    await runOnce(dir, rule, options).catch(tellBroken);
    console.log(`正在监视 ${dir}，改动后重新运行，按 Ctrl-C 结束`);
  };
  await watchRulesFolder(dir, again, stop.signal);
}

/** While the files are broken or a rule is renamed the watch goes on. */
function tellBroken(error: unknown): void {
  if (!(error instanceof YifaError)) throw error;
  console.log(error.message);
}

async function runOnce(dir: string, id: string | undefined, options: Options): Promise<boolean> {
  const files = await readRulesFolder(dir);
  const { ruleset, sources } = rulesetIn(files);
  const rules = id === undefined ? ruleset.rules : [ruleNamed(ruleset, id)];
  const reports = await runCases(ruleset, dayOf(options.on), rules);
  const places = casePlaces(files, sources);
  if (options.json)
    console.log(JSON.stringify({ rules: reports.map((report) => forScripts(report, places)) }));
  else for (const line of reportLines(reports, places, options.coverage === true)) console.log(line);
  return reports.every(passed);
}

function forScripts(report: RuleReport, places: Places): unknown {
  const cases = report.cases.map((one, i) => ({ ...one, ...places(report.rule, i, one.pointer) }));
  return { ...report, passed: passed(report), cases, coverage: covered(report.leaves) };
}

function reportLines(reports: readonly RuleReport[], places: Places, coverage: boolean): string[] {
  const cases = reports.flatMap((report) => report.cases);
  const bad = cases.filter(({ failures }) => failures.length > 0).length;
  const gaps = reports.reduce((n, report) => n + report.gaps.length, 0);
  return [
    ...reports.flatMap((report) => ruleLines(report, places, coverage)),
    `规则 ${reports.length} 条，案例 ${cases.length} 个，未通过 ${bad} 个，未试到 ${gaps} 处`,
  ];
}

function ruleLines(report: RuleReport, places: Places, coverage: boolean): string[] {
  const { rule, cases, gaps } = report;
  const good = cases.filter(({ failures }) => failures.length === 0).length;
  const { seen, of, percent } = covered(report.leaves);
  const share = coverage ? `  条件 ${seen}/${of}（${percent}%）` : "";
  return [
    `${passed(report) ? "通过" : "未过"}  ${rule}  案例 ${good}/${cases.length}${share}`,
    ...cases.flatMap(({ name, failures, pointer }, i) => {
      if (failures.length === 0) return [];
      const { file, line } = places(rule, i, pointer);
      return [
        ...fill(`案例“${name}”（${file}:${line}）`, "      "),
        ...failures.flatMap((failure) => fill(failure, "        ")),
      ];
    }),
    ...gaps.flatMap((gap) => fill(gap, "      ")),
  ];
}
