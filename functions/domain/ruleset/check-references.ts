import type { Rule } from "../schema/rule.ts";
import type { Diagnostic } from "./diagnostic.ts";
import { flagLevels } from "./flag-levels.ts";
import type { Entry } from "./parts.ts";
import { repeated } from "./repeated.ts";

/** What holds between rules: ids used once, exceptions to rules that exist, no circles. */
export function* checkReferences(rules: readonly Entry<Rule>[], unread: boolean): Iterable<Diagnostic> {
  const ids = new Set(rules.map(({ value }) => value.id));
  for (const { item, first } of repeated(rules, ({ value }) => value.id))
    yield item.source.at(["id"], "repeated-rule", `规则“${item.value.id}”已在 ${first.source.file} 中`, {
      found: item.value.id,
    });
  for (const { value: rule, source } of rules)
    for (const [i, id] of (rule.exceptTo ?? []).entries())
      if (!ids.has(id) && !unread)
        yield source.at(["exceptTo", i], "unknown-rule", `没有规则“${id}”`, {
          found: id,
          accepted: [...ids],
        });
  yield* checkCircles(rules);
}

function* checkCircles(rules: readonly Entry<Rule>[]): Iterable<Diagnostic> {
  const sources = new Map(rules.map(({ value, source }) => [value.id, source]));
  for (const circle of flagLevels(rules.map(({ value }) => value)).circles)
    for (const id of circle.slice(1))
      yield* [
        sources
          .get(id)
          ?.at(
            ["id"],
            "flag-circle",
            `规则之间的归类、例外成了循环，应当去掉其中一处：${circle.join(" → ")}`,
          ),
      ].filter((found) => found !== undefined);
}
