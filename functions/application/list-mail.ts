import { listDigests } from "../adapters/store/digest-list.ts";
import type { Page } from "../adapters/store/listing.ts";
import { visibleAgencies } from "../domain/access/visible.ts";
import type { Caller } from "../domain/entities.ts";
import type { Digest, DigestStatus } from "../domain/notice/digest.ts";
import { DIGEST_STATUSES } from "../domain/notice/mail-act.ts";
import type { Directory } from "../domain/schema/folder.ts";
import type { IsoDate } from "../domain/schema/primitives.ts";

type Question = {
  status?: DigestStatus | undefined;
  /** The day of the mails. */
  on?: IsoDate | undefined;
  cursor?: string | undefined;
  caller: Caller;
  directory: Directory;
};

export function listMail({ status, on, cursor, caller, directory }: Question): Promise<Page<Digest>> {
  const agencies = visibleAgencies(caller, "mail:read", directory, undefined);
  const statuses = status ? [status] : (Object.keys(DIGEST_STATUSES) as DigestStatus[]);
  return listDigests({ agencies, statuses, on, cursor });
}
