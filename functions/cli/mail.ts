import { Command } from "commander";
import { previewCommand } from "./mail-preview.ts";

export function mailCommand(): Command {
  return new Command("mail").description("邮件：预览").addCommand(previewCommand());
}
