import { currentRuleset } from "../adapters/rulesets.ts";
import { awaitingDigests } from "../adapters/store/awaiting.ts";
import { loadDigest } from "../adapters/store/digests.ts";
import { allPages } from "../application/all-pages.ts";
import type { ImportReport } from "../application/import-file.ts";
import { listRecords } from "../application/list-records.ts";
import type { SweepReport } from "../application/sweep.ts";
import { decide } from "../domain/decide/decide.ts";
import { gateGrounds } from "../domain/decide/gate-grounds.ts";
import { light } from "../domain/duty/light.ts";
import type { Duty, StoredRecord } from "../domain/entities.ts";
import { mask } from "../domain/mask.ts";
import { findPerson } from "../domain/notice/recipients.ts";
import { Words } from "../domain/read/words.ts";
import type { Ruleset } from "../domain/ruleset/ruleset.ts";
import type { IsoDate } from "../domain/schema/primitives.ts";
import { agencyName, factLabel } from "./decision-text.ts";
import { allDuties } from "./duties.ts";
import { importLines } from "./import.ts";
import { COMMAND_LINE } from "./stack-commands.ts";
import { sweepLines } from "./sweep.ts";
import { table } from "./table.ts";

/** What `npm start` did, in Chinese, for a terminal of 80 columns. */
export async function printStartReport(started: {
  stack: { apiUrl: string; inboxUrl: string; issuerUrl: string };
  imports: readonly ImportReport[];
  sweep: SweepReport;
  asOf: IsoDate;
}): Promise<void> {
  const { stack, imports, sweep, asOf } = started;
  const ruleset = await currentRuleset();
  const duties = await allDuties(ruleset);
  const sections: [string, string[]][] = [
    ["一、导入", imports.flatMap(importLines)],
    ["二、重大执法决定法制审核", await reviewLines(ruleset, asOf)],
    [`三、应办事项（${asOf}）`, dutyLines(duties, ruleset, asOf)],
    ["四、清查与汇总邮件", [...sweepLines(sweep), ...(await digestLines(sweep, ruleset, asOf))]],
    ["五、可以接着试", nextSteps(stack, duties, asOf)],
  ];
  for (const [title, lines] of sections)
    console.log(mask(`\n${title}\n${lines.map((line) => `  ${line}`).join("\n")}`));
}

async function reviewLines(ruleset: Ruleset, on: IsoDate): Promise<string[]> {
  const needed = new Map<string, { numbers: Set<string>; grounds: Map<string, number> }>();
  const open = new Map<string, { count: number; missing: Set<string> }>();
  const contradicted = new Map<string, Set<string>>();
  for (const record of await allRecords(ruleset, "enforcement-decision")) {
    const decision = await decide(record, ruleset, on);
    for (const gate of decision.gates.filter((g) => g.step === "decide")) {
      for (const reason of gate.reasons) {
        const finding = decision.findings.find((f) => f.rule === reason.rule);
        if (finding?.conflict) {
          const titles = contradicted.get(record.agency) ?? new Set();
          contradicted.set(record.agency, titles.add(`${nameOf(record)}：${finding.title}`));
        } else if (reason.state === "blocked") {
          const entry = needed.get(record.agency) ?? { numbers: new Set(), grounds: new Map() };
          if (entry.numbers.has(nameOf(record))) continue;
          entry.numbers.add(nameOf(record));
          for (const fact of gateGrounds(decision, reason.rule, ruleset)) {
            entry.grounds.set(fact, (entry.grounds.get(fact) ?? 0) + 1);
          }
          needed.set(record.agency, entry);
        } else {
          const entry = open.get(record.agency) ?? { count: 0, missing: new Set() };
          entry.count++;
          for (const fact of finding?.missing ?? []) entry.missing.add(fact);
          open.set(record.agency, entry);
        }
      }
    }
  }
  const label = (fact: string) => factLabel(ruleset, "enforcement-decision", fact);
  return [
    ...[...needed].flatMap(([agency, { numbers, grounds }]) => {
      const shown = [...numbers].slice(0, 3).join("、");
      return [
        `${agencyName(ruleset, agency)}：${numbers.size} 件须经法制审核而无审核记录`,
        `    ${[...grounds].map(([fact, n]) => `${label(fact)} ${n} 件`).join("，")}`,
        `    ${shown}${numbers.size > 3 ? " 等" : ""}`,
      ];
    }),
    ...[...open].flatMap(([agency, { count, missing }]) => [
      `${agencyName(ruleset, agency)}：${count} 件尚不能确定，请补充`,
      `    ${[...missing].map(label).join("、")}`,
    ]),
    ...[...contradicted].flatMap(([agency, titles]) => [
      `${agencyName(ruleset, agency)}：规则相互矛盾，须由法制机构更正`,
      ...[...titles].map((title) => `    ${title}`),
    ]),
  ];
}

function nameOf(record: StoredRecord): string {
  return String(record.facts.documentNumber ?? record.id);
}

const allRecords = (ruleset: Ruleset, type: string): Promise<StoredRecord[]> =>
  allPages((cursor) => listRecords({ type, caller: COMMAND_LINE, ruleset, cursor }));

function dutyLines(duties: readonly Duty[], ruleset: Ruleset, on: IsoDate): string[] {
  const open = duties.filter((duty) => duty.status === "open" && !duty.historical);
  const rows = [...Map.groupBy(open, (duty) => duty.agency)].map(([agency, own]) => {
    const count = (colour: string) => own.filter((duty) => light(duty, on) === colour).length;
    return [agencyName(ruleset, agency), count("red"), count("yellow"), count("green"), count("grey")];
  });
  const busy = rows.filter((row) => row.slice(1, 4).some((n) => n !== 0));
  const historical = duties.filter((duty) => duty.historical && duty.status === "open").length;
  return [
    ...table(["机关", "红（逾期）", "黄（将到期）", "绿", "灰（暂定或未起算）"], busy).split("\n"),
    `另有 ${rows.length - busy.length} 个机关只有暂定或未起算的事项；历史事项 ${historical} 件，只列不发邮件`,
  ];
}

async function digestLines(sweep: SweepReport, ruleset: Ruleset, on: IsoDate): Promise<string[]> {
  const waiting = (await awaitingDigests(on)).length;
  const sent = (await Promise.all(sweep.digests.map(({ id }) => loadDigest(id)))).filter(
    (digest) => digest?.status === "sent",
  );
  const byAgency = Map.groupBy(sent, (digest) => digest?.agency ?? "");
  return [
    `发出 ${sent.length} 封，待发 ${waiting} 封${sent.length === 0 && waiting === 0 ? "（当日的已在此前发出）" : ""}`,
    ...[...byAgency].flatMap(([agency, own]) => [
      `${agencyName(ruleset, agency)}`,
      ...own.map((digest) => `    ${readerOf(digest?.recipient ?? "", ruleset)}  ${digest?.subject ?? ""}`),
    ]),
  ];
}

/** By what they are there for: an address is personal. */
function readerOf(recipient: string, ruleset: Ruleset): string {
  const role = findPerson(ruleset.directory, recipient)?.person.role;
  return role === undefined ? recipient : new Words(ruleset, undefined).role(role);
}

function nextSteps(
  stack: { apiUrl: string; inboxUrl: string; issuerUrl: string },
  duties: readonly Duty[],
  on: IsoDate,
): string[] {
  const duty =
    duties.find((d) => d.status === "open" && light(d, on) === "red" && !d.historical) ?? duties[0];
  return [
    `接口    ${stack.apiUrl}/v1/duties`,
    `令牌    curl -d role=agency -d agency=housing ${stack.issuerUrl}/token`,
    `        curl -H "Authorization: Bearer $(npx yifa token --role supervisor)" \\`,
    `          "${stack.apiUrl}/v1/duties?agency=housing"`,
    `收件箱  ${stack.inboxUrl}`,
    "npx yifa duties --agency housing --status open",
    ...(duty ? [`npx yifa explain ${duty.id}`] : []),
    "npx yifa measures list --status drafted",
    `npx yifa sweep --as-of ${on}`,
  ];
}
