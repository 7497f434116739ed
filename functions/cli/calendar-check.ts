import { Command } from "commander";
import { readRulesFolder } from "../adapters/rules-folder.ts";
import { type AuditedYear, auditCalendars, type CalendarAudit } from "../domain/ruleset/calendar-audit.ts";
import { type Diagnostic, formatDiagnostic } from "../domain/ruleset/diagnostic.ts";
import type { IsoDate } from "../domain/schema/primitives.ts";
import { EXIT } from "./exit.ts";
import { fill } from "./fill.ts";
import { dayOf, jsonOption, onOption, rulesOption } from "./ruleset-option.ts";

export function checkCommand(): Command {
  return new Command("check")
    .addOption(rulesOption())
    .addOption(onOption())
    .addOption(jsonOption())
    .description("检查工作日历：每年放假天数、调休日是否周末、出处、年份有无间断；11月起提醒补录下一年")
    .addHelpText("after", "\n例：npx yifa calendar check --on 2026-11-23")
    .action(check);
}

type Options = { rules: string; on?: IsoDate; json?: true };

async function check(options: Options): Promise<void> {
  const { calendars, found } = auditCalendars(await readRulesFolder(options.rules), dayOf(options.on));
  const [errors, warnings] = [of(found, "error"), of(found, "warning")];
  if (errors.length > 0) process.exitCode = EXIT.negative;
  if (options.json) {
    console.log(JSON.stringify({ errors, warnings, calendars }));
    return;
  }
  for (const one of [...errors, ...warnings]) console.log(formatDiagnostic(one));
  for (const line of calendars.flatMap(summary)) console.log(line);
  const also = warnings.length > 0 ? `，警告 ${warnings.length} 处` : "";
  console.log(errors.length > 0 ? `共 ${errors.length} 处错误${also}` : `工作日历无误${also}`);
}

const of = (found: readonly Diagnostic[], severity: Diagnostic["severity"]): readonly Diagnostic[] =>
  found.filter((one) => one.severity === severity);

function summary({ calendar, years }: CalendarAudit["calendars"][number]): string[] {
  const of = (what: (year: AuditedYear) => boolean) => spans(years.filter(what).map(({ year }) => year));
  const parts = [
    ["已公布", of(({ status }) => status === "published")],
    ["未公布或未核实", of(({ status }) => status === "unknown")],
    ["文号未核实", of(({ unverified }) => unverified)],
  ].filter(([, span]) => span !== "");
  return fill(`工作日历 ${calendar}：${parts.map(([what, span]) => `${what} ${span}`).join("；")}`, "", "  ");
}

/** 2004—2006、2009 */
function spans(years: readonly number[]): string {
  const found: [number, number][] = [];
  for (const year of years) {
    const last = found.at(-1);
    if (last && last[1] + 1 === year) last[1] = year;
    else found.push([year, year]);
  }
  return found.map(([from, to]) => (from === to ? String(from) : `${from}—${to}`)).join("、");
}
