import { Argument, Command } from "commander";
import { today } from "../adapters/clock.ts";
import { currentRuleset } from "../adapters/rulesets.ts";
import { getLedger } from "../application/ledger.ts";
import { getMeasureLedger } from "../application/measure-ledger.ts";
import { YifaError } from "../domain/errors.ts";
import { mask } from "../domain/mask.ts";
import type { Range } from "../domain/report/ledger.ts";
import { ledgerSheet } from "../domain/report/ledger-sheet.ts";
import { LEDGERS, type LedgerName } from "../domain/report/ledgers.ts";
import { MEASURE_LEDGER, measureSheet } from "../domain/report/measure-ledger.ts";
import type { Sheet } from "../domain/report/sheet.ts";
import type { Ruleset } from "../domain/ruleset/ruleset.ts";
import type { IsoDate } from "../domain/schema/primitives.ts";
import { agencyName } from "./decision-text.ts";
import { fileName, forceOption, outOption, saveWorkbook } from "./report-file.ts";
import { jsonOption, onOption, parseDate } from "./ruleset-option.ts";
import { COMMAND_LINE } from "./stack-commands.ts";

type Options = {
  agency?: string;
  from?: IsoDate;
  to?: IsoDate;
  out?: string;
  force?: true;
  on?: IsoDate;
  json?: true;
};
type Name = LedgerName | "measures";

const EXAMPLE = "npx yifa report ledger disclosure --from 2026-07-01 --to 2026-12-31";
const NAMES = [
  ...Object.entries(LEDGERS).map(([name, { label }]) => `${name}：${label}`),
  `measures：${MEASURE_LEDGER}`,
];

export function ledgerCommand(): Command {
  return new Command("ledger")
    .addArgument(new Argument("<LEDGER>", "哪一种台账").choices([...Object.keys(LEDGERS), "measures"]))
    .option("--agency <ID>", "只列这个机关的")
    .option("--from <DATE>", "台账的日期（决定日期、成文日期、拟办日等）不早于这一天", parseDate)
    .option("--to <DATE>", "台账的日期不晚于这一天", parseDate)
    .addOption(outOption())
    .addOption(forceOption())
    .addOption(onOption())
    .addOption(jsonOption().conflicts(["out", "force"]))
    .description("导出台账：执法决定公示、法制审核、全过程记录、规范性文件、督办")
    .addHelpText("after", `\n${NAMES.join("\n")}\n\n例：${EXAMPLE}`)
    .action(run);
}

async function run(name: Name, { out, force, json, ...options }: Options): Promise<void> {
  const ruleset = await currentRuleset();
  const on = options.on ?? today();
  const range = rangeOf(options);
  const { answer, sheet } = await made(name, { agency: options.agency, range, on, ruleset });
  if (json) {
    console.log(mask(JSON.stringify({ ledger: name, ...range, on, ...answer })));
    return;
  }
  const whose = options.agency === undefined ? "" : `-${agencyName(ruleset, options.agency)}`;
  const path = out ?? fileName(`${sheet.title}${whose}-${on}`);
  await saveWorkbook([sheet], path, force);
  console.log(`已写入 ${path}：${sheet.rows.length} 件`);
  for (const note of sheet.notes.filter((one) => one.startsWith("另有"))) console.log(note);
}

type Made = { readonly answer: object; readonly sheet: Sheet };
type Asked = {
  readonly agency: string | undefined;
  readonly range: Range;
  readonly on: IsoDate;
  readonly ruleset: Ruleset;
};

async function made(name: Name, asked: Asked): Promise<Made> {
  const { ruleset } = asked;
  if (name === "measures") {
    const { directory } = ruleset;
    const rows = await getMeasureLedger({ ...asked, caller: COMMAND_LINE, directory });
    return { answer: { rows }, sheet: measureSheet(rows, asked, ruleset) };
  }
  const ledger = LEDGERS[name];
  const { rows, scope } = await getLedger(ledger, { ...asked, caller: COMMAND_LINE });
  const { undated, undetermined, minors } = scope;
  return {
    answer: { rows, undated, undetermined, minors },
    sheet: ledgerSheet(ledger, rows, scope, ruleset),
  };
}

function rangeOf({ from, to }: Options): Range {
  if (from !== undefined && to !== undefined && to < from)
    throw new YifaError("invalid", "usage", `--to ${to} 早于 --from ${from}，应为同一日或者以后`);
  return { ...(from !== undefined && { from }), ...(to !== undefined && { to }) };
}
