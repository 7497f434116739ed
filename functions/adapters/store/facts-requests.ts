import { GetCommand } from "@aws-sdk/lib-dynamodb";
import type { IsoDate } from "../../domain/schema/primitives.ts";
import { factsRequestKey } from "./keys.ts";
import { connect } from "./table.ts";

/** The day from which on an agency is asked for facts, where that is set. */
export async function factsRequestOn(agency: string): Promise<IsoDate | undefined> {
  const { client, table } = connect();
  const { Item } = await client.send(new GetCommand({ TableName: table, Key: factsRequestKey(agency) }));
  return typeof Item?.awaitOn === "string" ? Item.awaitOn.slice(0, 10) : undefined;
}
