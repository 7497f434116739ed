import { Command } from "commander";
import { currentRuleset } from "../adapters/rulesets.ts";
import { allPages } from "../application/all-pages.ts";
import { getImport, type ImportView, listImports } from "../application/imports.ts";
import { IMPORT_STATUSES } from "../domain/bulk/import-state.ts";
import { toInstant } from "../domain/calendar/instants.ts";
import { mask } from "../domain/mask.ts";
import { EXIT } from "./exit.ts";
import { fill } from "./fill.ts";
import { jsonOption } from "./ruleset-option.ts";
import { COMMAND_LINE } from "./stack-commands.ts";
import { table } from "./table.ts";

export function importsCommand(): Command {
  const command = new Command("imports").description("投放到存储桶的台账文件的导入");
  command
    .command("list")
    .option("--agency <ID>", "只列这个机关的")
    .addOption(jsonOption())
    .description("列出导入及其进度")
    .addHelpText("after", "\n例：npx yifa imports list --agency housing")
    .action(list);
  command
    .command("show")
    .argument("<ID>", "导入编号，见 yifa imports list")
    .addOption(jsonOption())
    .description("一份文件的导入：结果、原因和最先退回的各行")
    .addHelpText("after", "\n例：npx yifa imports show 0f3a5c7e9b1d2f4a6c8e")
    .action(show);
  return command;
}

async function list({ agency, json }: { agency?: string; json?: true }): Promise<void> {
  const { directory } = await currentRuleset();
  const imports = await allPages((cursor) =>
    listImports({ agency, cursor, caller: COMMAND_LINE, directory }),
  );
  if (json) console.log(mask(JSON.stringify({ imports })));
  else console.log(imports.length === 0 ? "没有导入" : mask(table(HEAD, imports.map(rowOf))));
}

const HEAD = ["编号", "机关", "文件", "状态", "行", "新增", "更新", "未变", "退回"];

const rowOf = (one: ImportView): (string | number)[] => {
  const { id, agency, file, status, row, accepted, updated, unchanged, rejected } = one;
  return [id, agency, file, IMPORT_STATUSES[status], row, accepted, updated, unchanged, rejected];
};

async function show(id: string, { json }: { json?: true }): Promise<void> {
  const found = await getImport(id, COMMAND_LINE);
  if (found.status !== "done" || found.rejected > 0) process.exitCode = EXIT.negative;
  if (json) console.log(mask(JSON.stringify({ import: found })));
  else for (const line of importLines(found)) console.log(mask(line));
}

function importLines(found: ImportView): string[] {
  const { file, agency, status, row, accepted, updated, unchanged, rejected, firstRejected } = found;
  const more = rejected > 0 && found.report !== undefined ? [`退回清单：${found.report}`] : [];
  return [
    `${file}（${agency}）：${IMPORT_STATUSES[status]}，已办理到第${row}行`,
    `新增 ${accepted}，更新 ${updated}，未变 ${unchanged}，退回 ${rejected} 行`,
    ...(found.reason ? fill(`原因：${found.reason.message}`) : []),
    `开始 ${toInstant(found.startedAt)?.slice(0, 16).replace("T", " ")}，最近 ${toInstant(found.changedAt)?.slice(0, 16).replace("T", " ")}`,
    ...firstRejected.flatMap((one) => fill(`第${one.row}行 ${one.column}：${one.message}`, "  ")),
    ...more,
    ...(found.unknownColumns.length > 0
      ? fill(`未识别的列已原样保留：${found.unknownColumns.join("、")}`)
      : []),
  ];
}
