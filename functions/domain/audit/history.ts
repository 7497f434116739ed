import type { Duty, StoredRecord } from "../entities.ts";
import { tamperingText } from "../history/tampering.ts";
import { type KeptHistory, verifyHistory } from "../history/verify.ts";
import type { Finding } from "./finding.ts";

type CaseWithHistory = {
  readonly record?: StoredRecord;
  readonly duties: readonly Duty[];
  /** The partition, and its history as it lies there. */
  readonly chain: { readonly pk: string };
  readonly kept: KeptHistory;
};

/** What was changed past the history, or in it. Needs nothing of the case to be readable. */
export function auditHistory({ record, duties, chain, kept }: CaseWithHistory): Finding[] {
  const agency = record?.agency ?? duties[0]?.agency ?? "";
  return verifyHistory(chain.pk, kept).map((one) => ({
    kind: "history-broken",
    agency,
    what: `${chain.pk} ${tamperingText(one)}`,
  }));
}
