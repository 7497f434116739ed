import { type Moved, recompute } from "../duty/recompute.ts";
import type { DutyChange } from "../duty/reconcile.ts";
import type { Duty } from "../entities.ts";
import { nextMailingDay } from "../notice/mailing-day.ts";
import { movedLines } from "../notice/moved-line.ts";
import { countChanges } from "../publication/recomputed.ts";
import type { Ruleset } from "../ruleset/ruleset.ts";
import type { IsoDate } from "../schema/primitives.ts";
import { type MailLine, mailOf } from "./next-mail.ts";

export type ChangedDuty = {
  readonly kind: "opened" | "withdrawn" | "moved" | "closed" | "reopened" | "handed-over";
  readonly duty: string;
  readonly agency: string;
  readonly rule: string;
  readonly before?: IsoDate;
  readonly after?: IsoDate;
};

export function changedDuties(before: readonly Duty[], after: readonly Duty[]): ChangedDuty[] {
  const [was, is] = [byId(before), byId(after)];
  return [...new Set([...was.keys(), ...is.keys()])].sort().flatMap((id) => {
    const [a, b] = [was.get(id), is.get(id)];
    const kind = kindOf(a, b);
    const { agency, rule } = (b ?? a) as Duty;
    if (!kind) return [];
    return [{ kind, duty: id, agency, rule, ...(a && { before: a.dueOn }), ...(b && { after: b.dueOn }) }];
  });
}

const byId = (duties: readonly Duty[]) => new Map(duties.map((duty) => [duty.id, duty]));

function kindOf(before: Duty | undefined, after: Duty | undefined): ChangedDuty["kind"] | undefined {
  const [was, is] = [before?.status, after?.status];
  if (was !== "open" && is === "open") return was === undefined ? "opened" : "reopened";
  if (was === "open" && is === "withdrawn") return "withdrawn";
  if (was === "open" && is !== "open") return "closed";
  if (was === "open" && before?.agency !== after?.agency) return "handed-over";
  return before && after && before.dueOn !== after.dueOn ? "moved" : undefined;
}

/** The duties of a case after other calendars have come into force, before its record is decided anew. */
export function byCalendars(
  duties: readonly Duty[],
  from: Ruleset,
  to: Ruleset,
): { readonly duties: readonly Duty[]; readonly moved: readonly Moved[] } {
  if (from.calendarsHash === to.calendarsHash) return { duties, moved: [] };
  const moved = duties.flatMap((duty) => recompute(duty, to) ?? []);
  const after = new Map(moved.map(({ duty }) => [duty.id, duty]));
  return { duties: duties.map((duty) => after.get(duty.id) ?? duty), moved };
}

/** What the recomputation after a publication itself tells. */
export type Announced = {
  /** Lines on moved dates. */
  readonly lines: readonly MailLine[];
  /** Agencies that hear how many of their duties changed. */
  readonly agencies: readonly string[];
};

export function announced(
  shifted: readonly Moved[],
  changes: readonly DutyChange[],
  start: readonly Duty[],
  to: Ruleset,
  on: IsoDate,
): Announced {
  const known = byId(start);
  const moved = changes.flatMap(({ kind, duty, reason }) => {
    const before = known.get(duty.id);
    if (kind !== "moved" || !before || before.dueOn === duty.dueOn) return [];
    return [{ duty, dueBefore: before.dueOn, reason }];
  });
  const day = nextMailingDay(to, on);
  const all = [...shifted.map((one) => ({ kind: "moved" as const, ...one })), ...changes];
  const told = [...countChanges(all)].filter(
    ([, { historical: _, ...counts }]) => Object.keys(counts).length > 0,
  );
  return {
    lines: mailOf([...shifted, ...moved].flatMap((one) => movedLines(one, to.directory, day))),
    agencies: told.map(([agency]) => agency),
  };
}
