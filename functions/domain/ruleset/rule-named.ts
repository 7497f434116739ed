import { YifaError } from "../errors.ts";
import type { Rule } from "../schema/rule.ts";
import { didYouMean } from "../text/suggest.ts";
import type { Ruleset } from "./ruleset.ts";

const MOST = 5;

/** @throws {YifaError} `unknown-rule`, with the nearest id. */
export function ruleNamed(ruleset: Ruleset, id: string): Rule {
  const rule = ruleset.rules.find((one) => one.id === id);
  if (rule) return rule;
  const ids = ruleset.rules.map((one) => one.id);
  const written = id.slice(0, 120);
  const near = ids.filter((one) => one.includes(written)).slice(0, MOST);
  const accepted = near.length > 0 ? `相近的有${near.join("、")}` : `例如 ${ids[0] ?? "disclosure/licence"}`;
  throw new YifaError(
    "unknown",
    "unknown-rule",
    `没有规则“${written}”，应为规则编号，${accepted}${near.length > 0 ? "" : didYouMean(written, ids)}`,
  );
}
