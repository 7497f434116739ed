import { type Vocabulary, Words } from "../read/words.ts";
import type { Diagnostic } from "../ruleset/diagnostic.ts";
import type { FactLookup } from "../ruleset/fact-lookup.ts";
import type { Path, SourceFile } from "../ruleset/source-file.ts";
import type { Condition } from "../schema/condition.ts";
import type { Rule, RuleVersion } from "../schema/rule.ts";
import { impossible, smallestConflict } from "./blame.ts";
import { OutOfBudget } from "./budget.ts";
import { partsOf } from "./condition-parts.ts";
import { deadBranches } from "./dead-branches.ts";
import type { Demand } from "./demands.ts";
import { exampleCase, type Shown, withExample } from "./example-text.ts";
import { Inquiry } from "./inquiry.ts";
import { checkNeverDue, neededForDue } from "./never-due.ts";
import { FALSE, TRUE, UNKNOWN } from "./outcomes.ts";
import { redundantLeaves } from "./redundant-leaves.ts";
import { alike, nearest } from "./showing.ts";

/**
 * Conditions of a rule that can never, or cannot but, be true. `factsOf` knows the facts of a record type; versions for
 * a type that it does not know are left alone.
 */
export function checkRuleConditions(
  rule: Rule,
  source: SourceFile,
  factsOf: (recordType: string | undefined) => FactLookup | undefined,
  vocabulary: Vocabulary,
): Diagnostic[] {
  return rule.versions.flatMap((version, i) => {
    const lookup = factsOf(version.appliesTo);
    if (!lookup) return [];
    const { when, gate, indicator } = version;
    const due = neededForDue(version).map(({ present }) => present);
    const conditions = [when, gate?.opensWhen, indicator?.numerator, indicator?.denominator, ...due];
    const read = conditions.filter((c) => c !== undefined);
    return checkVersion(version, ["versions", i], source, () => {
      return new Inquiry(read, source, lookup, new Words(vocabulary, version.appliesTo));
    });
  });
}

function checkVersion(
  version: RuleVersion,
  path: Path,
  source: SourceFile,
  open: () => Inquiry,
): Diagnostic[] {
  const { when, gate, indicator } = version;
  try {
    const inquiry = open();
    return [
      ...(when ? checkWhen(when, [...path, "when"], inquiry) : []),
      ...(when ? checkNeverDue(when, neededForDue(version), [...path, "duty", "due"], inquiry) : []),
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
    "适用",
  );
  if (never) return [never];
  const always = impossible(
    { condition: when, path, wanted: FALSE },
    inquiry,
    "always-applies",
    "规则无条件适用",
    "适用",
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
  const { source, words } = inquiry;
  const never = impossible(
    { condition: opensWhen, path, wanted: TRUE },
    inquiry,
    "never-opens",
    "前置程序永远不能放行",
    "放行",
  );
  if (never) return [never];
  const applies = inquiry.goal(when, TRUE);
  if (inquiry.excludes(applies)) return [];
  const parts = [when, opensWhen].flatMap((one) =>
    one ? partsOf({ condition: one, path, wanted: TRUE }) : [],
  );
  if (inquiry.excludes(applies, inquiry.goal(opensWhen, TRUE))) {
    const message = "规则适用时 opensWhen 永远不成立，前置程序永远不能放行，请改正 when 或者 opensWhen";
    const shown = nearest(parts, smallestConflict(parts, inquiry), inquiry);
    return [withExample(source.at(path, "never-opens", message), shown, words)];
  }
  if (inquiry.excludes(applies, inquiry.goal(opensWhen, FALSE | UNKNOWN))) {
    const message = "规则适用时 opensWhen 必然成立，前置程序从不拦阻，请改正 when 或者 opensWhen";
    const opened: Demand[] = [
      [when, TRUE],
      [opensWhen, TRUE],
    ];
    const shown = alike(opened, opensWhen, "放行", inquiry);
    return [withExample(source.at(path, "always-opens", message), shown, words)];
  }
  return inner(opensWhen, path, inquiry);
}

type Indicator = NonNullable<RuleVersion["indicator"]>;

function checkIndicator(indicator: Indicator, path: Path, inquiry: Inquiry): Diagnostic[] {
  const { numerator, denominator } = indicator;
  const parts = { numerator: "没有台账能计入分子", denominator: "没有台账能计入分母" } as const;
  const never = (["numerator", "denominator"] as const).flatMap((key) => {
    const part = { condition: indicator[key], path: [...path, key], wanted: TRUE };
    return impossible(part, inquiry, "never-applies", parts[key], "计入") ?? [];
  });
  if (never.length > 0) return never;
  const { source, words } = inquiry;
  const counted = inquiry.goal(denominator, TRUE);
  const found: Diagnostic[] = [];
  if (inquiry.excludes(counted, inquiry.goal(numerator, TRUE))) {
    const message = "没有台账能同时计入分子和分母，请核对指标是否确实比较两类不同的台账";
    const shown = apart(indicator, inquiry);
    found.push(withExample(source.warn(path, "indicator-apart", message), shown, words));
  }
  if (inquiry.excludes(counted, inquiry.goal(numerator, FALSE | UNKNOWN))) {
    const message = "计入分母的台账必然计入分子，指标永远达到，请改正分子或者分母";
    const shown = alike([[denominator, TRUE]], denominator, "同时计入分子", inquiry);
    found.push(withExample(source.at(path, "never-applies", message), shown, words));
  }
  return [
    ...found,
    ...inner(numerator, [...path, "numerator"], inquiry),
    ...inner(denominator, [...path, "denominator"], inquiry),
  ];
}

/** One record that counts above the line only, and one that counts below it only. */
function apart({ numerator, denominator }: Indicator, inquiry: Inquiry): Shown | undefined {
  const [example, other] = [inquiry.example([numerator, TRUE]), inquiry.example([denominator, TRUE])];
  if (!example || !other) return undefined;
  const [above, below] = [example, other].map((one) => exampleCase(one, inquiry.words));
  return { text: `${above}，只计入分子；${below}，只计入分母`, example, other };
}

function inner(condition: Condition, path: Path, inquiry: Inquiry): Diagnostic[] {
  const dead = deadBranches(condition, path, inquiry);
  return dead.length > 0 ? dead : redundantLeaves(condition, path, inquiry);
}
