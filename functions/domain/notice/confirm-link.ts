import { createHash } from "node:crypto";
import { addDays } from "../calendar/dates.ts";
import type { Duty } from "../entities.ts";
import type { IsoDate } from "../schema/primitives.ts";
import type { Digest } from "./digest.ts";
import type { NoticeLine } from "./line.ts";

/**
 * What a link in a mail stands for: that its recipient may confirm, of one duty and this due date, that it is in hand.
 * It names no record: addresses are kept in places that a mail is not.
 */
export type ConfirmLink = {
  readonly recipient: string;
  /** Of the digest. */
  readonly day: IsoDate;
  /** The duty's, among those of the digest. */
  readonly fingerprint: string;
  readonly dueOn: IsoDate;
  /** The last day, inclusive. */
  readonly validThrough: IsoDate;
};

/** A mail that lies about is no key for long. */
const MAX_DAYS = 14;

/** 128 bits of its hash. */
export const fingerprint = (dutyId: string): string =>
  createHash("sha256").update(dutyId).digest("base64url").slice(0, 22);

type Mailing = {
  readonly digest: Pick<Digest, "agency" | "recipient" | "day">;
  readonly lines: readonly NoticeLine[];
  readonly duties: ReadonlyMap<string, Duty>;
  /** The day on which it is sent. */
  readonly on: IsoDate;
};

/** One for each duty that the reader's own agency owes and that is not due yet, by its id. */
export function confirmLinks({ digest, lines, duties, on }: Mailing): Map<string, ConfirmLink> {
  const { recipient, day } = digest;
  const told = new Set(lines.flatMap((line) => (line.kind === "step" && line.dutyId ? [line.dutyId] : [])));
  const found = [...told].flatMap((id): [string, ConfirmLink][] => {
    const duty = duties.get(id);
    if (duty?.status !== "open" || duty.agency !== digest.agency) return [];
    // On the due date itself nothing rests any more.
    const [validThrough = day] = [addDays(duty.dueOn, -1), addDays(day, MAX_DAYS)].sort();
    if (validThrough < on) return [];
    return [[id, { recipient, day, fingerprint: fingerprint(id), dueOn: duty.dueOn, validThrough }]];
  });
  return new Map(found);
}
