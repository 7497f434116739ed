import { type Directory, isMeasure, type Ladder, type LadderStep, type Settings } from "../schema/folder.ts";
import { acceptedNames } from "./accepted.ts";
import type { Diagnostic } from "./diagnostic.ts";
import { checkOffset, type DatedOffset, offsetsOf } from "./ladder-offset.ts";
import type { Entry } from "./parts.ts";
import { repeated } from "./repeated.ts";
import type { Path, SourceFile } from "./source-file.ts";

type Steps = Entry<readonly LadderStep[]>;

export function* checkLadder(
  { value: { steps }, source }: Entry<Ladder>,
  directory: Directory | undefined,
  settings: Settings | undefined,
): Iterable<Diagnostic> {
  for (const { key, index } of repeated(steps, (step) => step.id))
    yield source.at(["steps", index, "id"], "repeated-id", `步骤代号“${key}”已在前面列出`);
  yield* checkOffsets({ value: steps, source }, settings);
  yield* checkRecipients({ value: steps, source }, directory);
}

/** Each on its own side of the due date, and no step before the one that is written before it, whatever settings say. */
function* checkOffsets(
  { value: steps, source }: Steps,
  settings: Settings | undefined,
): Iterable<Diagnostic> {
  let before: readonly DatedOffset[] = [];
  for (const [i, step] of steps.entries()) {
    const path = ["steps", i, "offsetWorkingDays"];
    yield* checkOffset(step, { source, path }, settings);
    const offsets = offsetsOf(step, settings);
    const early = offsets.find(({ from, offset }) => offset < (offsetOn(before, from) ?? offset));
    if (early)
      yield source.at(
        path,
        "ladder-order",
        `步骤应按时点先后排列：${early.offset} 早于上一步的 ${offsetOn(before, early.from)}`,
        { found: early.offset },
      );
    if (offsets.length > 0) before = offsets;
  }
}

const offsetOn = (offsets: readonly DatedOffset[], day: string): number | undefined =>
  (offsets.findLast(({ from }) => from <= day) ?? offsets[0])?.offset;

function* checkRecipients(
  { value: steps, source }: Steps,
  directory: Directory | undefined,
): Iterable<Diagnostic> {
  const targets = steps.flatMap((step, i) => targetsOf(step, ["steps", i]));
  for (const { item } of repeated(targets, ({ to, offset, name }) => JSON.stringify([offset, to, name])))
    yield source.at(item.path, "repeated-recipient", `同一时点（${item.offset}）已通知同一对象`);
  if (directory) for (const target of targets) yield* checkTarget(target, source, directory);
}

type Target = {
  to: { role: string } | { supervisor: string };
  offset: string;
  name: string;
  path: Path;
  below: Path;
};

/** Whom a step goes to; a measure goes to the office that issues it first. */
function targetsOf(step: LadderStep, path: Path): Target[] {
  const offset =
    typeof step.offsetWorkingDays === "number" ? String(step.offsetWorkingDays) : step.offsetWorkingDays.fact;
  const measure = isMeasure(step);
  const told: Target[] = step.to.map((to, j) => ({
    to,
    offset,
    name: measure ? step.name : "",
    path: [...path, "to", j],
    below: ["role" in to ? "role" : "supervisor"],
  }));
  if (!measure) return told;
  return [
    { to: { supervisor: step.issuedBy }, offset, name: step.name, path: [...path, "issuedBy"], below: [] },
    ...told,
  ];
}

function* checkTarget(
  { to, path, below }: Target,
  source: SourceFile,
  directory: Directory,
): Iterable<Diagnostic> {
  const names = new Map(directory.agencies.map(({ id, name }) => [id, name]));
  const offices = Object.entries(directory.supervisors).map(([id, [agency = id]]) => ({
    id,
    label: names.get(agency) ?? agency,
  }));
  const [code, what, name, known] =
    "role" in to
      ? (["unknown-role", "岗位", to.role, directory.roles] as const)
      : (["unknown-supervisor", "监督机关", to.supervisor, offices] as const);
  if (known.some(({ id }) => id === name)) return;
  yield source.at([...path, ...below], code, `通讯录没有${what}“${name}”`, {
    found: name,
    ...acceptedNames(known),
  });
}
