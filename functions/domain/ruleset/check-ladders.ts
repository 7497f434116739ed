import type { Directory, Ladder, LadderStep } from "../schema/folder.ts";
import { acceptedNames } from "./accepted.ts";
import type { Diagnostic } from "./diagnostic.ts";
import type { Entry } from "./parts.ts";
import { repeated } from "./repeated.ts";

/** Which offsets from the due date a step of this name may have, in working days. */
const OFFSETS: Record<LadderStep["name"], { fits: (offset: number) => boolean; form: string }> = {
  提醒: { fits: (offset) => offset <= 0, form: "不得在期限届满之后，应为 0 或者负数，例如 -2" },
  到期提醒: { fits: (offset) => offset === 0, form: "应在期限届满当日，即 0" },
  催办: { fits: (offset) => offset >= 0, form: "不得在期限届满之前，应为 0 或者正数，例如 1" },
  督办: { fits: (offset) => offset >= 0, form: "不得在期限届满之前，应为 0 或者正数，例如 5" },
};

export function* checkLadder(
  { value: { steps }, source }: Entry<Ladder>,
  directory: Directory | undefined,
): Iterable<Diagnostic> {
  for (const { key, index } of repeated(steps, (step) => step.id))
    yield source.at(["steps", index, "id"], "repeated-id", `步骤代号“${key}”已在前面列出`);
  for (const [i, step] of steps.entries()) {
    const { name, offsetWorkingDays: offset } = step;
    const path = ["steps", i, "offsetWorkingDays"];
    const before = steps[i - 1]?.offsetWorkingDays;
    if (!OFFSETS[name].fits(offset))
      yield source.at(path, "ladder-offset", `“${name}”的时点 ${offset} 不可用，${OFFSETS[name].form}`, {
        found: offset,
      });
    if (before !== undefined && offset < before)
      yield source.at(path, "ladder-order", `步骤应按时点先后排列：${offset} 早于上一步的 ${before}`, {
        found: offset,
      });
  }
  yield* checkRecipients({ value: steps, source }, directory);
}

function* checkRecipients(
  { value: steps, source }: Entry<readonly LadderStep[]>,
  directory: Directory | undefined,
): Iterable<Diagnostic> {
  const targets = steps.flatMap((step, i) =>
    step.to.map((to, j) => ({ to, offset: step.offsetWorkingDays, path: ["steps", i, "to", j] })),
  );
  for (const { item } of repeated(targets, ({ to, offset }) => JSON.stringify([offset, to])))
    yield source.at(item.path, "repeated-recipient", `同一时点（${item.offset}）已通知同一对象`);
  if (!directory) return;
  const names = new Map(directory.agencies.map(({ id, name }) => [id, name]));
  const supervisors = Object.entries(directory.supervisors).map(([id, agency]) => ({
    id,
    label: names.get(agency) ?? agency,
  }));
  for (const { to, path } of targets) {
    const [kind, name, known] =
      "role" in to
        ? (["role", to.role, directory.roles] as const)
        : (["supervisor", to.supervisor, supervisors] as const);
    if (known.some(({ id }) => id === name)) continue;
    const code = kind === "role" ? "unknown-role" : "unknown-supervisor";
    const message = `通讯录没有${kind === "role" ? "岗位" : "监督机关"}“${name}”`;
    yield source.at([...path, kind], code, message, { found: name, ...acceptedNames(known) });
  }
}
