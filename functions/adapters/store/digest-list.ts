import type { Digest, DigestStatus } from "../../domain/notice/digest.ts";
import type { IsoDate } from "../../domain/schema/primitives.ts";
import { digestKey, digestsOf, type Key } from "./keys.ts";
import { LAST, type Lane, listLanes, type Page } from "./listing.ts";

export type DigestQuery = {
  agencies: readonly string[];
  statuses: readonly DigestStatus[];
  /** The day of the digests; of any day if absent. */
  on?: IsoDate | undefined;
  cursor?: string | undefined;
};

const PAGE_SIZE = 100;

/** Digests by the recipient's agency, then status, then day. */
export function listDigests({ agencies, statuses, on = "", cursor }: DigestQuery): Promise<Page<Digest>> {
  const lanes = agencies.flatMap((agency) =>
    statuses.map(
      (status): Lane => ({
        agency,
        agencyKey: digestsOf(agency),
        from: `${status}#${on}`,
        to: `${status}#${on}${LAST}`,
      }),
    ),
  );
  return listLanes<Digest>(lanes, PAGE_SIZE, cursor, keyOfSort);
}

function keyOfSort(sort: string): Key {
  const [, day = "", recipient = ""] = sort.split("#");
  return digestKey(day, recipient);
}
