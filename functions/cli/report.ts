import { Command } from "commander";
import { annualCommand } from "./report-annual.ts";

export function reportCommand(): Command {
  const report = new Command("report").description("生成应当报送的报表（.xlsx）");
  for (const command of [annualCommand()]) report.addCommand(command);
  return report;
}
