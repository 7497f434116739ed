import type { Caller, Duty } from "../entities.ts";
import { YifaError } from "../errors.ts";
import type { Ruleset } from "../ruleset/ruleset.ts";
import type { IsoDate } from "../schema/primitives.ts";
import { GONE } from "./compose.ts";
import type { ConfirmLink } from "./confirm-link.ts";
import { chineseDate } from "./matter.ts";
import { findPerson, stepAddressees } from "./recipients.ts";

type At = { readonly on: IsoDate; readonly ruleset: Ruleset };

/** @throws {YifaError} `link-expired` */
export function requireValid({ validThrough }: ConfirmLink, on: IsoDate): void {
  if (on <= validThrough) return;
  throw new YifaError(
    "conflict",
    "link-expired",
    `链接的有效期至${chineseDate(validThrough)}，已经届满，请从最近一封邮件中打开`,
  );
}

/**
 * Who confirms: the recipient, as somebody of the agency that they are of now.
 * @throws {YifaError} `not-recipient` where the directory has them no more.
 */
export function confirmer({ recipient }: ConfirmLink, { directory }: Ruleset): Caller {
  const found = findPerson(directory, recipient);
  if (!found) throw notRecipient();
  return { name: recipient, role: "agency", agency: found.agency };
}

/**
 * The duty is still what the mail told of, and the recipient still one of those to whom these steps go.
 * @throws {YifaError} `duty-not-open`, `due-date-moved`, `not-recipient`
 */
export function requireSame(
  duty: Duty,
  { recipient, dueOn }: ConfirmLink,
  { on, ruleset, steps }: At & { readonly steps: readonly string[] },
): void {
  if (duty.status !== "open")
    throw new YifaError("conflict", "duty-not-open", `该事项${GONE[duty.status]}，无需再确认`);
  if (duty.dueOn !== dueOn) {
    throw new YifaError(
      "conflict",
      "due-date-moved",
      `期限已由${chineseDate(dueOn)}改为${chineseDate(duty.dueOn)}，请从最近一封邮件中打开`,
    );
  }
  const told = duty.steps
    .filter(({ id }) => steps.includes(id))
    .flatMap((step) => stepAddressees(step, duty, ruleset.directory, on))
    .some((one) => one.recipient === recipient && one.agency === duty.agency && !one.gap);
  if (!told) throw notRecipient();
}

/** Somebody has confirmed it since the mail; the same link does so once. */
export const isConfirmed = ({ acknowledged }: Duty, { day }: ConfirmLink): boolean =>
  acknowledged !== undefined && acknowledged.on >= day;

const notRecipient = () =>
  new YifaError("forbidden", "not-recipient", "按现行通讯录，收件人已不负责该事项，请由现任人员办理");
