import { Command } from "commander";
import { exportEvidence } from "../application/export-evidence.ts";
import { type Verification, verifyAll, verifyCase } from "../application/verify-history.ts";
import { parseDutyId } from "../domain/duty/duty-id.ts";
import type { RecordKey } from "../domain/entities.ts";
import { YifaError } from "../domain/errors.ts";
import { tamperingText } from "../domain/history/tampering.ts";
import { mask } from "../domain/mask.ts";
import { EXIT } from "./exit.ts";
import { forceOption, saveFile } from "./report-file.ts";
import { jsonOption } from "./ruleset-option.ts";
import { COMMAND_LINE } from "./stack-commands.ts";

type Options = { export?: string; withPersonalData?: true; force?: true; json?: true };

export const auditVerifyCommand = (): Command =>
  new Command("verify")
    .argument("[CASE]", "只核对一件：台账条目写 类型/编号，或者写应办事项编号；缺省为全部")
    .option("--export <FILE>", "把这一件的历史写成证据包（.zip），其中有不用本系统核验的方法")
    .option("--with-personal-data", "证据包附台账事实的内容，只限有权机关依法调取；缺省不附")
    .addOption(forceOption())
    .addOption(jsonOption())
    .description("核对历史记录：逐条验证校验值，指出被改动、删除、插入或者调换的记录，并与现存内容对照")
    .addHelpText(
      "after",
      "\n例：npx yifa audit verify\n    npx yifa audit verify enforcement-decision/h-1 --export 证据.zip",
    )
    .action(run);

async function run(named: string | undefined, options: Options): Promise<void> {
  checkUsage(named, options);
  const found = named === undefined ? await verifyAll(showProgress) : await verifyCase(subjectOf(named));
  if (named === undefined) endProgress();
  else if (options.export !== undefined) await writeEvidence(subjectOf(named), options.export, options);
  if (found.tampered.length > 0) process.exitCode = EXIT.negative;
  if (options.json) console.log(mask(JSON.stringify(found)));
  else for (const line of verificationText(found)) console.log(mask(line));
}

function checkUsage(named: string | undefined, options: Options): void {
  if (options.export !== undefined && named === undefined)
    throw usage(
      "--export 应同时写明是哪一件，例如 yifa audit verify enforcement-decision/h-1 --export 证据.zip",
    );
  if (options.withPersonalData && options.export === undefined)
    throw usage("--with-personal-data 只能与 --export 一起使用");
}

const usage = (message: string) => new YifaError("invalid", "usage", message);

async function writeEvidence(key: RecordKey, path: string, options: Options): Promise<void> {
  const { name } = COMMAND_LINE;
  const { withPersonalData = false, force } = options;
  const file = await exportEvidence({ key, by: name, withPersonalData });
  await saveFile(file, path, "--export", force);
}

/** `/` stands in no record id and in no duty id. */
function subjectOf(named: string): RecordKey {
  const slash = named.indexOf("/");
  if (slash < 0) return parseDutyId(named).subject;
  return { type: named.slice(0, slash), id: named.slice(slash + 1) };
}

export function verificationText({ partitions, entries, erased, tampered, end }: Verification): string[] {
  const result = tampered.length === 0 ? "完好" : `${tampered.length} 处不符`;
  return [
    ...tampered.map((one) => `${one.of}  ${tamperingText(one)}`),
    `核对 ${partitions} 件的历史，共 ${entries} 条记录：${result}`,
    ...(erased > 0 ? [`另有 ${erased} 个版本的事实已依规清除，只能核对其校验值`] : []),
    ...(end?.hash ? [`链尾：第 ${end.n} 条 ${end.hash}`] : []),
  ];
}

function showProgress(partitions: number): void {
  if (process.stderr.isTTY) process.stderr.write(`\r已核对 ${partitions} 件`);
}

function endProgress(): void {
  if (process.stderr.isTTY) process.stderr.write("\r\u001B[K");
}
