import type { DocumentFile } from "../schema/folder.ts";
import { type Diagnostic, show } from "./diagnostic.ts";
import type { Entry } from "./parts.ts";
import { repeated } from "./repeated.ts";

/** Clauses and duties are named once; `IP-2.2.4-a` is a duty of clause `IP-2.2.4`. */
export function* checkDocument({ value: { clauses }, source }: Entry<DocumentFile>): Iterable<Diagnostic> {
  for (const { key, index } of repeated(clauses, ({ clause }) => clause))
    yield source.at(["clauses", index, "clause"], "repeated-clause", `条目“${show(key)}”已在前面列出`);
  for (const [c, { clause, noDuty, duties }] of clauses.entries())
    if (noDuty !== undefined && duties.length > 0) {
      const message = `条款“${show(clause)}”列出了${duties.length}项义务，不得再写没有义务的原因`;
      yield source.at(["clauses", c, "noDuty"], "idle-reason", message);
    }
  const duties = clauses.flatMap(({ clause, duties }, c) =>
    duties.map(({ duty }, d) => ({ clause, duty, path: ["clauses", c, "duties", d, "duty"] })),
  );
  for (const { item, first } of repeated(duties, ({ duty }) => duty))
    yield source.at(
      item.path,
      "repeated-duty",
      `事项“${show(item.duty)}”已列在条目“${show(first.clause)}”之下`,
    );
  for (const { clause, duty, path } of duties) {
    if (duty.length > clause.length + 1 && duty.startsWith(`${clause}-`)) continue;
    const message = `事项“${show(duty)}”不属于条目“${show(clause)}”，编号应以“${show(clause)}-”开头`;
    yield source.at(path, "duty-clause", message, { found: duty, suggestion: `${clause}-a` });
  }
}
