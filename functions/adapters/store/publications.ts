import { GetCommand } from "@aws-sdk/lib-dynamodb";
import type { HistoryEntry } from "../../domain/entities.ts";
import type { InForce, Publication } from "../../domain/publication/publication.ts";
import { queryAll } from "./awaiting.ts";
import { commitChange } from "./history.ts";
import { type Key, publicationKey, RULESETS, rulesetPointerKey } from "./keys.ts";
import { recomputeItem } from "./recompute.ts";
import { connect } from "./table.ts";
import { putNew, putVersion, type Write } from "./writes.ts";

export const loadInForce = () => loadData<InForce>(rulesetPointerKey);
export const loadPublication = (hash: string) => loadData<Publication>(publicationKey(hash));

async function loadData<T>(Key: Key): Promise<T | undefined> {
  const { client, table } = connect();
  const { Item } = await client.send(new GetCommand({ TableName: table, Key, ConsistentRead: true }));
  return Item?.data as T | undefined;
}

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
  readonly entry: HistoryEntry;
};

/** A step of a ruleset into force or out of it, with its history entry: all of it or nothing. */
export async function savePublication({ publication, inForce, entry }: PublicationWrite): Promise<void> {
  const { table } = connect();
  const { hash = "" } = publication ?? inForce ?? {};
  const writes: Write[] = [
    ...(publication ? [putVersion(table, publicationItem(publication))] : []),
    ...(inForce ? [putVersion(table, pointerItem(inForce))] : []),
    // Before the first ruleset there are no duties that another one could change.
    ...(inForce?.version === 1 ? [putNew(table, recomputeItem({ ruleset: hash, done: true }))] : []),
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
