import type { Rule } from "../schema/rule.ts";
import type { Diagnostic } from "./diagnostic.ts";
import type { Entry } from "./parts.ts";
import { repeated } from "./repeated.ts";

/** What holds between rules: ids used once, exceptions to rules that exist. */
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
}
