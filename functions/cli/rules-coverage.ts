import { Command, Option } from "commander";
import {
  type Coverage,
  type CoveredClause,
  type CoveredDuty,
  coverage,
  STATES,
} from "../domain/coverage/coverage.ts";
import { coverageHtml } from "../domain/coverage/html.ts";
import { coverageMarkdown } from "../domain/coverage/markdown.ts";
import { coveragePage } from "../domain/coverage/page.ts";
import { YifaError } from "../domain/errors.ts";
import { quoted } from "../domain/read/words.ts";
import type { Ruleset } from "../domain/ruleset/ruleset.ts";
import type { DocumentFile } from "../domain/schema/folder.ts";
import { didYouMean } from "../domain/text/suggest.ts";
import { EXIT } from "./exit.ts";
import { fill } from "./fill.ts";
import { jsonOption, rulesetOf } from "./ruleset-option.ts";

type Options = { document?: string; json?: true; html?: true; md?: true };

export function coverageCommand(): Command {
  return new Command("coverage")
    .argument("[DIR]", "规则文件夹", "rules")
    .option("--document <ID>", "文件代号；不写即义务最多的一个")
    .addOption(jsonOption().conflicts(["html", "md"]))
    .addOption(new Option("--html", "输出网页，可打印，与文件对照").conflicts("md"))
    .option("--md", "输出 Markdown")
    .description("文件逐条对照规则：每项义务由哪些规则落实；有未落实的，退出码为 1")
    .addHelpText("after", "\n例：npx yifa rules coverage --html > 落实情况.html")
    .action(run);
}

async function run(dir: string, options: Options): Promise<void> {
  const ruleset = await rulesetOf(dir);
  const found = coverage(documentOf(ruleset, options.document), ruleset);
  if (found.covered < found.total) process.exitCode = EXIT.negative;
  if (options.json) console.log(JSON.stringify(forScripts(found)));
  else if (options.html) process.stdout.write(coverageHtml(coveragePage(found, ruleset)));
  else if (options.md) process.stdout.write(coverageMarkdown(coveragePage(found, ruleset)));
  else console.log(coverageLines(found).join("\n"));
}

function documentOf({ documents }: Ruleset, id: string | undefined): DocumentFile {
  const size = ({ clauses }: DocumentFile) => clauses.reduce((n, { duties }) => n + duties.length, 0);
  const all = [...documents.values()].sort((a, b) => size(b) - size(a));
  const found = id === undefined ? all[0] : documents.get(id);
  if (found) return found;
  const ids = all.map((one) => one.id);
  throw new YifaError(
    "invalid",
    "usage",
    id === undefined
      ? "规则文件夹中没有文件，应有 <文件代号>/document.json，例如 changji-2019-18/document.json"
      : `没有文件“${id.slice(0, 80)}”，可用：${ids.join("、")}${didYouMean(id.slice(0, 80), ids)}`,
  );
}

function forScripts({ document, clauses, total, covered }: Coverage): unknown {
  return {
    document: document.id,
    clauses: clauses.map(({ clause, noDuty, duties }) => ({
      clause,
      ...(noDuty !== undefined && { noDuty }),
      duties: duties.map(({ duty, rules, status, reason }) => ({
        duty,
        rules: rules.map(({ id }) => id),
        status,
        ...(reason !== undefined && { reason }),
      })),
    })),
    total,
    covered,
  };
}

function coverageLines({ document, clauses, total, covered }: Coverage): string[] {
  const missing = clauses.flatMap(({ duties }) => duties).filter(({ status }) => status === "missing");
  return [
    ...fill(`${document.number} ${document.title}`),
    "",
    ...clauses.flatMap(clauseLines),
    ...fill(`条款 ${clauses.length} 条，义务 ${total} 项，已落实 ${covered} 项，未落实 ${missing.length} 项`),
    ...(missing.length > 0 ? fill(`未落实：${missing.map(({ duty }) => duty).join("、")}`) : []),
  ];
}

function clauseLines({ clause, heading, noDuty, duties }: CoveredClause): string[] {
  return [
    ...fill(`${clause} ${heading}`),
    ...(noDuty === undefined ? [] : fill(`没有义务：${noDuty}`, "  ", "    ")),
    ...duties.flatMap(dutyLines),
    "",
  ];
}

function dutyLines({ duty, status, rules, reason, quote }: CoveredDuty): string[] {
  const told = [...rules.map(({ id }) => id), ...(reason === undefined ? [] : [reason])];
  const by = told.length > 0 ? told.join("、") : quoted(quote);
  return fill(`${duty}  ${STATES[status].label}  ${by}`, "  ", "      ");
}
