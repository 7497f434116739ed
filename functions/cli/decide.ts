import { open } from "node:fs/promises";
import { createInterface } from "node:readline";
import type { Readable } from "node:stream";
import { Command } from "commander";
import { decide } from "../domain/decide/decide.ts";
import { readSubject } from "../domain/decide/read-subject.ts";
import type { DecidedDuty, Decision, Subject } from "../domain/entities.ts";
import { YifaError } from "../domain/errors.ts";
import { type Conclusion, explain } from "../domain/explain/explanation.ts";
import { mask } from "../domain/mask.ts";
import { shownRecord } from "../domain/personal/shown-record.ts";
import { withMatters } from "../domain/read/trace.ts";
import type { Ruleset } from "../domain/ruleset/ruleset.ts";
import type { IsoDate } from "../domain/schema/primitives.ts";
import { printDecision, printExplanation } from "./decision-text.ts";
import { EXIT } from "./exit.ts";
import {
  chosenRuleset,
  dataOption,
  dayOf,
  hashOption,
  jsonOption,
  onOption,
  rulesOption,
} from "./ruleset-option.ts";

type Options = {
  rules: string;
  ruleset?: string;
  data: string;
  on?: IsoDate;
  json?: true;
  onlyApplies?: true;
  trace: boolean;
  explain?: true;
};

export function decideCommand(): Command {
  return new Command("decide")
    .argument("<FILE>", "一条台账条目（JSON），或每行一条（JSON Lines）；- 为标准输入")
    .addOption(rulesOption())
    .addOption(hashOption())
    .addOption(dataOption())
    .addOption(onOption())
    .addOption(jsonOption())
    .option("--only-applies", "只列出适用的认定")
    .option("--no-trace", "不带推理过程")
    .option("--explain", "逐项写成文字：依据、理由、哪些不影响结论、哪项事实改变则结论改变")
    .description("按规则认定台账条目，不存储")
    .addHelpText(
      "after",
      '\n例：echo \'{"type":"enforcement-decision","id":"1","agency":"housing","facts":{"kind":"行政处罚","decidedOn":"2026-09-28"}}\' | npx yifa decide -',
    )
    .action(run);
}

async function run(file: string, options: Options): Promise<void> {
  const ruleset = await chosenRuleset(options);
  const on = dayOf(options.on);
  const input = file === "-" ? process.stdin : await openFile(file);
  let buffered = "";
  let whole = true;
  for await (const line of createInterface({ input, crlfDelay: Number.POSITIVE_INFINITY })) {
    // A file is one record over many lines until a first line stands by itself.
    if (whole && buffered === "" && !isJson(line)) buffered = line;
    else if (buffered !== "") buffered += `\n${line}`;
    else {
      whole = false;
      if (line.trim() !== "") await answer(line, ruleset, on, options);
    }
  }
  if (buffered.trim() === "") return;
  if (isJson(buffered)) await answer(buffered, ruleset, on, options);
  else
    for (const line of buffered.split("\n")) if (line.trim() !== "") await answer(line, ruleset, on, options);
}

async function openFile(file: string): Promise<Readable> {
  try {
    const handle = await open(file);
    if ((await handle.stat()).isFile()) return handle.createReadStream({ encoding: "utf8" });
    await handle.close();
  } catch {}
  throw new YifaError(
    "invalid",
    "no-such-file",
    `读不到文件“${file}”，应为 JSON 或 JSON Lines 文件，例如 台账.jsonl，或 - 为标准输入`,
  );
}

function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}

async function answer(line: string, ruleset: Ruleset, on: IsoDate, options: Options): Promise<void> {
  try {
    const read = readSubject(line, ruleset, on);
    const subject = shownRecord(read.subject, "none", { ruleset, on: read.on }).record;
    const { decision, conclusions } = await decided({ ...read, subject }, ruleset, options);
    if (options.json)
      console.log(
        mask(JSON.stringify({ ...forOutput(decision, options), ...(conclusions && { conclusions }) })),
      );
    else if (conclusions) printExplanation({ decision, conclusions }, ruleset);
    else printDecision(decision, ruleset, options.onlyApplies === true);
  } catch (error) {
    if (!(error instanceof YifaError)) throw error;
    process.exitCode = EXIT.negative;
    const { code, message, pointer = "" } = error;
    console.log(
      options.json
        ? mask(JSON.stringify({ error: { code, message, pointer } }))
        : `错误 ${code}：${mask(message)}`,
    );
  }
}

type Decided = { decision: Decision; conclusions?: readonly Conclusion[] };

async function decided(
  { subject, on }: { subject: Subject; on: IsoDate },
  ruleset: Ruleset,
  options: Options,
): Promise<Decided> {
  if (options.explain) return explain(subject, ruleset, on);
  return { decision: await decide(subject, ruleset, on, { trace: options.trace }) };
}

const DUTY_KEYS = [
  "rule",
  "title",
  "action",
  "responsible",
  "triggerOn",
  "dueOn",
  "provisional",
  "source",
  "status",
  "dischargedOn",
  "dischargedAt",
] as const satisfies (keyof DecidedDuty)[];

function forOutput(decision: Decision, options: Options): object {
  const { reports: _reports, findings, duties, ...rest } = decision;
  return {
    ...rest,
    findings: findings.filter((f) => !options.onlyApplies || f.outcome === "applies").map(withMatters),
    duties: duties.map((duty) => ({
      ...Object.fromEntries(DUTY_KEYS.map((key) => [key, duty[key]])),
      ...(duty.derivation.dueAt !== undefined && { dueAt: duty.derivation.dueAt }),
    })),
  };
}
