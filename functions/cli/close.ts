import { Command } from "commander";
import { today } from "../adapters/clock.ts";
import { currentRuleset } from "../adapters/rulesets.ts";
import { discharge, waive } from "../application/close-duty.ts";
import { extend } from "../application/extend-duty.ts";
import { loadDuty } from "../application/load-duty.ts";
import type { Instant } from "../domain/calendar/instants.ts";
import { closingTerms, ruleVersion } from "../domain/duty/effect.ts";
import type { Duty } from "../domain/entities.ts";
import { YifaError } from "../domain/errors.ts";
import { mask } from "../domain/mask.ts";
import { DUTY_STATUSES } from "../domain/schema/outcomes.ts";
import type { IsoDate } from "../domain/schema/primitives.ts";
import { acknowledgeCommand } from "./acknowledge.ts";
import { jsonOption, onOption, parseMoment } from "./ruleset-option.ts";
import { COMMAND_LINE } from "./stack-commands.ts";
import { closedText } from "./table.ts";

type Options = {
  reason: string;
  evidence: string[];
  published?: string;
  doneOn?: IsoDate | Instant;
  until?: IsoDate;
  on?: IsoDate;
  json?: true;
};

const collect = (value: string, before: string[]): string[] => [...before, value];

export function closeCommands(): Command[] {
  const base = (name: string, description: string, example: string) =>
    new Command(name)
      .argument("<DUTY>", "应办事项编号，见 yifa duties")
      .requiredOption("--reason <TEXT>", "理由")
      .addOption(onOption())
      .addOption(jsonOption())
      .description(description)
      .addHelpText("after", `\n例：${example}`);
  const id = "enforcement-decision:A1:disclosure.licence-or-penalty:1";
  return [
    acknowledgeCommand(),
    base(
      "discharge",
      "办结销号，附证据",
      `npx yifa discharge ${id} --reason 已公开 --evidence https://www.example.org/1 --published 执法机关,执法对象,执法类别,执法结论`,
    )
      .option("--evidence <证据>", "证据：网址，或 名称=内容；可多次", collect, [])
      .option("--published <ITEMS>", "公开的内容，逗号分隔")
      .option("--done-on <DATE>", "办结日期；期限计半日的，写时刻", parseMoment)
      .action(run(dischargeOne)),
    base("waive", "豁免", `npx yifa waive ${id} --reason 依法不再办理`)
      .option("--evidence <证据>", "证据：名称=内容；可多次", collect, [])
      .action(
        run(async (duty, o, on) =>
          waive({
            id: duty,
            reason: o.reason,
            evidence: named(o.evidence, []),
            caller: COMMAND_LINE,
            on,
            ruleset: await currentRuleset(),
          }),
        ),
      ),
    base(
      "extend",
      "同意延期申请（仅限规则允许延期的事项）",
      `npx yifa extend ${id} --reason 案情复杂`,
    ).action(
      run(async (duty, o, on) =>
        extend({
          id: duty,
          reason: o.reason,
          grant: true,
          caller: COMMAND_LINE,
          on,
          ruleset: await currentRuleset(),
        }),
      ),
    ),
  ];
}

async function dischargeOne(id: string, options: Options, on: IsoDate): Promise<Duty> {
  const ruleset = await currentRuleset();
  const { duty } = await loadDuty(id, COMMAND_LINE);
  const { evidence } = closingTerms(ruleVersion(ruleset, duty.rule, undefined));
  return discharge({
    id,
    reason: options.reason,
    evidence: named(options.evidence, evidence),
    published: options.published?.split(/[,，、]/).map((item) => item.trim()) ?? [],
    caller: COMMAND_LINE,
    on,
    ruleset,
    ...(options.doneOn !== undefined && { doneOn: options.doneOn }),
  });
}

/** `name=value`, or a bare value for the one thing that is asked for. */
function named(given: readonly string[], asked: readonly string[]): Record<string, string> {
  return Object.fromEntries(
    given.map((item) => {
      const match = /^([A-Za-z][\w.-]*)=(.+)$/su.exec(item);
      if (match) return [match[1] as string, match[2] as string];
      if (asked.length === 1) return [asked[0] as string, item];
      throw new YifaError(
        "invalid",
        "usage",
        `证据“${item}”应写成 名称=内容，例如 ${asked[0] ?? "document"}=https://www.example.org/1`,
      );
    }),
  );
}

function run(act: (id: string, options: Options, on: IsoDate) => Promise<Duty>) {
  return async (id: string, options: Options): Promise<void> => {
    const duty = await act(id, options, options.on ?? today());
    if (options.json) console.log(mask(JSON.stringify({ duty })));
    else
      console.log(
        mask(
          `${duty.title}：${DUTY_STATUSES[duty.status].label}${duty.closed ? `（${closedText(duty, duty.closed)}）` : ""}，届满日 ${duty.dueOn}`,
        ),
      );
  };
}
