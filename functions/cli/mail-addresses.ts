import { Command } from "commander";
import { currentRuleset } from "../adapters/rulesets.ts";
import { badAddresses, clearBadAddress } from "../application/addresses.ts";
import { RECEIPT_STATES } from "../domain/notice/receipt.ts";
import { agencyName } from "./decision-text.ts";
import { minute } from "./mail-text.ts";
import { jsonOption } from "./ruleset-option.ts";
import { COMMAND_LINE } from "./stack-commands.ts";

export const addressCommands = (): Command[] => [
  new Command("addresses")
    .addOption(jsonOption())
    .description("列出通讯录中退信或者拒收的邮箱，不再向其发信")
    .addHelpText("after", "\n例：npx yifa mail addresses")
    .action(list),
  new Command("clear-address")
    .argument("<PERSON>", "人员在通讯录中的代号")
    .requiredOption("--reason <TEXT>", "理由")
    .description("恢复向一个人的邮箱发信；通讯录换了邮箱的自动恢复，不用本命令")
    .addHelpText("after", "\n例：npx yifa mail clear-address housing-head --reason 邮箱已修复")
    .action(clear),
];

async function list({ json }: { json?: true }): Promise<void> {
  const ruleset = await currentRuleset();
  const addresses = await badAddresses(ruleset.directory);
  if (json) console.log(JSON.stringify({ addresses }));
  else if (addresses.length === 0) console.log("没有退信或者拒收的邮箱");
  else
    for (const { person, agency, reason, at } of addresses)
      console.log(
        `${RECEIPT_STATES[reason].label}　${minute(at)}　${agencyName(ruleset, agency)}　${person}`,
      );
}

async function clear(person: string, { reason }: { reason: string }): Promise<void> {
  const { directory } = await currentRuleset();
  await clearBadAddress({ person, reason, caller: COMMAND_LINE, directory });
  console.log(`已恢复向 ${person} 的邮箱发信`);
}
