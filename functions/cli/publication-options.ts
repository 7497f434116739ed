import { type Command, Option } from "commander";
import { type Credentials, callApi } from "../adapters/api-client.ts";
import { connectToStack } from "../adapters/stack-connection.ts";
import type { RulesetList } from "../application/publication/list-rulesets.ts";
import { YifaError } from "../domain/errors.ts";
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
const SHORTEST = 12;

/** The whole name of a ruleset of which the beginning was given. */
export async function fullHash(start: string, credentials: Credentials): Promise<string> {
  if (/^[0-9a-f]{64}$/.test(start)) return start;
  const { rulesets } = await callApi<RulesetList>({ method: "GET", path: "/v1/rulesets" }, credentials);
  const found = rulesets.filter(({ hash }) => hash.startsWith(start));
  const [only] = found;
  if (only && found.length === 1 && start.length >= SHORTEST) return only.hash;
  throw new YifaError(
    "unknown",
    "unknown-ruleset",
    `没有以“${start.slice(0, 80)}”开头的唯一一个规则集，应为编号的前 ${SHORTEST} 位或者全部，可用 npx yifa rules list 查看`,
  );
}
