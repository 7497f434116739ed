import { Command } from "commander";
import { today } from "../adapters/clock.ts";
import { currentRuleset } from "../adapters/rulesets.ts";
import { acknowledgeDuty } from "../application/acknowledge-duty.ts";
import { mask } from "../domain/mask.ts";
import type { IsoDate } from "../domain/schema/primitives.ts";
import { jsonOption, onOption, parseDate } from "./ruleset-option.ts";
import { COMMAND_LINE } from "./stack-commands.ts";

type Options = { until: IsoDate; reason?: string; on?: IsoDate; json?: true };

export function acknowledgeCommand(): Command {
  return new Command("acknowledge")
    .argument("<DUTY>", "应办事项编号，见 yifa duties")
    .requiredOption("--until <DATE>", "有效期，含当日，不超过届满日和五个工作日", parseDate)
    .option("--reason <TEXT>", "办理情况")
    .addOption(onOption())
    .addOption(jsonOption())
    .description("确认已知悉、正在办理：有效期内暂停届满前的提醒，到期提醒和催办照发")
    .addHelpText(
      "after",
      "\n例：npx yifa acknowledge enforcement-decision:A1:disclosure.licence-or-penalty:1 --until 2026-11-20",
    )
    .action(acknowledge);
}

async function acknowledge(id: string, { until, reason, on, json }: Options): Promise<void> {
  const duty = await acknowledgeDuty({
    id,
    until,
    caller: COMMAND_LINE,
    on: on ?? today(),
    ruleset: await currentRuleset(),
    ...(reason !== undefined && { reason }),
  });
  if (json) console.log(mask(JSON.stringify({ duty })));
  else console.log(mask(`${duty.title}：已知悉，正在办理，${until} 前不再提醒，届满日 ${duty.dueOn}`));
}
