import { Command, Option } from "commander";
import { today } from "../adapters/clock.ts";
import { currentRuleset } from "../adapters/rulesets.ts";
import { actOnMail } from "../application/act-on-mail.ts";
import { allPages } from "../application/all-pages.ts";
import { getMail } from "../application/get-mail.ts";
import { listMail } from "../application/list-mail.ts";
import { YifaError } from "../domain/errors.ts";
import { mask } from "../domain/mask.ts";
import type { DigestStatus } from "../domain/notice/digest.ts";
import { DIGEST_STATUSES, type MailAct } from "../domain/notice/mail-act.ts";
import { mailView } from "../domain/notice/mail-view.ts";
import type { IsoDate } from "../domain/schema/primitives.ts";
import { contentLines, mailLines } from "./mail-text.ts";
import { jsonOption, parseDate } from "./ruleset-option.ts";
import { COMMAND_LINE } from "./stack-commands.ts";

const EXAMPLE = "digest:1:justice-legal-unit:2026-11-23";

export const mailLedgerCommands = (): Command[] => [
  new Command("list")
    .addOption(new Option("--status <STATUS>", "状态").choices(Object.keys(DIGEST_STATUSES)))
    .option("--on <DATE>", "只列这一天的", parseDate)
    .addOption(jsonOption())
    .description("列出邮件：发给谁，发出没有，送达没有")
    .addHelpText("after", "\n例：npx yifa mail list --status uncertain")
    .action(list),
  mailCommand("show", "一封邮件的内容和经过").action(show),
  mailCommand("retry", "重发一封未发出的邮件", "--resend --reason 收件人称未收到")
    .option("--resend", "结果不明的也再发一次；收件人可能收到两封")
    .option("--reason <TEXT>", "理由，结果不明的应当写明")
    .action((id: string, { resend, ...options }: ActOptions & { resend?: true }) =>
      take(resend ? "resend" : "retry", id, options),
    ),
  mailCommand("resolve", "认定一封结果不明的邮件是否已经发出", "--sent --reason 已电话核实")
    .addOption(new Option("--sent", "已发出").conflicts("notSent"))
    .addOption(new Option("--not-sent", "未发出，此后可以重发"))
    .requiredOption("--reason <TEXT>", "理由")
    .action(resolve),
];

const mailCommand = (name: string, description: string, example = "") =>
  new Command(name)
    .argument("<MAIL>", "邮件编号，见 yifa mail list")
    .addOption(jsonOption())
    .description(description)
    .addHelpText("after", `\n例：npx yifa mail ${name} ${EXAMPLE} ${example}`.trimEnd());

type ActOptions = { reason?: string; json?: true };

async function take(act: MailAct, id: string, { reason, json }: ActOptions): Promise<void> {
  const digest = await actOnMail({ id, act, reason, caller: COMMAND_LINE, on: today() });
  print({ mail: mailView(digest) }, json, mailLines(mailView(digest)));
}

async function resolve(id: string, options: ActOptions & { sent?: true; notSent?: true }): Promise<void> {
  if (!options.sent && !options.notSent)
    throw new YifaError("invalid", "usage", "应当写明 --sent（已发出）或者 --not-sent（未发出）");
  await take(options.sent ? "confirm-sent" : "confirm-not-sent", id, options);
}

async function list({ status, on, json }: { status?: DigestStatus; on?: IsoDate; json?: true }) {
  const { directory } = await currentRuleset();
  const mails = (
    await allPages((cursor) => listMail({ status, on, cursor, caller: COMMAND_LINE, directory }))
  ).map(mailView);
  print({ mails }, json, mails.length === 0 ? ["没有邮件"] : mails.flatMap(mailLines));
}

async function show(id: string, { json }: { json?: true }): Promise<void> {
  const { digest, lines, history } = await getMail(id, COMMAND_LINE);
  const mail = mailView(digest);
  print({ mail, lines, history }, json, [...mailLines(mail), ...contentLines(lines, history)]);
}

function print(answer: object, json: true | undefined, lines: readonly string[]): void {
  for (const line of json ? [JSON.stringify(answer)] : lines) console.log(mask(line));
}
