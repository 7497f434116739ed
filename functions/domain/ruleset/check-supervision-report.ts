import type { Settings } from "../schema/folder.ts";
import { FULL_SCORE } from "../schema/supervision-report.ts";
import { acceptedNames } from "./accepted.ts";
import { type Diagnostic, show } from "./diagnostic.ts";
import type { Entry, Parts } from "./parts.ts";
import { repeated } from "./repeated.ts";

const AT = "supervisionReport";

/** What the supervisor's table names is there, and its weights make up the full score. */
export function* checkSupervisionReport(
  { value: { supervisionReport: terms }, source }: Entry<Settings>,
  parts: Parts,
): Iterable<Diagnostic> {
  if (!terms) return;
  const weights = Object.values(terms).map(({ weight }) => weight);
  const sum = weights.reduce((total, weight) => total + weight, 0);
  if (sum !== FULL_SCORE)
    yield source.at(
      [AT],
      "weights-sum",
      `督查统计各项分值合计应为 ${FULL_SCORE}：${weights.join("+")} 为 ${sum}`,
      { found: sum },
    );
  const { actions } = terms.disclosure;
  for (const { key, index } of repeated(actions, (action) => action))
    yield source.at([AT, "disclosure", "actions", index], "repeated-value", `“${show(key)}”重复`, {
      found: key,
    });
  const known = parts.actions?.value;
  for (const [i, action] of actions.entries())
    if (known && !known.some(({ id }) => id === action))
      yield source.at([AT, "disclosure", "actions", i], "unknown-action", `没有办理事项“${show(action)}”`, {
        found: action,
        ...acceptedNames(known),
      });
  yield* checkRule({ effect: "gate", named: terms.review.gate, path: [AT, "review", "gate"] }, source, parts);
  yield* checkRule(
    { effect: "indicator", named: terms.filing.indicator, path: [AT, "filing", "indicator"] },
    source,
    parts,
  );
}

const EFFECTS = { gate: "前置程序", indicator: "指标" } as const;
type RuleNamed = {
  readonly effect: keyof typeof EFFECTS;
  readonly named: string;
  readonly path: readonly string[];
};

/** Only where every rule could be read: the one that is named may be among the others. The rest runs without the table. */
function* checkRule(
  { effect, named, path }: RuleNamed,
  source: Entry<Settings>["source"],
  parts: Parts,
): Iterable<Diagnostic> {
  if (parts.unread.size > 0) return;
  const fitting = parts.rules.flatMap(({ value }) =>
    value.versions.some((version) => version[effect]) ? [value.id] : [],
  );
  if (!fitting.includes(named))
    yield source.warn(path, "unknown-rule", `没有${EFFECTS[effect]}规则“${show(named)}”`, {
      found: named,
      accepted: fitting,
    });
}
