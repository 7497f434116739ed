import { Command } from "commander";
import { today } from "../adapters/clock.ts";
import { currentRuleset } from "../adapters/rulesets.ts";
import { loadDigest } from "../adapters/store/digests.ts";
import { type DutyInCase, loadDuty } from "../application/load-duty.ts";
import { limitOf } from "../domain/duty/close.ts";
import { light } from "../domain/duty/light.ts";
import type { Duty } from "../domain/entities.ts";
import { explain } from "../domain/explain/explanation.ts";
import { mask } from "../domain/mask.ts";
import type { NoticeLine } from "../domain/notice/line.ts";
import { shownRecord } from "../domain/personal/shown-record.ts";
import { quoteOf } from "../domain/read/book.ts";
import { citationText } from "../domain/read/citation.ts";
import { readFinding } from "../domain/read/finding.ts";
import { withMatters } from "../domain/read/trace.ts";
import { quoted } from "../domain/read/words.ts";
import type { Ruleset } from "../domain/ruleset/ruleset.ts";
import { DUTY_STATUSES, LIGHTS } from "../domain/schema/outcomes.ts";
import { DUE_SOURCES, type IsoDate } from "../domain/schema/primitives.ts";
import type { Citation } from "../domain/schema/rule.ts";
import { agencyName } from "./decision-text.ts";
import { derivationLines, limitText, questionText, waitsFor } from "./due-answer.ts";
import { fill } from "./fill.ts";
import { figureText } from "./indicators.ts";
import { mailState } from "./mail-text.ts";
import { measureLines } from "./measures.ts";
import { jsonOption, onOption } from "./ruleset-option.ts";
import { COMMAND_LINE } from "./stack-commands.ts";
import { closedText } from "./table.ts";
import { findingLines, turnLines } from "./trace-text.ts";

export function explainCommand(): Command {
  return new Command("explain")
    .argument("<DUTY>", "应办事项编号，见 yifa duties")
    .addOption(onOption())
    .addOption(jsonOption())
    .description("说明一件应办事项：为什么、依据哪一条、计入了哪些日子、发出了哪些邮件")
    .addHelpText(
      "after",
      "\n例：npx yifa explain enforcement-decision:housing-0011223344556677:disclosure.licence-or-penalty:1",
    )
    .action(run);
}

async function run(id: string, options: { on?: IsoDate; json?: true }): Promise<void> {
  const ruleset = await currentRuleset();
  const on = options.on ?? today();
  const { duty, stored } = await loadDuty(id, COMMAND_LINE);
  const record = stored.record && shownRecord(stored.record, "none", { ruleset, on }).record;
  const explained = record && (await explain(record, ruleset, on));
  const finding = explained?.decision.findings.find((one) => one.rule === duty.rule);
  const conclusion = explained?.conclusions.find((one) => one.rule === duty.rule);
  const lines = stored.lines.filter((line) => line.dutyId === id);
  const mails = await Promise.all(
    lines.map(async (line) => ({ line, digest: await loadDigest(`digest:1:${line.recipient}:${line.on}`) })),
  );
  if (options.json) {
    console.log(
      mask(
        JSON.stringify({
          duty: { ...duty, light: light(duty, on) },
          finding: finding && withMatters(finding),
          turns: conclusion?.turns ?? [],
          measures: stored.measures.filter(({ dutyId }) => dutyId === id),
          mails,
          history: stored.history,
        }),
      ),
    );
    return;
  }
  for (const line of [
    ...describe({ duty, stored }, ruleset, on).flatMap((line) => fill(line, "", "  ")),
    ...(finding ? findingLines(readFinding(finding, ruleset, stored.record?.type ?? "")) : []),
    ...turnLines(conclusion?.turns ?? []),
    ...countingLines(duty, ruleset),
  ]) {
    console.log(mask(line));
  }
  const measures = stored.measures.filter(({ dutyId }) => dutyId === id);
  if (measures.length > 0) console.log("监督措施：");
  for (const line of measures.flatMap((measure) => measureLines(measure, ruleset)))
    console.log(mask(`  ${line}`));
  console.log("通知：");
  if (mails.length === 0) console.log("  尚未发出");
  for (const { line, digest } of mails) {
    const state = line.status === "missed" ? "错过，未发" : digest ? mailState(digest) : "待发";
    console.log(`  ${line.on}  ${noticeName(line, duty)}  ${line.recipient}  ${state}`);
  }
}

/** The date, what it was counted from, and each day that was counted or not. */
function countingLines(duty: Duty, ruleset: Ruleset): string[] {
  const { dueOn, derivation, extension } = duty;
  const { from } = derivation;
  const until = extension?.grantedBy !== undefined && dueOn === extension.until ? "（经批准延期）" : "";
  return [
    `期限届满日：${limitText(limitOf(duty))}${until}${from ? `；${questionText(from, derivation)}` : ""}`,
    ...waitsFor(derivation, ruleset.calendars),
  ]
    .flatMap((line) => fill(line, "", "  "))
    .concat(derivationLines(derivation));
}

function describe({ duty }: DutyInCase, ruleset: Ruleset, on: IsoDate): string[] {
  const status = DUTY_STATUSES[duty.status].label;
  const state = duty.status === "open" ? `${status}，${LIGHTS[light(duty, on)].label}灯` : status;
  const { until = "" } = duty.acknowledged ?? {};
  const acknowledged = duty.status === "open" && on <= until ? `，已知悉，正在办理（至 ${until}）` : "";
  return [
    `${duty.title}${duty.caseNumber ? `（${duty.caseNumber}）` : ""}`,
    `责任机关：${agencyName(ruleset, duty.agency)}`,
    `状态：${state}${duty.historical ? "，历史事项，不发邮件" : ""}${acknowledged}`,
    `依据：${duty.cites.map((cite) => citedWords(cite, ruleset)).join("；")}`,
    `期限来源：${DUE_SOURCES[duty.source].label}`,
    ...(duty.figure ? [`指标：${figureText(duty.figure)}`] : []),
    ...(duty.closed ? [`${status}：${closedText(duty, duty.closed)}，${duty.closed.reason}`] : []),
  ];
}

function noticeName({ kind, step }: NoticeLine, duty: Duty): string {
  if (kind === "moved") return "期限调整";
  if (kind === "measure") return "监督措施";
  return duty.steps.find(({ id }) => id === step)?.name ?? String(step);
}

function citedWords(cite: Citation, ruleset: Ruleset): string {
  const quote = quoteOf(cite, ruleset);
  if (!("document" in cite) || quote === undefined) return citationText(cite);
  return `${citationText(cite)}${ruleset.documents.get(cite.document)?.number ?? ""}${quoted(quote)}`;
}
