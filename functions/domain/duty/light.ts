import type { Duty, Light } from "../entities.ts";
import type { IsoDate } from "../schema/primitives.ts";

/** The colour that supervision systems show; the due date itself still counts as in time. */
export function light(
  duty: Pick<Duty, "status" | "provisional" | "triggerOn" | "dueOn" | "steps">,
  on: IsoDate,
): Light {
  if (duty.status !== "open" || duty.provisional) return "grey";
  if (duty.triggerOn !== undefined && duty.triggerOn > on) return "grey";
  if (on > duty.dueOn) return "red";
  const first = duty.steps[0];
  return first !== undefined && on >= first.on ? "yellow" : "green";
}
