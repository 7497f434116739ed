import type { HistoryEntry, RecordKey, StoredRecord } from "../../domain/entities.ts";
import { type RecordVersion, sealedText, sealOf } from "../../domain/history/seal.ts";
import type { IsoDate } from "../../domain/schema/primitives.ts";
import { queryAll } from "./awaiting.ts";
import { type Change, newSalt } from "./history.ts";
import { recordItem } from "./items.ts";
import { casePk, versionKey, versionPrefix } from "./keys.ts";
import { connect } from "./table.ts";
import { putNew, putVersion, type Write } from "./writes.ts";

type NewVersion = {
  readonly entry: HistoryEntry;
  readonly decision: string;
  readonly ruleset: string;
  readonly on: IsoDate;
  readonly needs: { readonly now: readonly string[] };
  readonly eraseOn: { readonly now?: IsoDate };
};

/** The record over the version before it, and the same beside it for good, sealed by its entry. */
export function versionChange(
  record: StoredRecord,
  { entry, decision, ruleset, on, needs, eraseOn }: NewVersion,
): Change {
  const { table } = connect();
  const { version } = record;
  const salt = newSalt();
  const text = sealedText(record);
  const kept: RecordVersion = { version, on, ruleset, decision, text, salt };
  const details = { version, on, ...entry.details, decision, seal: sealOf(salt, text) };
  return {
    writes: [
      putVersion(table, { ...recordItem(record, needs.now, eraseOn.now), salt }),
      putNew(table, { ...versionKey(record, version), kind: "version", ...kept }),
    ],
    entries: [{ ...entry, ruleset, details }],
  };
}

/** All versions of a record, oldest first. */
export async function loadVersions(key: RecordKey): Promise<RecordVersion[]> {
  const items = await queryAll({
    KeyConditionExpression: "pk = :pk AND begins_with(sk, :version)",
    ExpressionAttributeValues: { ":pk": casePk(key), ":version": versionPrefix },
    ConsistentRead: true,
  });
  return versionsOf(items);
}

/** A version without its text: what it was sealed by stays, and nobody can say any more what it told. */
export const clearVersion = (key: RecordKey, version: number): Write => ({
  Update: {
    TableName: connect().table,
    Key: versionKey(key, version),
    UpdateExpression: "REMOVE #text, salt",
    ConditionExpression: "attribute_exists(pk)",
    ExpressionAttributeNames: { "#text": "text" },
  },
});

export const versionsOf = (items: readonly Record<string, unknown>[]): RecordVersion[] =>
  items
    .filter(({ sk }) => String(sk).startsWith(versionPrefix))
    .map(({ pk: _, sk: __, kind: ___, ...version }) => version as RecordVersion);
