import { loadDigest, loadMembers, type StoredDigest } from "../adapters/store/digests.ts";
import { digestHistory } from "../adapters/store/mail-ledger.ts";
import { requirePermission } from "../domain/access/permissions.ts";
import type { Caller } from "../domain/entities.ts";
import { YifaError } from "../domain/errors.ts";
import type { ChainedEntry } from "../domain/history/chain.ts";
import type { Digest } from "../domain/notice/digest.ts";
import type { NoticeLine } from "../domain/notice/line.ts";

export type MailAnswer = {
  readonly digest: Digest;
  readonly lines: readonly NoticeLine[];
  readonly history: readonly ChainedEntry[];
};

/** One mail with what it holds and what happened to it. */
export async function getMail(id: string, caller: Caller): Promise<MailAnswer> {
  requirePermission(caller, "mail:read");
  const digest = await loadMail(id);
  const { lines } = await loadMembers(id);
  return { digest, lines, history: await digestHistory(id) };
}

/** @throws {YifaError} `unknown-mail` */
export async function loadMail(id: string): Promise<StoredDigest> {
  const digest = await loadDigest(id);
  if (digest) return digest;
  throw new YifaError("unknown", "unknown-mail", `没有邮件“${id.slice(0, 200)}”，编号见 yifa mail list`);
}
