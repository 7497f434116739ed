import type { DutyChange } from "../duty/reconcile.ts";

/** What bringing records up to a ruleset did to the duties of an agency. */
export type Recomputed = Readonly<Record<DutyChange["kind"] | "historical", number>>;

export const KINDS = {
  opened: "新增",
  reopened: "恢复",
  moved: "期限或者内容调整",
  discharged: "认定已办结",
  withdrawn: "不再适用",
  historical: "历史事项变动",
} as const satisfies Record<keyof Recomputed, string>;

/** By agency. What concerns a historical matter, which nobody is mailed about, is counted as that alone. */
export function countChanges(changes: readonly DutyChange[]): Map<string, Partial<Recomputed>> {
  const counts = new Map<string, Partial<Recomputed>>();
  for (const { kind, duty } of changes) {
    const own = counts.get(duty.agency) ?? {};
    const counted = duty.historical ? "historical" : kind;
    counts.set(duty.agency, { ...own, [counted]: (own[counted] ?? 0) + 1 });
  }
  return counts;
}

/** 新增12件、不再适用3件 */
export const recomputedText = (counts: Partial<Recomputed>): string =>
  (Object.keys(KINDS) as (keyof Recomputed)[])
    .flatMap((kind) => (counts[kind] ? [`${KINDS[kind]}${counts[kind]}件`] : []))
    .join("、");
