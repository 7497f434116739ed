import { Command } from "commander";
import { calendarCommand } from "./calendar.ts";
import { speakChinese } from "./chinese.ts";
import { decideCommand } from "./decide.ts";
import { directoryCommand } from "./directory.ts";
import { dueCommand } from "./due.ts";
import { mailCommand } from "./mail.ts";
import { rulesCommand } from "./rules.ts";
import { simulateCommand } from "./simulate.ts";
import { stackCommands } from "./stack-commands.ts";

/** All of `yifa`; a command is listed once it works. */
export async function program(): Promise<Command> {
  const yifa = new Command("yifa")
    .description("依法：把文件变成运行的规则，期限、前置程序和提醒都注明条款")
    .showHelpAfterError("（--help 显示用法）");
  for (const command of [
    dueCommand(),
    decideCommand(),
    rulesCommand(),
    calendarCommand(),
    directoryCommand(),
    simulateCommand(),
    mailCommand(),
    ...stackCommands(),
  ])
    yifa.addCommand(command);
  speakChinese(yifa);
  return yifa;
}
