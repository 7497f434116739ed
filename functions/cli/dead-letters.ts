import { Command } from "commander";
import type { DeadLetter } from "../adapters/dead-letters.ts";
import { listDeadLetters, replayDeadLetters } from "../application/dead-letters.ts";
import { YifaError } from "../domain/errors.ts";
import { mask } from "../domain/mask.ts";
import { EXIT } from "./exit.ts";
import { fill } from "./fill.ts";
import { minute } from "./mail-text.ts";
import { jsonOption } from "./ruleset-option.ts";
import { COMMAND_LINE } from "./stack-commands.ts";

export function deadLettersCommand(): Command {
  const command = new Command("dead-letters").description("死信：反复办理失败的消息");
  command
    .command("list")
    .addOption(jsonOption())
    .description("列出死信及其原因")
    .addHelpText("after", "\n例：npx yifa dead-letters list")
    .action(list);
  command
    .command("show")
    .argument("<ID>", "死信编号，见 yifa dead-letters list")
    .addOption(jsonOption())
    .description("一条死信的内容和原因")
    .addHelpText("after", "\n例：npx yifa dead-letters show 5fea7756-0ea4-451a-a703-a558b933e274")
    .action(show);
  command
    .command("replay")
    .argument("[IDS...]", "死信编号，不写的为全部")
    .addOption(jsonOption())
    .description("送回原队列重新办理；已办的不会重复办理，邮件不会重复发出")
    .addHelpText("after", "\n例：npx yifa dead-letters replay")
    .action(replay);
  return command;
}

async function list({ json }: { json?: true }): Promise<void> {
  const deadLetters = await listDeadLetters(COMMAND_LINE);
  if (json) console.log(mask(JSON.stringify({ deadLetters })));
  else if (deadLetters.length === 0) console.log("没有死信");
  else for (const line of deadLetters.flatMap(letterLines)) console.log(mask(line));
}

async function show(id: string, { json }: { json?: true }): Promise<void> {
  const letter = (await listDeadLetters(COMMAND_LINE)).find((one) => one.id === id);
  if (!letter)
    throw new YifaError("unknown", "unknown-dead-letter", `没有死信“${id}”，编号见 yifa dead-letters list`);
  if (json) console.log(mask(JSON.stringify({ deadLetter: letter })));
  else for (const line of [...letterLines(letter), ...fill(letter.body, "  ")]) console.log(mask(line));
}

async function replay(ids: string[], { json }: { json?: true }): Promise<void> {
  const done = await replayDeadLetters(COMMAND_LINE, ids.length > 0 ? ids : undefined);
  if (done.unknown.length > 0) process.exitCode = EXIT.negative;
  if (json) return console.log(JSON.stringify(done));
  console.log(`送回 ${done.replayed.length} 条`);
  if (done.madeUp.length > 0) console.log(`移除 ${done.madeUp.length} 条定时运行的，由下一次运行补办`);
  if (done.unknown.length > 0) console.log(`没有找到：${done.unknown.join("、")}`);
}

export function letterLines({ id, queue, sentAt, cause }: DeadLetter): string[] {
  return [
    `${queue}　${minute(sentAt)}　${id}`,
    ...Object.entries(cause).flatMap(([name, value]) => fill(`${name}：${value}`, "  ", "    ")),
  ];
}
