import { mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { Command, Option } from "commander";
import { makeFiles } from "../application/attachments.ts";
import { YifaError } from "../domain/errors.ts";
import { galleryFiles } from "../domain/preview/gallery.ts";
import { SAMPLE_DAY } from "../domain/preview/sample-duty.ts";
import { sampleMails } from "../domain/preview/samples.ts";
import { jsonOption, rulesetOf, rulesOption } from "./ruleset-option.ts";

export function previewCommand(): Command {
  return new Command("preview")
    .addOption(rulesOption())
    .addOption(new Option("--out <DIR>", "写入这个文件夹").default(".yifa/mail-preview"))
    .addOption(jsonOption())
    .description("用示例数据预览各种邮件：网页，手机和电脑宽度，附纯文本版；不发信，不需要运行中的系统")
    .addHelpText("after", "\n例：npx yifa mail preview --out 邮件预览")
    .action(preview);
}

async function preview({ rules, out, json }: { rules: string; out: string; json?: true }): Promise<void> {
  const mails = sampleMails(await rulesetOf(rules));
  const files = await Promise.all(
    mails.map(async ({ id, attached }) => [id, (await makeFiles(attached, id, SAMPLE_DAY)) ?? []] as const),
  );
  await save(out, galleryFiles(mails, new Map(files)));
  const page = join(out, "index.html");
  if (json) {
    const listed = mails.map(({ id, title, mail }) => ({ id, title, subject: mail?.subject ?? null }));
    console.log(JSON.stringify({ page, mails: listed }));
    return;
  }
  for (const { title, mail } of mails) console.log(`${title}\n  ${mail?.subject ?? "不发邮件"}`);
  console.log(`请用浏览器打开：${page}`);
}

async function save(dir: string, files: ReadonlyMap<string, string | Uint8Array>): Promise<void> {
  try {
    await mkdir(dir, { recursive: true });
    for (const [name, content] of files) await writeFile(join(dir, name), content);
  } catch (cause) {
    const message = `不能写入文件夹“${dir}”，请用 --out 指定可以写入的文件夹，例如 --out 邮件预览`;
    throw new YifaError("invalid", "usage", message, { cause });
  }
}
