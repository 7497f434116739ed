import { withExample } from "../analysis/example-text.ts";
import { hangsOn } from "../analysis/hangs-on.ts";
import type { Rule } from "../schema/rule.ts";
import type { Diagnostic } from "./diagnostic.ts";
import { flagLevels } from "./flag-levels.ts";
import { factsOfType, type Parts, vocabularyOf } from "./parts.ts";

/** Rules of a circle that a message names. */
const MAX_NAMED = 8;
/** Rules with an example; a folder made to have thousands in circles would take long. */
const MAX_SHOWN = 50;

/** Rules that can be decided only once they are decided, each with a record on which it hangs on the next one. */
export function checkCircles(parts: Parts, isSound: (file: string) => boolean): Diagnostic[] {
  const { circles } = flagLevels(parts.rules.map(({ value }) => withoutItself(value)));
  const entries = new Map(parts.rules.map((entry) => [entry.value.id, entry]));
  let shown = 0;
  return circles.flatMap((circle) =>
    circle.slice(1).flatMap((nextId, i) => {
      const [entry, next] = [entries.get(circle[i] ?? ""), entries.get(nextId)];
      if (!entry || !next) return [];
      const message = `规则之间的归类、例外成了循环，应当去掉其中一处：${pathFrom(circle, i)}`;
      const error = entry.source.at(["id"], "flag-circle", message);
      const show = isSound(entry.source.file) && isSound(next.source.file) && ++shown <= MAX_SHOWN;
      return [show ? withRecord(error, entry.value, next.value, parts) : error];
    }),
  );
}

function withRecord(error: Diagnostic, rule: Rule, next: Rule, parts: Parts): Diagnostic {
  const vocabulary = vocabularyOf(parts);
  const found = vocabulary && hangsOn(rule, next, (type) => factsOfType(parts, type), vocabulary);
  return found ? withExample(error, found.shown, found.words) : error;
}

/** The circle as it looks from one of its rules. */
function pathFrom(circle: readonly string[], i: number): string {
  const rules = circle.length - 1;
  const named = Array.from({ length: Math.min(rules, MAX_NAMED) }, (_, n) => circle[(i + n) % rules]);
  return [...named, ...(rules > MAX_NAMED ? [`…（共 ${rules} 条）`] : []), circle[i]].join(" → ");
}

/** That is told where it stands. */
const withoutItself = (rule: Rule): Rule =>
  rule.exceptTo ? { ...rule, exceptTo: rule.exceptTo.filter((id) => id !== rule.id) } : rule;
