import { join } from "node:path";
import type { Caller } from "../../functions/domain/entities.ts";
import type { Ruleset } from "../../functions/domain/ruleset/ruleset.ts";
import { projectRoot } from "./synthesise.ts";

/** Of this machine: the same two steps by two persons as anywhere else. */
const PROPOSER: Caller = { name: "本地管理员甲", role: "administrator" };
const APPROVER: Caller = { name: "本地管理员乙", role: "administrator" };

/** Puts the project's own rules into force, unless they are. */
export async function publishRules(): Promise<Ruleset> {
  const { readRulesFolder } = await import("../../functions/adapters/rules-folder.ts");
  const { currentRuleset } = await import("../../functions/adapters/rulesets.ts");
  const { loadInForce, loadPublication } = await import("../../functions/adapters/store/publications.ts");
  const { canonicalFiles, hashOfText } = await import("../../functions/domain/ruleset/canonical.ts");
  const { proposeRuleset } = await import("../../functions/application/publication/propose-ruleset.ts");
  const { approveRuleset, rollBackRuleset } = await import(
    "../../functions/application/publication/settle-ruleset.ts"
  );
  const files = await readRulesFolder(join(projectRoot, "rules"));
  const hash = hashOfText(canonicalFiles(files));
  if ((await loadInForce())?.hash !== hash) {
    if ((await loadPublication(hash))?.status === "approved")
      await rollBackRuleset(hash, "恢复为 rules 文件夹的规则", PROPOSER);
    else {
      await proposeRuleset(files, PROPOSER);
      await approveRuleset(hash, APPROVER);
    }
  }
  return currentRuleset();
}
