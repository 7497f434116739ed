import { Command } from "commander";
import { annualCommand } from "./report-annual.ts";
import { ledgerCommand } from "./report-ledger.ts";
import { supervisionCommand } from "./report-supervision.ts";

export function reportCommand(): Command {
  const report = new Command("report").description("生成报表、导出台账（.xlsx）");
  for (const command of [annualCommand(), supervisionCommand(), ledgerCommand()]) report.addCommand(command);
  return report;
}
