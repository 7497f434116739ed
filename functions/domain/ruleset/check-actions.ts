import type { Action } from "../schema/folder.ts";
import { type Diagnostic, show } from "./diagnostic.ts";
import type { Entry } from "./parts.ts";
import { repeated } from "./repeated.ts";

export function* checkActions({ value, source }: Entry<readonly Action[]>): Iterable<Diagnostic> {
  for (const { key, index } of repeated(value, (action) => action.id))
    yield source.at(["actions", index, "id"], "repeated-id", `事项代号“${key}”已在前面列出`);
  for (const { key, index, first } of repeated(value, (action) => action.label))
    yield source.at(["actions", index, "label"], "repeated-label", `名称“${show(key)}”已用于“${first.id}”`);
}
