import { Command, Option } from "commander";
import { today } from "../adapters/clock.ts";
import { currentRuleset } from "../adapters/rulesets.ts";
import { actOnMeasure } from "../application/act-on-measure.ts";
import { allPages } from "../application/all-pages.ts";
import { listMeasures } from "../application/list-measures.ts";
import type { Caller } from "../domain/entities.ts";
import { YifaError } from "../domain/errors.ts";
import { mask } from "../domain/mask.ts";
import type { Measure } from "../domain/measure/measure.ts";
import {
  MEASURE_ACTS,
  MEASURE_STATUSES,
  type MeasureAct,
  type MeasureStatus,
} from "../domain/measure/status.ts";
import { findPerson } from "../domain/notice/recipients.ts";
import type { Ruleset } from "../domain/ruleset/ruleset.ts";
import type { IsoDate } from "../domain/schema/primitives.ts";
import { agencyName } from "./decision-text.ts";
import { fill } from "./fill.ts";
import { jsonOption, onOption } from "./ruleset-option.ts";
import { COMMAND_LINE } from "./stack-commands.ts";

type ListOptions = { agency?: string; status?: MeasureStatus; json?: true };
type ActOptions = { by: string; text?: string; on?: IsoDate; json?: true };

const EXAMPLE = "enforcement-decision:A1:disclosure.licence-or-penalty:1:supervise";
/** What is written with each act. */
const TEXTS: Record<
  MeasureAct,
  { option: string; description: string; mandatory: boolean; example: string }
> = {
  issue: {
    option: "--number <TEXT>",
    description: "本机关的文号；不写的由系统编号",
    mandatory: false,
    example: "--number 昌司督〔2026〕3号",
  },
  cancel: {
    option: "--reason <TEXT>",
    description: "不签发的理由",
    mandatory: true,
    example: "--reason 已当面督促",
  },
  answer: {
    option: "--text <TEXT>",
    description: "答复内容",
    mandatory: true,
    example: "--text 已于11月23日补充公开",
  },
  accept: { option: "--reason <TEXT>", description: "理由", mandatory: true, example: "--reason 已核实公开" },
  return: {
    option: "--reason <TEXT>",
    description: "退回的理由",
    mandatory: true,
    example: "--reason 公开网址无法打开",
  },
};

export function measuresCommand(): Command {
  const command = new Command("measures").description(
    "督办、约谈、责令整改、通报批评：拟办、签发、答复、销号",
  );
  command
    .command("list")
    .option("--agency <ID>", "只列对这个机关的")
    .addOption(new Option("--status <STATUS>", "状态").choices(Object.keys(MEASURE_STATUSES)))
    .addOption(jsonOption())
    .description("列出监督措施")
    .addHelpText("after", "\n例：npx yifa measures list --status drafted")
    .action(list);
  for (const act of Object.keys(MEASURE_ACTS) as MeasureAct[]) command.addCommand(actCommand(act));
  return command;
}

function actCommand(act: MeasureAct): Command {
  const { option, description, mandatory, example } = TEXTS[act];
  const who = act === "answer" ? "责任机关" : "签发机关";
  const person = act === "answer" ? "market-regulation-head" : "justice-legal-unit";
  return new Command(act)
    .argument("<MEASURE>", "监督措施编号，见 yifa measures list")
    .requiredOption("--by <PERSON>", `经办人在通讯录中的代号，应为${who}的人员`)
    .addOption(new Option(option, description).makeOptionMandatory(mandatory))
    .addOption(onOption())
    .addOption(jsonOption())
    .description(`${MEASURE_ACTS[act].label}一件监督措施`)
    .addHelpText("after", `\n例：npx yifa measures ${act} ${EXAMPLE} --by ${person} ${example}`)
    .action((id: string, options: ActOptions & { number?: string; reason?: string }) =>
      run(act, id, { ...options, text: options.number ?? options.reason ?? options.text }),
    );
}

async function run(
  act: MeasureAct,
  id: string,
  options: Omit<ActOptions, "text"> & { text: string | undefined },
) {
  const ruleset = await currentRuleset();
  const caller = callerOf(options.by, act, ruleset);
  const measure = await actOnMeasure({
    id,
    act,
    caller,
    on: options.on ?? today(),
    ruleset,
    text: options.text,
  });
  if (options.json) console.log(mask(JSON.stringify({ measure })));
  else for (const line of measureLines(measure, ruleset)) console.log(mask(line));
}

/** The person of the directory for whom the operator acts. */
function callerOf(person: string, act: MeasureAct, { directory }: Ruleset): Caller {
  const found = findPerson(directory, person);
  if (found) return { name: person, role: act === "answer" ? "agency" : "supervisor", agency: found.agency };
  throw new YifaError(
    "unknown",
    "unknown-person",
    `通讯录没有人员“${person}”，应写人员代号，例如 ${directory.agencies[0]?.people[0]?.id ?? "justice-legal-unit"}`,
  );
}

async function list({ agency, status, json }: ListOptions): Promise<void> {
  const ruleset = await currentRuleset();
  const { directory } = ruleset;
  const measures = await allPages((cursor) =>
    listMeasures({ agency, status, caller: COMMAND_LINE, directory, cursor }),
  );
  if (json) console.log(mask(JSON.stringify({ measures })));
  else if (measures.length === 0) console.log("没有监督措施");
  else
    for (const line of measures.flatMap((measure) => measureLines(measure, ruleset))) console.log(mask(line));
}

/** Kind, agency, status and number; the matter; the id. */
export function measureLines(measure: Measure, ruleset: Ruleset): string[] {
  const { kind, agency, issuer, status, issued, title, caseNumber = "", dueOn, draftedOn } = measure;
  const number = issued ? `，${issued.number}，限 ${issued.answerBy} 前答复` : `，${draftedOn} 拟稿`;
  return [
    `${kind}　${agencyName(ruleset, agency)}　${MEASURE_STATUSES[status].label}${number}`,
    ...fill(`${caseNumber} ${title}，期限 ${dueOn}；由${agencyName(ruleset, issuer)}签发`.trim(), "  ", "  "),
    `  ${measure.id}`,
  ];
}
