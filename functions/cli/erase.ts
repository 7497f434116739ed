import { Command } from "commander";
import { today } from "../adapters/clock.ts";
import { currentRuleset } from "../adapters/rulesets.ts";
import { eraseRecordFor } from "../application/erase-record.ts";
import type { StoredRecord } from "../domain/entities.ts";
import { YifaError } from "../domain/errors.ts";
import { maskAnswer } from "../domain/personal/mask-answer.ts";
import type { IsoDate } from "../domain/schema/primitives.ts";
import { jsonOption, onOption } from "./ruleset-option.ts";
import { COMMAND_LINE } from "./stack-commands.ts";

type Options = { reason: string; on?: IsoDate; json?: true };
const EXAMPLE = "npx yifa erase enforcement-decision/housing-0011223344556677 --reason 当事人书面请求删除";

export function eraseCommand(): Command {
  return new Command("erase")
    .argument("<RECORD>", "台账条目，写作 类别/编号")
    .requiredOption("--reason <TEXT>", "理由，记入历史记录")
    .addOption(onOption())
    .addOption(jsonOption())
    .description("删除一条台账及其各版本中的个人信息，不能恢复；应办事项、统计和历史记录不变")
    .addHelpText("after", `\n例：${EXAMPLE}`)
    .action(run);
}

async function run(named: string, { reason, json, ...options }: Options): Promise<void> {
  const ruleset = await currentRuleset();
  const on = options.on ?? today();
  const record = await eraseRecordFor({ key: keyOf(named), reason, caller: COMMAND_LINE, on, ruleset });
  if (json) console.log(JSON.stringify(maskAnswer({ record }, { caller: COMMAND_LINE, ruleset, on })));
  else console.log(`已删除：${erasedFacts(record, ruleset.recordTypes.get(record.type)?.facts ?? [])}`);
}

const erasedFacts = ({ erased }: StoredRecord, facts: readonly { name: string; label: string }[]): string =>
  (erased?.facts ?? [])
    .map((name) => facts.find((one) => one.name === name)?.label ?? "没有对应事实的列")
    .join("、");

function keyOf(named: string): { type: string; id: string } {
  const [, type, id] = /^([^/]+)\/(.+)$/u.exec(named) ?? [];
  if (type !== undefined && id !== undefined) return { type, id };
  throw new YifaError(
    "invalid",
    "usage",
    `台账条目“${named}”应写作 类别/编号，例如 ${EXAMPLE.split(" ")[3]}`,
  );
}
