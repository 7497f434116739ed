import type { DocumentFile } from "../schema/folder.ts";
import { type Diagnostic, show } from "./diagnostic.ts";
import type { Entry } from "./parts.ts";
import { repeated } from "./repeated.ts";

/** Clauses and duties are named once; `IP-2.2.4-a` is a duty of clause `IP-2.2.4`. */
export function* checkDocument({ value: { clauses }, source }: Entry<DocumentFile>): Iterable<Diagnostic> {
  for (const { key, index } of repeated(clauses, ({ clause }) => clause))
    yield source.at(["clauses", index, "clause"], "repeated-clause", `条目“${show(key)}”已在前面列出`);
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
