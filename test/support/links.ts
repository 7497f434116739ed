import { linkAddresses } from "../../functions/adapters/link-token.ts";
import { addDays } from "../../functions/domain/calendar/dates.ts";
import { fingerprint } from "../../functions/domain/notice/confirm-link.ts";

export const FORM = { "content-type": "application/x-www-form-urlencoded" };

/** The path of the link that the mail of that day holds, by a key of the test's own. */
export async function linkTo(
  dutyId: string,
  { recipient, day, dueOn }: { recipient: string; day: string; dueOn: string },
): Promise<string> {
  const base = "https://yifa.example.org";
  Object.assign(process.env, { YIFA_PUBLIC_URL: base, YIFA_LINK_KEYS: "k".repeat(40) });
  const validThrough = addDays(dueOn, -1);
  const link = { recipient, day, fingerprint: fingerprint(dutyId), dueOn, validThrough };
  const made = await linkAddresses(new Map([[dutyId, link]]));
  return made.get(dutyId)?.slice(base.length) ?? "";
}
