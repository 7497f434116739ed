/** `npm start`: the whole program on this machine, with the sample records and one morning's sweep. */
import { once } from "node:events";
import { readdirSync } from "node:fs";
import { join } from "node:path";
import { withOrigin } from "../../functions/adapters/origin.ts";
import type { ImportReport } from "../../functions/application/import-file.ts";
import type { SweepReport } from "../../functions/application/sweep.ts";
import type { Ruleset } from "../../functions/domain/ruleset/ruleset.ts";
import { publishRules } from "./publish.ts";
import { type Stack, startStack } from "./stack.ts";
import { readOptions, type StartOptions, UsageError, usage } from "./start-options.ts";
import { projectRoot, synthesise } from "./synthesise.ts";

try {
  const options = readOptions(process.argv.slice(2));
  if (options.help) console.log(usage);
  else await withOrigin({ channel: "command-line" }, () => start(options));
  process.exit(0);
} catch (fault) {
  console.error(`错误：${fault instanceof Error ? fault.message : String(fault)}`);
  process.exit(fault instanceof UsageError ? 2 : 3);
}

async function start(options: StartOptions): Promise<void> {
  const { asOf, dataDir } = options;
  const interrupted = Promise.race([once(process, "SIGINT"), once(process, "SIGTERM")]);
  const templatesDir = await stage("生成部署模板与函数包", () => synthesise());
  const stack = await stage("启动本地环境", () => startStack({ dataDir, asOf, templatesDir }));
  try {
    await Promise.race([morning(stack, options), interrupted]);
    if (!options.once) await interrupted;
  } finally {
    await stack.stop();
  }
}

/** Everything that one day brings, from the rules to the mail. */
async function morning(stack: Stack, { asOf, once: leave }: StartOptions): Promise<void> {
  // Product code finds the stack by its environment alone, so it is loaded only now.
  Object.assign(process.env, stack.env);
  const ruleset = await stage("发布规则集", publishRules);
  // Before the import, which would change what it touches without telling anybody.
  await stage("按现行规则重算事项", () => recomputeDuties(asOf));
  const imports = await stage("导入样例台账", () => importSamples(ruleset, asOf));
  await stage("开立周期事项", () => stack.invoke("open-periods", { asOf }));
  const sweep = await stage("每日清查", () => stack.invoke("sweep", { asOf }) as Promise<SweepReport>);
  await stage("投递汇总邮件", () => stack.drain());
  const { printStartReport } = await import("../../functions/cli/start-report.ts");
  const { apiUrl, inboxUrl } = stack;
  const issuerUrl = stack.env.YIFA_OIDC_ISSUER ?? "";
  await printStartReport({ stack: { apiUrl, inboxUrl, issuerUrl }, imports, sweep, asOf });
  if (!leave) console.log("正在运行，按 Ctrl+C 停止");
}

async function recomputeDuties(asOf: string): Promise<void> {
  const { recompute } = await import("../../functions/application/recompute/recompute.ts");
  await recompute(asOf);
}

async function importSamples(ruleset: Ruleset, asOf: string): Promise<ImportReport[]> {
  const { importFile } = await import("../../functions/application/import-file.ts");
  const folder = join(projectRoot, "test/samples");
  const imports: ImportReport[] = [];
  for (const name of readdirSync(folder)
    .filter((each) => /\.(csv|xlsx)$/.test(each))
    .sort()) {
    imports.push(await importFile({ path: join(folder, name), asOf, ruleset }));
  }
  return imports;
}

async function stage<T>(title: string, work: () => Promise<T>): Promise<T> {
  const started = performance.now();
  const result = await work();
  console.log(`${title}：${((performance.now() - started) / 1000).toFixed(1)} 秒`);
  return result;
}
