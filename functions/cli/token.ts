import { Command } from "commander";
import { localToken } from "../adapters/local-token.ts";
import { jsonOption } from "./ruleset-option.ts";

type Options = { role: string; agency?: string; name?: string; json?: true };

export function tokenCommand(): Command {
  return new Command("token")
    .requiredOption("--role <ROLE>", "角色：agency、supervisor、administrator、operator、case-system")
    .option("--agency <ID>", "机关代号；监督机关和管理员缺省为监督机关")
    .option("--name <NAME>", "姓名或者账号，记入办理记录")
    .addOption(jsonOption())
    .description("取本机系统的访问令牌，仅供试用，八小时内有效")
    .addHelpText(
      "after",
      "\n例：npx yifa token --role agency --agency housing\n例：npx yifa token --role administrator --name 李某",
    )
    .action(token);
}

async function token({ role, agency, name, json }: Options): Promise<void> {
  const access_token = await localToken({ role, ...(agency && { agency }), ...(name && { name }) });
  console.log(json ? JSON.stringify({ access_token }) : access_token);
}
