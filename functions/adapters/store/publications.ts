import type { HistoryEntry } from "../../domain/entities.ts";
import type { InForce, Publication } from "../../domain/publication/publication.ts";
import type { Recomputation } from "../../domain/publication/recomputation.ts";
import { queryAll } from "./awaiting.ts";
import { commitChange } from "./history.ts";
import { publicationKey, RULESETS, rulesetPointerKey } from "./keys.ts";
import { recomputationWrite } from "./recompute.ts";
import { connect, loadData } from "./table.ts";
import { putVersion, type Write } from "./writes.ts";

export const loadInForce = () => loadData<InForce>(rulesetPointerKey);
export const loadPublication = (hash: string) => loadData<Publication>(publicationKey(hash));

/** All that were ever proposed, the latest first. */
export async function listPublications(): Promise<Publication[]> {
  const items = await queryAll({
    KeyConditionExpression: "pk = :pk AND begins_with(sk, :publication)",
    ExpressionAttributeValues: { ":pk": RULESETS, ":publication": publicationKey("").sk },
    ConsistentRead: true,
  });
  const found = items.map((item) => item.data as Publication);
  return found.sort((a, b) => (a.proposed.at < b.proposed.at ? 1 : -1));
}

export type PublicationWrite = {
  /** Its version is one higher than the one that was read. */
  readonly publication?: Publication;
  /** The same; with neither, nothing changes. */
  readonly inForce?: InForce;
  /** Whatever comes into force begins one. */
  readonly recomputation?: Recomputation;
  readonly entry: HistoryEntry;
};

/** A step of a ruleset into force or out of it, with its history entry: all of it or nothing. */
export async function savePublication(write: PublicationWrite): Promise<void> {
  const { publication, inForce, recomputation, entry } = write;
  const { table } = connect();
  const writes: Write[] = [
    ...(publication ? [putVersion(table, publicationItem(publication))] : []),
    ...(inForce ? [putVersion(table, pointerItem(inForce))] : []),
    ...(recomputation ? [recomputationWrite(recomputation)] : []),
  ];
  await commitChange({ writes, entries: [entry] }, { pk: RULESETS });
}

const publicationItem = (data: Publication) => ({
  ...publicationKey(data.hash),
  kind: "publication",
  version: data.version,
  data,
});

const pointerItem = (data: InForce) => ({
  ...rulesetPointerKey,
  kind: "ruleset",
  version: data.version,
  data,
});
