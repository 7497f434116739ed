import { Command } from "commander";
import { checkCommand } from "./calendar-check.ts";
import { draftCommand } from "./calendar-draft.ts";
import { showCommand } from "./calendar-show.ts";

export function calendarCommand(): Command {
  const calendar = new Command("calendar").description("查看、检查、拟写工作日历");
  for (const command of [showCommand(), checkCommand(), draftCommand()]) calendar.addCommand(command);
  return calendar;
}
