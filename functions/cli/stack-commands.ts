import type { Command } from "commander";
import { connectToStack } from "../adapters/stack-connection.ts";
import type { Caller } from "../domain/entities.ts";
import { auditCommand } from "./audit.ts";
import { closeCommands } from "./close.ts";
import { deadLettersCommand } from "./dead-letters.ts";
import { dutiesCommand } from "./duties.ts";
import { eraseCommand } from "./erase.ts";
import { explainCommand } from "./explain.ts";
import { importCommand } from "./import.ts";
import { importsCommand } from "./imports.ts";
import { indicatorsCommand } from "./indicators.ts";
import { measuresCommand } from "./measures.ts";
import { reportCommand } from "./report.ts";
import { dataOption } from "./ruleset-option.ts";
import { sweepCommand } from "./sweep.ts";
import { sweepsCommand } from "./sweeps.ts";
import { tokenCommand } from "./token.ts";

/** Who acts on the command line: the operator's access to the database stands for an administrator. */
export const COMMAND_LINE: Caller = { name: "cli", role: "administrator" };

/** Commands on a running stack, embedded or on AWS. */
export function stackCommands(): Command[] {
  const commands = [
    importCommand(),
    importsCommand(),
    dutiesCommand(),
    explainCommand(),
    indicatorsCommand(),
    ...closeCommands(),
    eraseCommand(),
    sweepCommand(),
    sweepsCommand(),
    auditCommand(),
    reportCommand(),
    measuresCommand(),
    deadLettersCommand(),
    tokenCommand(),
  ];
  for (const command of commands.flatMap(withWork)) onStack(command);
  return commands;
}

/** The command finds the stack before it works. */
export function onStack(command: Command): Command {
  return command.addOption(dataOption()).hook("preAction", (self) => {
    const { data, dryRun } = self.opts<{ data: string; dryRun?: true }>();
    if (!dryRun) connectToStack(data);
  });
}

/** A group does nothing itself; its commands do. */
const withWork = (command: Command): readonly Command[] =>
  command.commands.length === 0 ? [command] : command.commands;
