import { formatDutyId } from "../duty/duty-id.ts";
import type { Duty } from "../entities.ts";
import { plain } from "./plain.ts";

/** A duty's id to be copied from a mail. Only the part that came with the record can hold anything. */
export const plainDutyId = ({
  subject: { type, id },
  rule,
  instance,
}: Pick<Duty, "subject" | "rule" | "instance">): string =>
  formatDutyId({ type, id: plain(id, 120) }, rule, instance);
