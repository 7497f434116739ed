import { type Command, Option } from "commander";
import { type Credentials, callApi } from "../adapters/api-client.ts";
import { readRulesFolder } from "../adapters/rules-folder.ts";
import { connectToStack } from "../adapters/stack-connection.ts";
import type { RulesetList } from "../application/publication/list-rulesets.ts";
import { YifaError } from "../domain/errors.ts";
import { canonicalFiles, hashOfText } from "../domain/ruleset/canonical.ts";
import { dataOption, jsonOption } from "./ruleset-option.ts";

export type ActOptions = Credentials & {
  readonly data: string;
  readonly json?: true;
  readonly reason?: string;
};

/** Who acts, and on which stack. The address of the API is enough: nothing else of the stack is reached. */
export const actOptions = (command: Command): Command =>
  command
    .addOption(new Option("--as <NAME>", "本机系统的管理员姓名，仅供试用").conflicts("tokenFile"))
    .option("--token-file <FILE>", "访问令牌的文件；不写即用环境变量 YIFA_TOKEN")
    .addOption(jsonOption())
    .addOption(dataOption())
    .hook("preAction", (self) => {
      if (!process.env.YIFA_API_URL) connectToStack(self.opts<ActOptions>().data);
    });

/** As few characters as are shown; fewer could be made to fit another one. */
const BEGINNING = /^[0-9a-f]{12,63}$/;

/** The whole name of a ruleset: given so, by its beginning, or by the folder that holds the very same files. */
export async function fullHash(named: string, credentials: Credentials): Promise<string> {
  if (/^[0-9a-f]{64}$/.test(named)) return named;
  if (!BEGINNING.test(named)) return hashOfText(canonicalFiles(await readRulesFolder(named)));
  const { rulesets } = await callApi<RulesetList>({ method: "GET", path: "/v1/rulesets" }, credentials);
  const [only, ...others] = rulesets.filter(({ hash }) => hash.startsWith(named));
  if (only && others.length === 0) return only.hash;
  throw new YifaError(
    "unknown",
    "unknown-ruleset",
    `${only ? "不止一个" : "没有"}规则集以“${named}”开头，可用 npx yifa rules list 查看`,
  );
}
