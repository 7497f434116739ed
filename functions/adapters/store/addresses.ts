import { createHash } from "node:crypto";
import { readAddress } from "../../domain/text/mail-address.ts";
import { queryAll } from "./awaiting.ts";
import { once, tryChange } from "./history.ts";
import { ADDRESSES, addressKey } from "./keys.ts";
import { connect } from "./table.ts";
import { putNew } from "./writes.ts";

/** An address that nothing more is sent to, by its hash: a new address of the same person is another one. */
export type AddressMark = {
  readonly hash: string;
  /** Instant in UTC. */
  readonly at: string;
  readonly reason: "bounced" | "complained";
  /** The digest that came back. */
  readonly digest: string;
};

/** Of the address as it goes over the wire, in lower case; a name around it does not count. */
export function addressHash(address: string): string {
  const bare = (/<([^<>]*)>\s*$/.exec(address)?.[1] ?? address).trim().toLowerCase();
  const read = readAddress(bare);
  return createHash("sha256")
    .update(read.ok ? read.ascii : bare)
    .digest("hex");
}

/** Once for each event: an old one that comes again does not bring back a mark that was cleared. */
export async function markAddress(address: string, mark: Omit<AddressMark, "hash">): Promise<void> {
  const hash = addressHash(address);
  const { table } = connect();
  const { at, reason, digest } = mark;
  const entry = { at, by: "provider", what: "address-marked", reason, details: { hash, digest } };
  const item = { ...addressKey(hash), kind: "address", data: { hash, ...mark } };
  const writes = [putNew(table, item), once(ADDRESSES, at, `marked:${hash}`)];
  await tryChange({ writes, entries: [entry] }, { pk: ADDRESSES });
}

/** `false` where there is no such mark. */
export function clearAddress(
  hash: string,
  act: { at: string; by: string; reason: string },
): Promise<boolean> {
  const { table } = connect();
  const entry = { ...act, what: "address-cleared", details: { hash } };
  const Delete = { TableName: table, Key: addressKey(hash), ConditionExpression: "attribute_exists(pk)" };
  return tryChange({ writes: [{ Delete }], entries: [entry] }, { pk: ADDRESSES });
}

export async function addressMarks(): Promise<AddressMark[]> {
  const items = await queryAll({
    KeyConditionExpression: "pk = :pk AND begins_with(sk, :address)",
    ExpressionAttributeValues: { ":pk": ADDRESSES, ":address": "address#" },
    ConsistentRead: true,
  });
  return items.map((item) => item.data as AddressMark);
}
