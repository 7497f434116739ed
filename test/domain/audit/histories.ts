import type { AuditedCase } from "../../../functions/domain/audit/finding.ts";
import type { Duty, HistoryEntry } from "../../../functions/domain/entities.ts";
import type { NoticeLine } from "../../../functions/domain/notice/line.ts";
import { planDuty } from "../../../functions/domain/notice/sweep.ts";
import type { Ruleset } from "../../../functions/domain/ruleset/ruleset.ts";
import type { IsoDate } from "../../../functions/domain/schema/primitives.ts";

/** The instant of the sweep of a day. */
export const sweptAt = (day: IsoDate) => `${day}T02:30:00.000Z`;

/** A duty swept on these days, as the table would hold it afterwards. */
export function sweptCase(
  duty: Duty,
  days: readonly IsoDate[],
  ruleset: Ruleset,
): AuditedCase & { duty: Duty } {
  const history: HistoryEntry[] = [
    { at: sweptAt(duty.openedOn), by: "test", what: "opened", details: { duty: duty.id } },
  ];
  const lines: NoticeLine[] = [];
  let after = duty;
  for (const on of days) {
    const known = new Set(lines.map(({ key }) => key));
    const plan = planDuty(after, { ruleset, on, known });
    if (!plan.after) continue;
    after = plan.after;
    lines.push(...plan.lines);
    const made = plan.lines.map(({ key, status }) => ({ key, status }));
    history.push({ at: sweptAt(on), by: "sweep", what: "noticed", details: { duty: duty.id, lines: made } });
  }
  return { duty: after, duties: [after], reports: [], lines, history, measures: [] };
}
