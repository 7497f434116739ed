import {
  BatchGetCommand,
  DeleteCommand,
  GetCommand,
  PutCommand,
  QueryCommand,
  ScanCommand,
  TransactWriteCommand,
  UpdateCommand,
} from "@aws-sdk/lib-dynamodb";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { connect } from "../../functions/adapters/store/table.ts";
import { startTable, type TestTable } from "../support/dynamodb.ts";

// The figures of docs/cost.md are those that the embedded database tells. Here they are held against AWS's rules, worked
// by hand: an item is its names and values in UTF-8; 1 unit for each 1 KB begun that is written, double in a transaction;
// 1 for each 4 KB begun that is read consistently, half otherwise; each index in which something changes is written too.

const TableName = "capacity";
const told = { TableName, ReturnConsumedCapacity: "TOTAL" } as const;
/** `pk`, `sk`, `v` with values of 1, 1 and all the rest. */
const item = (sk: string, bytes: number) => ({ pk: "w", sk, v: "x".repeat(bytes - 7) });
const awaits = { awaitShard: "s", awaitOn: "2026-11-23" };
const open = { agencyKey: "a", agencySort: "open" };
const done = { agencyKey: "a", agencySort: "done" };

let table: TestTable;
beforeAll(async () => {
  table = await startTable(TableName);
});
afterAll(() => table.stop());

async function units(command: object): Promise<number> {
  const { ConsumedCapacity } = (await connect().client.send(command as never)) as {
    ConsumedCapacity?: { CapacityUnits: number } | { CapacityUnits: number }[];
  };
  return [ConsumedCapacity].flat().reduce((sum, one) => sum + (one?.CapacityUnits ?? Number.NaN), 0);
}
const put = (Item: object) => units(new PutCommand({ ...told, Item: { ...Item } }));

describe("writes, one after the other", () => {
  it.each([
    ["a kilobyte is one unit", item("1", 1024), 1],
    ["a byte more is two", item("2", 1025), 2],
    ["Chinese is three bytes a character", { pk: "w", sk: "3", v: "依".repeat(341) }, 2],
    ["in both indexes, three times", { ...item("4", 900), ...awaits, ...open }, 3],
    ["as it is already, the table's alone", { ...item("4", 900), ...awaits, ...open }, 1],
    // 1 for the table, 2 in the index that it moves in, 1 in the other, which holds the names that changed.
    ["moved in one index, out of a place and into one", { ...item("4", 900), ...awaits, ...done }, 4],
    ["out of an index, once for what goes and once for the other", { ...item("4", 900), ...done }, 3],
    ["smaller than before, what was there counts", item("2", 100), 2],
  ])("%s", async (_, Item, expected) => {
    expect(await put(Item)).toBe(expected);
  });

  it("a change or a deletion is as large as the item, not as the change", async () => {
    await put(item("5", 2500));
    const Key = { pk: "w", sk: "5" };
    const change = { UpdateExpression: "SET w = :w", ExpressionAttributeValues: { ":w": 1 } };
    expect(await units(new UpdateCommand({ ...told, Key, ...change }))).toBe(3);
    expect(await units(new DeleteCommand({ ...told, Key }))).toBe(3);
  });

  it("a transaction is double, what it only checks too; the index that follows it is not", async () => {
    const check = { Key: { pk: "w", sk: "1" }, ConditionExpression: "attribute_exists(pk)" };
    const TransactItems = [
      { Put: { TableName, Item: { ...item("6", 1500), ...open } } },
      { ConditionCheck: { TableName, ...check } },
    ];
    // 2 × 2 for the item, 2 × 1 for the check, 2 for the index.
    expect(await units(new TransactWriteCommand({ TransactItems, ReturnConsumedCapacity: "TOTAL" }))).toBe(8);
  });
});

describe("reads of three items of 3,000 bytes", () => {
  const SKS = ["1", "2", "3"];
  const Key = { pk: "r", sk: "1" };
  const consistent = { ConsistentRead: true };
  const partition = (pk: string) => ({
    KeyConditionExpression: "pk = :pk",
    ExpressionAttributeValues: { ":pk": pk },
  });
  const ofAgency = (agency: string) => ({
    IndexName: "byAgency",
    KeyConditionExpression: "agencyKey = :agency",
    ExpressionAttributeValues: { ":agency": agency },
  });
  beforeAll(async () => {
    for (const sk of SKS) await put({ ...item(sk, 3000), pk: "r", agencyKey: "r", agencySort: sk });
  });

  it.each([
    ["one of them", new GetCommand({ ...told, Key, ...consistent }), 1],
    ["one of them, not consistent", new GetCommand({ ...told, Key }), 0.5],
    ["one that is not there", new GetCommand({ ...told, Key: { pk: "r", sk: "9" }, ...consistent }), 1],
    ["a Query counts its bytes together", new QueryCommand({ ...told, ...partition("r"), ...consistent }), 3],
    ["and half of them where it is not consistent", new QueryCommand({ ...told, ...partition("r") }), 1.5],
    ["a Query that finds nothing", new QueryCommand({ ...told, ...ofAgency("nobody") }), 0.5],
    ["a Query of an index", new QueryCommand({ ...told, ...ofAgency("r") }), 1.5],
    ["a Scan of an index, of all that is in it", new ScanCommand({ ...told, IndexName: "awaiting" }), 0.5],
  ])("%s", async (_, command, expected) => {
    expect(await units(command)).toBe(expected);
  });

  it("a batch counts each by itself", async () => {
    const RequestItems = { [TableName]: { Keys: SKS.map((sk) => ({ pk: "r", sk })), ...consistent } };
    expect(await units(new BatchGetCommand({ RequestItems, ReturnConsumedCapacity: "TOTAL" }))).toBe(3);
  });
});
