import { Command } from "commander";
import { currentRuleset } from "../adapters/rulesets.ts";
import type { AuditReport } from "../adapters/store/audits.ts";
import { audit } from "../application/audit.ts";
import { FAULTS, type Finding } from "../domain/audit/finding.ts";
import { mask } from "../domain/mask.ts";
import { gapText } from "../domain/notice/gap.ts";
import type { Ruleset } from "../domain/ruleset/ruleset.ts";
import type { IsoDate } from "../domain/schema/primitives.ts";
import { auditReplayCommand } from "./audit-replay.ts";
import { auditVerifyCommand } from "./audit-verify.ts";
import { agencyName } from "./decision-text.ts";
import { EXIT } from "./exit.ts";
import { dayOf, jsonOption, onOption } from "./ruleset-option.ts";

export function auditCommand(): Command {
  const command = new Command("audit").description("核对系统自身的记录");
  command
    .command("lines")
    .addOption(onOption())
    .addOption(jsonOption())
    .description("以台账、事项和规则推算应有的通知和事项，与已有的对照；新发现的问题告知通讯录管理人一次")
    .addHelpText("after", "\n例：npx yifa audit lines")
    .action(lines);
  command.addCommand(auditVerifyCommand());
  command.addCommand(auditReplayCommand());
  return command;
}

async function lines({ on, json }: { on?: IsoDate; json?: true }): Promise<void> {
  const report = await audit(dayOf(on));
  if (report.findings.length > 0) process.exitCode = EXIT.negative;
  if (json) console.log(mask(JSON.stringify(report)));
  else for (const line of auditText(report, await currentRuleset())) console.log(mask(line));
}

export function auditText({ day, cases, found, findings }: AuditReport, ruleset: Ruleset): string[] {
  const total = Object.values(found).reduce((sum, count) => sum + count, 0);
  const rest = total - findings.length;
  return [
    `${day} 核对 ${cases} 件，发现 ${total} 处`,
    ...findings.map((one) => findingText(one, ruleset)),
    ...(rest > 0 ? [`其余 ${rest} 处未列`] : []),
  ];
}

const findingText = (finding: Finding, ruleset: Ruleset): string =>
  finding.kind === "gap"
    ? `  ${gapText(finding.gap, ruleset.directory)}`
    : `  ${agencyName(ruleset, finding.agency)}${FAULTS[finding.kind]}：${finding.what}`;
