import { readLink } from "../adapters/link-token.ts";
import { loadPointers } from "../adapters/store/digests.ts";
import { latestRest } from "../domain/duty/acknowledge.ts";
import type { Caller, Duty } from "../domain/entities.ts";
import { YifaError } from "../domain/errors.ts";
import { type ConfirmLink, fingerprint } from "../domain/notice/confirm-link.ts";
import { confirmer, isConfirmed, requireSame, requireValid } from "../domain/notice/confirmable.ts";
import { digestId, lineStep } from "../domain/notice/line.ts";
import { chineseDate } from "../domain/notice/matter.ts";
import type { Ruleset } from "../domain/ruleset/ruleset.ts";
import type { IsoDate } from "../domain/schema/primitives.ts";
import { acknowledgeLoaded } from "./acknowledge-duty.ts";
import { type DutyInCase, loadDuty } from "./load-duty.ts";

type At = { readonly on: IsoDate; readonly ruleset: Ruleset };

export type Confirmation = {
  readonly duty: Duty;
  /** Person id: to whom the mail went. */
  readonly recipient: string;
  /** Until when reminders rest, or would. */
  readonly until: IsoDate;
  readonly confirmed: boolean;
};

type Opened = Confirmation & DutyInCase & { readonly link: ConfirmLink; readonly caller: Caller };

/** What a link in a mail would confirm. Changes nothing, whoever opens it and however often. */
export async function openLink(token: string, { on, ruleset }: At): Promise<Opened> {
  const link = await readLink(token);
  requireValid(link, on);
  const caller = confirmer(link, ruleset);
  const { dutyId, steps } = await toldIn(link);
  const { duty, stored } = await loadDuty(dutyId, caller);
  requireSame(duty, link, { on, ruleset, steps });
  const confirmed = isConfirmed(duty, link);
  const until = (confirmed && duty.acknowledged?.until) || latestRest(duty, on, ruleset);
  return { link, caller, duty, stored, recipient: link.recipient, until, confirmed };
}

/** Confirms it in the recipient's name; the same link again changes nothing more. `until`: as the page showed it. */
export async function confirmByLink(token: string, until: IsoDate, at: At): Promise<Confirmation> {
  const opened = await openLink(token, at);
  if (opened.confirmed) return opened;
  const { link, caller, recipient } = opened;
  const reason = `已知悉，正在办理；由${chineseDate(link.day)}邮件中的链接确认`;
  try {
    const after = await acknowledgeLoaded(opened, { until, reason, caller, ...at });
    return { duty: after, recipient, until, confirmed: true };
  } catch (fault) {
    // Pressed twice: the other one was faster.
    if (!(fault instanceof YifaError && fault.code === "changed-meanwhile")) throw fault;
    const again = await openLink(token, at);
    if (again.confirmed) return again;
    throw fault;
  }
}

/** The duty that the mail told of, and by which steps. */
async function toldIn({ recipient, day, fingerprint: wanted }: ConfirmLink) {
  const pointers = await loadPointers(digestId(recipient, day));
  const own = pointers.filter(({ dutyId }) => dutyId !== undefined && fingerprint(dutyId) === wanted);
  const [{ dutyId = undefined } = {}] = own;
  if (dutyId !== undefined) return { dutyId, steps: own.map(({ line }) => lineStep(line.sk)) };
  throw new YifaError("unknown", "unknown-link", "没有找到该邮件，请从最近一封邮件中打开");
}
