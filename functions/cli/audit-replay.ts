import { Command } from "commander";
import { type ReplayReport, replayAll, replayRecord } from "../application/replay.ts";
import { YifaError } from "../domain/errors.ts";
import type { Replayed } from "../domain/history/replay.ts";
import { mask } from "../domain/mask.ts";
import { EXIT } from "./exit.ts";
import { fill } from "./fill.ts";
import { jsonOption } from "./ruleset-option.ts";

export const auditReplayCommand = (): Command =>
  new Command("replay")
    .argument("[RECORD]", "只看一条台账，写 类型/编号；缺省为全部")
    .option("--ruleset <HASH>", "改用这个规则集；缺省为当时所用的规则集")
    .addOption(jsonOption())
    .description("把留存的每一版台账按当日重新认定，与当时的认定逐字节对照；有不同的，退出码为 1")
    .addHelpText(
      "after",
      "\n例：npx yifa audit replay enforcement-decision/h-1\n    npx yifa audit replay --ruleset <规则集编号>",
    )
    .action(run);

async function run(
  named: string | undefined,
  { ruleset, json }: { ruleset?: string; json?: true },
): Promise<void> {
  if (named === undefined) {
    const report = await replayAll(ruleset, showProgress);
    endProgress();
    tell(report, report.different.length, json, allLines);
    return;
  }
  const found = await replayRecord(keyOf(named), ruleset);
  tell(found, found.versions.filter(({ same }) => !same).length, json, recordLines);
}

function tell<T>(found: T, different: number, json: true | undefined, lines: (found: T) => string[]): void {
  if (different > 0) process.exitCode = EXIT.negative;
  if (json) console.log(mask(JSON.stringify(found)));
  else for (const line of lines(found)) console.log(mask(line));
}

function keyOf(named: string) {
  const [type = "", ...id] = named.split("/");
  if (id.length > 0) return { type, id: id.join("/") };
  throw new YifaError(
    "invalid",
    "usage",
    `“${named.slice(0, 80)}”应写成 类型/编号，例如 enforcement-decision/h-1`,
  );
}

const recordLines = ({ versions, erased }: { versions: readonly Replayed[]; erased: number }): string[] => [
  ...versions.flatMap((one) => fill(replayText(one), "", "  ")),
  ...(erased > 0 ? [`另有 ${erased} 版的事实已依规清除，不能重新认定`] : []),
];

const allLines = ({ replayed, erased, different }: ReplayReport): string[] => [
  ...different.flatMap(({ type, id, ...one }) => fill(`${type}/${id}  ${replayText(one)}`, "", "  ")),
  `重新认定 ${replayed} 版：${different.length === 0 ? "与当时的认定全部一致" : `${different.length} 版不同`}`,
  ...(erased > 0 ? [`另有 ${erased} 版的事实已依规清除，不能重新认定`] : []),
];

function replayText({ version, on, ruleset, same }: Omit<Replayed, "decision">): string {
  const by =
    ruleset.again === ruleset.first
      ? "当时的规则集"
      : `规则集 ${ruleset.again.slice(0, 12)}（当时为 ${ruleset.first.slice(0, 12)}）`;
  return `第${version}版，${on}，${by}：${same ? "一致" : "不同"}`;
}

function showProgress(replayed: number): void {
  if (process.stderr.isTTY) process.stderr.write(`\r已重新认定 ${replayed} 版`);
}

function endProgress(): void {
  if (process.stderr.isTTY) process.stderr.write("\r\u001B[K");
}
