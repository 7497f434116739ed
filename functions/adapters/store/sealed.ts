import type { Duty, HistoryEntry } from "../../domain/entities.ts";
import { type Sealed, sealedText, sealOf } from "../../domain/history/seal.ts";
import type { Measure } from "../../domain/measure/measure.ts";
import { measureReason } from "../../domain/measure/reason.ts";
import { type Change, newSalt } from "./history.ts";
import { dutyItem, measureItem } from "./items.ts";
import { connect } from "./table.ts";
import { putVersion } from "./writes.ts";

type Act = Pick<HistoryEntry, "at" | "by" | "what" | "reason" | "ruleset" | "details">;

const SEALED = ["record", "duty", "measure"];

/** Whether an item holds a thing that an entry of its history seals. */
export const isSealed = ({ kind }: Record<string, unknown>): boolean => SEALED.includes(String(kind));

export const sealedThing = ({ kind, data, salt }: Record<string, unknown>): Sealed => ({
  what: kind === "record" ? "record" : String((data as { id?: unknown } | undefined)?.id),
  thing: data,
  ...(typeof salt === "string" && { salt }),
});

/** The duty over the version before it, sealed by its entry. */
export function dutyChange(duty: Duty, act: Act): Change {
  const salt = newSalt();
  const seal = sealOf(salt, sealedText(duty));
  const { id, version, status, dueOn } = duty;
  return {
    writes: [putVersion(connect().table, { ...dutyItem(duty), salt })],
    entries: [{ ...act, details: { duty: id, version, status, dueOn, ...act.details, seal } }],
  };
}

/** The measure over the version before it, sealed by its entry `measure-<status>`. */
export function measureChange(measure: Measure, { at, by }: { at: string; by: string }): Change {
  const salt = newSalt();
  const seal = sealOf(salt, sealedText(measure));
  const { id, dutyId, status, version } = measure;
  const details = { duty: dutyId, measure: id, version, seal };
  return {
    writes: [putVersion(connect().table, { ...measureItem(measure), salt })],
    entries: [{ at, by, what: `measure-${status}`, reason: measureReason(measure), details }],
  };
}
