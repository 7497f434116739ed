import { Command } from "commander";
import { addressCommands } from "./mail-addresses.ts";
import { mailLedgerCommands } from "./mail-ledger.ts";
import { previewCommand } from "./mail-preview.ts";
import { onStack } from "./stack-commands.ts";

/** All but the preview work on a running stack. */
export function mailCommand(): Command {
  const mail = new Command("mail")
    .description("邮件：预览、查看、重发，退信的邮箱")
    .addCommand(previewCommand());
  for (const command of [...mailLedgerCommands(), ...addressCommands()]) mail.addCommand(onStack(command));
  return mail;
}
