import { Command, Option } from "commander";
import { today } from "../adapters/clock.ts";
import { currentRuleset } from "../adapters/rulesets.ts";
import { allPages } from "../application/all-pages.ts";
import { listDuties } from "../application/list-duties.ts";
import { light } from "../domain/duty/light.ts";
import type { Duty, DutyStatus } from "../domain/entities.ts";
import { mask } from "../domain/mask.ts";
import type { Ruleset } from "../domain/ruleset/ruleset.ts";
import { DUTY_STATUSES, LIGHTS } from "../domain/schema/outcomes.ts";
import type { IsoDate } from "../domain/schema/primitives.ts";
import { agencyName } from "./decision-text.ts";
import { jsonOption, onOption, parseDate } from "./ruleset-option.ts";
import { COMMAND_LINE } from "./stack-commands.ts";
import { table } from "./table.ts";

type Options = { agency?: string; status?: DutyStatus; dueBefore?: IsoDate; on?: IsoDate; json?: true };

export function dutiesCommand(): Command {
  return new Command("duties")
    .option("--agency <ID>", "只列这个机关的")
    .addOption(new Option("--status <STATUS>", "状态").choices(Object.keys(DUTY_STATUSES)))
    .option("--due-before <DATE>", "届满日早于这一天", parseDate)
    .addOption(onOption())
    .addOption(jsonOption())
    .description("列出应办事项")
    .addHelpText("after", "\n例：npx yifa duties --agency market-regulation --status open")
    .action(run);
}

async function run(options: Options): Promise<void> {
  const ruleset = await currentRuleset();
  const on = options.on ?? today();
  const duties = await allDuties(ruleset, options);
  if (options.json)
    console.log(
      mask(JSON.stringify({ duties: duties.map((duty) => ({ ...duty, light: light(duty, on) })) })),
    );
  else printDuties(duties, ruleset, on);
}

export const allDuties = (
  { directory }: Ruleset,
  filter: Pick<Options, "agency" | "status" | "dueBefore"> = {},
): Promise<Duty[]> =>
  allPages((cursor) => listDuties({ ...filter, caller: COMMAND_LINE, directory, cursor }));

function printDuties(duties: readonly Duty[], ruleset: Ruleset, on: IsoDate): void {
  for (const [agency, own] of Map.groupBy(duties, (duty) => duty.agency)) {
    console.log(`${agencyName(ruleset, agency)}（${own.length} 件）`);
    for (const duty of own) {
      const state =
        duty.status === "open" ? `${LIGHTS[light(duty, on)].label}灯` : DUTY_STATUSES[duty.status].label;
      console.log(
        mask(
          `  ${state}  ${duty.dueOn}${duty.provisional ? "（暂定）" : ""}  ${duty.caseNumber ?? ""} ${duty.title}${duty.historical ? "（历史事项）" : ""}`,
        ),
      );
      console.log(mask(`        ${duty.id}`));
    }
  }
  const open = duties.filter((duty) => duty.status === "open");
  console.log(
    table(
      ["", "红", "黄", "绿", "灰"],
      [
        [
          "合计",
          ...(["red", "yellow", "green", "grey"] as const).map(
            (l) => open.filter((d) => light(d, on) === l).length,
          ),
        ],
      ],
    ),
  );
}
