import { Command } from "commander";
import { callApi } from "../adapters/api-client.ts";
import { readRulesFolder } from "../adapters/rules-folder.ts";
import type { ListedRuleset, RulesetList } from "../application/publication/list-rulesets.ts";
import type { Approved } from "../application/publication/settle-ruleset.ts";
import { YifaError } from "../domain/errors.ts";
import type { ImpactStanding } from "../domain/impact/run.ts";
import { short } from "../domain/publication/act.ts";
import type { InForce } from "../domain/publication/publication.ts";
import { type Diagnostic, formatDiagnostic } from "../domain/ruleset/diagnostic.ts";
import type { RuleReport } from "../domain/ruleset/run-cases.ts";
import { EXIT } from "./exit.ts";
import { fill } from "./fill.ts";
import { type ActOptions, actOptions, fullHash } from "./publication-options.ts";
import { rulesetsText } from "./rulesets-text.ts";

/** What takes rules into force and out of it: over the API, because it counts who does it. */
export const publicationCommands = (): Command[] => [
  actOptions(new Command("publish"))
    .argument("[DIR]", "规则文件夹", "rules")
    .description("提出规则集：系统检查并运行全部案例，由另一名管理员批准后施行")
    .addHelpText("after", "\n例：npx yifa rules publish rules --as 李某")
    .action(publish),
  actOptions(new Command("approve"))
    .argument("<HASH|DIR>", "规则集编号，至少前12位；或者内容相同的规则文件夹")
    .description("批准另一名管理员提出的规则集，一分钟内施行")
    .addHelpText("after", "\n例：npx yifa rules approve 0123456789ab --as 王某")
    .action(approve),
  actOptions(new Command("reject"))
    .argument("<HASH|DIR>", "规则集编号，至少前12位；或者内容相同的规则文件夹")
    .requiredOption("--reason <TEXT>", "理由")
    .description("驳回提出的规则集")
    .addHelpText("after", "\n例：npx yifa rules reject 0123456789ab --reason 期限有误 --as 王某")
    .action(reject),
  actOptions(new Command("withdraw"))
    .argument("<HASH|DIR>", "规则集编号，至少前12位；或者内容相同的规则文件夹")
    .description("撤回自己提出的规则集")
    .addHelpText("after", "\n例：npx yifa rules withdraw 0123456789ab --as 李某")
    .action(withdraw),
  actOptions(new Command("rollback"))
    .argument("[HASH|DIR]", "规则集编号，至少前12位，或者内容相同的规则文件夹；不写即前一个")
    .requiredOption("--reason <TEXT>", "理由")
    .description("恢复施行以前经两人批准的规则集，一人即可，一分钟内施行")
    .addHelpText("after", "\n例：npx yifa rules rollback --reason 误改期限 --as 李某")
    .action(rollBack),
  actOptions(new Command("list"))
    .description("列出规则集：施行中的、待批准的、以前的，以及重算台账的结果")
    .addHelpText("after", "\n例：npx yifa rules list --as 李某")
    .action(list),
];

async function publish(dir: string, options: ActOptions): Promise<void> {
  const files = Object.fromEntries(await readRulesFolder(dir));
  try {
    const { ruleset } = await callApi<{ ruleset: ListedRuleset }>(
      { method: "POST", path: "/v1/rulesets", body: { files }, packed: true },
      options,
    );
    const { hash, checks } = ruleset;
    const warned = checks.warnings > 0 ? `，警告 ${checks.warnings} 处` : "";
    tell(options, { ruleset }, [
      `已提出规则集 ${short(hash)}：规则 ${checks.rules} 条，案例 ${checks.cases} 个全部通过${warned}`,
      `测算影响：npx yifa rules weigh ${short(hash)}`,
      `等待另一名管理员批准：npx yifa rules approve ${short(hash)}`,
    ]);
  } catch (fault) {
    if (!(fault instanceof YifaError) || !REFUSED.has(fault.code)) throw fault;
    tell(options, { code: fault.code, ...fault.details }, [...refusedLines(fault), fault.message]);
    process.exitCode = EXIT.negative;
  }
}

const REFUSED = new Set(["invalid-ruleset", "failing-cases"]);

function refusedLines({ details = {} }: YifaError): string[] {
  const { errors = [], rules = [] } = details as { errors?: Diagnostic[]; rules?: RuleReport[] };
  return [
    ...errors.map(formatDiagnostic),
    ...rules.flatMap(({ rule, cases, gaps }) => [
      `未过  ${rule}`,
      ...cases.flatMap(({ name, failures }) => fill(`案例“${name}”：${failures.join("；")}`, "      ")),
      ...gaps.flatMap((gap) => fill(gap, "      ")),
    ]),
  ];
}

async function approve(hash: string, options: ActOptions): Promise<void> {
  const path = `/v1/rulesets/${await fullHash(hash, options)}/approve`;
  const answer = await callApi<Approved>({ method: "POST", path }, options);
  if (answer.impact !== undefined && answer.impact !== "done") console.error(UNWEIGHED[answer.impact]);
  const { proposedBy, approvedBy } = answer.inForce;
  tell(options, answer, [
    `规则集 ${short(answer.inForce.hash)} 已批准，即行施行（提出：${proposedBy.name}，批准：${approvedBy.name}）`,
    "正在按新规则重算已有台账，结果见 npx yifa rules list",
  ]);
}

const UNWEIGHED: Readonly<Record<Exclude<ImpactStanding, "done">, string>> = {
  none: "注意：批准时没有测算过影响（npx yifa rules weigh）。改动有误的，可以回退：npx yifa rules rollback",
  running: "注意：批准时影响尚未测算完。改动有误的，可以回退：npx yifa rules rollback",
  outdated:
    "注意：影响是对照以前的规则集测算的，不是批准时施行的。改动有误的，可以回退：npx yifa rules rollback",
};

async function reject(hash: string, options: ActOptions): Promise<void> {
  const path = `/v1/rulesets/${await fullHash(hash, options)}/reject`;
  const body = { reason: options.reason };
  const answer = await callApi<{ ruleset: ListedRuleset }>({ method: "POST", path, body }, options);
  tell(options, answer, [`规则集 ${short(answer.ruleset.hash)} 已驳回`]);
}

async function withdraw(hash: string, options: ActOptions): Promise<void> {
  const path = `/v1/rulesets/${await fullHash(hash, options)}/withdraw`;
  const answer = await callApi<{ ruleset: ListedRuleset }>({ method: "POST", path }, options);
  tell(options, answer, [`规则集 ${short(answer.ruleset.hash)} 已撤回`]);
}

async function rollBack(hash: string | undefined, options: ActOptions): Promise<void> {
  const to = hash === undefined ? {} : { hash: await fullHash(hash, options) };
  const body = { ...to, reason: options.reason };
  const answer = await callApi<{ inForce: InForce }>(
    { method: "POST", path: "/v1/rulesets/rollback", body },
    options,
  );
  tell(options, answer, [
    `已恢复施行规则集 ${short(answer.inForce.hash)}，即行生效`,
    "正在按其规则重算已有台账，结果见 npx yifa rules list",
  ]);
}

async function list(options: ActOptions): Promise<void> {
  const answer = await callApi<RulesetList>({ method: "GET", path: "/v1/rulesets" }, options);
  tell(options, answer, [rulesetsText(answer)]);
}

function tell({ json }: ActOptions, answer: unknown, lines: readonly string[]): void {
  if (json) console.log(JSON.stringify(answer));
  else for (const line of lines) console.log(line);
}
