import type { Diagnostic } from "../ruleset/diagnostic.ts";
import type { FactLookup } from "../ruleset/fact-lookup.ts";
import type { Path, SourceFile } from "../ruleset/source-file.ts";
import type { Condition } from "../schema/condition.ts";
import type { Rule, RuleVersion } from "../schema/rule.ts";
import { impossible } from "./blame.ts";
import { OutOfBudget } from "./budget.ts";
import { deadBranches } from "./dead-branches.ts";
import { Inquiry } from "./inquiry.ts";
import { FALSE, TRUE, UNKNOWN } from "./outcomes.ts";
import { redundantLeaves } from "./redundant-leaves.ts";

/**
 * Conditions of a rule that can never, or cannot but, be true. `factsOf` knows the facts of a record type; versions for
 * a type that it does not know are left alone.
 */
export function checkRuleConditions(
  rule: Rule,
  source: SourceFile,
  factsOf: (recordType: string | undefined) => FactLookup | undefined,
): Diagnostic[] {
  return rule.versions.flatMap((version, i) => {
    const lookup = factsOf(version.appliesTo);
    return lookup ? checkVersion(version, source, ["versions", i], lookup) : [];
  });
}

function checkVersion(
  version: RuleVersion,
  source: SourceFile,
  path: Path,
  lookup: FactLookup,
): Diagnostic[] {
  const { when, gate, indicator } = version;
  const conditions = [when, gate?.opensWhen, indicator?.numerator, indicator?.denominator];
  try {
    const inquiry = new Inquiry(
      conditions.filter((c) => c !== undefined),
      source,
      lookup,
    );
    return [
      ...(when ? checkWhen(when, [...path, "when"], inquiry) : []),
      ...(gate ? checkOpens(when, gate.opensWhen, [...path, "gate", "opensWhen"], inquiry) : []),
      ...(indicator ? checkIndicator(indicator, [...path, "indicator"], inquiry) : []),
    ];
  } catch (error) {
    if (!(error instanceof OutOfBudget)) throw error;
    const message = "条件过于复杂，未能查明是否有永远不成立或者多余的部分，请拆成几条规则";
    return [source.warn(path, "not-analysed", message)];
  }
}

function checkWhen(when: Condition, path: Path, inquiry: Inquiry): Diagnostic[] {
  const never = impossible(
    { condition: when, path, wanted: TRUE },
    inquiry,
    "never-applies",
    "规则永远不适用",
  );
  if (never) return [never];
  const always = impossible(
    { condition: when, path, wanted: FALSE },
    inquiry,
    "always-applies",
    "规则无条件适用",
  );
  return always ? [always] : inner(when, path, inquiry);
}

/** Opening is a matter of true or not: a missing fact does not open. */
function checkOpens(
  when: Condition | undefined,
  opensWhen: Condition,
  path: Path,
  inquiry: Inquiry,
): Diagnostic[] {
  const { source } = inquiry;
  const never = impossible(
    { condition: opensWhen, path, wanted: TRUE },
    inquiry,
    "never-opens",
    "前置程序永远不能放行",
  );
  if (never) return [never];
  const applies = inquiry.goal(when, TRUE);
  if (inquiry.excludes(applies)) return [];
  if (inquiry.excludes(applies, inquiry.goal(opensWhen, TRUE))) {
    const message = "规则适用时 opensWhen 永远不成立，前置程序永远不能放行，请改正 when 或者 opensWhen";
    return [source.at(path, "never-opens", message)];
  }
  if (inquiry.excludes(applies, inquiry.goal(opensWhen, FALSE | UNKNOWN))) {
    const message = "规则适用时 opensWhen 必然成立，前置程序从不拦阻，请改正 when 或者 opensWhen";
    return [source.at(path, "always-opens", message)];
  }
  return inner(opensWhen, path, inquiry);
}

function checkIndicator(
  indicator: NonNullable<RuleVersion["indicator"]>,
  path: Path,
  inquiry: Inquiry,
): Diagnostic[] {
  const { numerator, denominator } = indicator;
  const parts = { numerator: "没有台账能计入分子", denominator: "没有台账能计入分母" } as const;
  const never = (["numerator", "denominator"] as const).flatMap((key) => {
    const part = { condition: indicator[key], path: [...path, key], wanted: TRUE };
    return impossible(part, inquiry, "never-applies", parts[key]) ?? [];
  });
  if (never.length > 0) return never;
  const counted = inquiry.goal(denominator, TRUE);
  const within = inquiry.goal(numerator, TRUE);
  const above = inquiry.goal(numerator, FALSE | UNKNOWN);
  const apart = "没有台账能同时计入分子和分母，请核对指标是否确实比较两类不同的台账";
  const met = "计入分母的台账必然计入分子，指标永远达到，请改正分子或者分母";
  return [
    ...(inquiry.excludes(counted, within) ? [inquiry.source.warn(path, "indicator-apart", apart)] : []),
    ...(inquiry.excludes(counted, above) ? [inquiry.source.at(path, "never-applies", met)] : []),
    ...inner(numerator, [...path, "numerator"], inquiry),
    ...inner(denominator, [...path, "denominator"], inquiry),
  ];
}

function inner(condition: Condition, path: Path, inquiry: Inquiry): Diagnostic[] {
  const dead = deadBranches(condition, path, inquiry);
  return dead.length > 0 ? dead : redundantLeaves(condition, path, inquiry);
}
