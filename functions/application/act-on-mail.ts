import { now } from "../adapters/clock.ts";
import { enqueueDigests } from "../adapters/queue.ts";
import { changeDigest } from "../adapters/store/mail-ledger.ts";
import { requirePermission } from "../domain/access/permissions.ts";
import type { Caller } from "../domain/entities.ts";
import { YifaError } from "../domain/errors.ts";
import { mask } from "../domain/mask.ts";
import type { Digest } from "../domain/notice/digest.ts";
import { type MailAct, statusAfterAct } from "../domain/notice/mail-act.ts";
import type { IsoDate } from "../domain/schema/primitives.ts";
import { loadMail } from "./get-mail.ts";

/** `on`: the day that a mail sent again speaks of. */
export type ActOnMail = {
  readonly id: string;
  readonly act: MailAct;
  readonly reason: string | undefined;
  readonly caller: Caller;
  readonly on: IsoDate;
};

const ATTEMPTS = 6;

/** What an administrator does to a mail, with its history entry. What is to be sent again is handed to the queue. */
export async function actOnMail({ id, act, reason, caller, on }: ActOnMail): Promise<Digest> {
  requirePermission(caller, "mail:settle");
  if (act !== "retry" && !reason?.trim())
    throw new YifaError("invalid", "text-missing", "应当写明理由，例如“已电话核实收件人未收到”", {
      pointer: "/reason",
    });
  const at = now().toISOString();
  const entry = { at, by: caller.name, what: act, ...(reason && { reason: mask(reason) }), key: act };
  for (let attempt = 1; attempt <= ATTEMPTS; attempt++) {
    const digest = await loadMail(id);
    const status = statusAfterAct(digest, act);
    const error = status === "failed" ? "经核实未发出" : undefined;
    const done = await changeDigest(digest, { status, error, receipt: undefined, askedAt: undefined }, entry);
    if (done === "changed") continue;
    if (status === "frozen") await enqueueDigests([{ digest: id, on }]);
    return loadMail(id);
  }
  throw new YifaError("conflict", "busy", "该邮件的状态正在变化，请稍后再试");
}
