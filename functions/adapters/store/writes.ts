import { setTimeout as delay } from "node:timers/promises";
import { TransactWriteCommand, type TransactWriteCommandInput } from "@aws-sdk/lib-dynamodb";
import { YifaError } from "../../domain/errors.ts";
import { connect } from "./table.ts";

export type Write = NonNullable<TransactWriteCommandInput["TransactItems"]>[number];

/** Another transaction on the same item is a matter of milliseconds; a failed condition is the caller's business. */
export async function transact(items: Write[], attempts = 6): Promise<void> {
  const { client } = connect();
  for (let attempt = 1; ; attempt++) {
    try {
      await client.send(new TransactWriteCommand({ TransactItems: items }));
      return;
    } catch (error) {
      const busy = error instanceof YifaError && error.code === "busy";
      if (!busy || attempt === attempts) throw error;
      await delay(20 * 2 ** attempt * (0.5 + Math.random()));
    }
  }
}

export const putNew = (table: string, item: object): Write => ({
  Put: { TableName: table, Item: { ...item }, ConditionExpression: "attribute_not_exists(pk)" },
});

/** Puts `item` over the version that was read: none for version 1. */
export const putVersion = (table: string, item: { version: number; [more: string]: unknown }): Write =>
  item.version === 1
    ? putNew(table, item)
    : {
        Put: {
          TableName: table,
          Item: { ...item },
          ConditionExpression: "version = :read",
          ExpressionAttributeValues: { ":read": item.version - 1 },
        },
      };
