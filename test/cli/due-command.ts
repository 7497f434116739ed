/** The command on its own, as a program. */
import { Command } from "commander";
import { dueCommand } from "../../functions/cli/due.ts";

await new Command("yifa").addCommand(dueCommand()).parseAsync();
