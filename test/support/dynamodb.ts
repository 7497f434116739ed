import { once } from "node:events";
import { CreateTableCommand, DynamoDBClient } from "@aws-sdk/client-dynamodb";
import { disconnect } from "../../functions/adapters/store/table.ts";
import { launchDynoxide } from "../../infra/local/dynoxide.ts";

/** An emulator in memory with the table as the stateful stack declares it, named by the environment. */
export type TestTable = { table: string; endpoint: string; stop: () => Promise<void> };

export async function startTable(table = "yifa-test"): Promise<TestTable> {
  const { endpoint, stop } = await startEmulator();
  process.env.YIFA_TABLE = table;
  await createTable(table);
  return { table, endpoint, stop };
}

/** An emulator without tables; AWS variables point at it. */
export async function startEmulator(): Promise<Omit<TestTable, "table">> {
  const { process: emulator, endpoint } = await launchDynoxide();
  Object.assign(process.env, {
    AWS_ENDPOINT_URL_DYNAMODB: endpoint,
    AWS_REGION: "cn-north-1",
    AWS_ACCESS_KEY_ID: "test",
    AWS_SECRET_ACCESS_KEY: "test",
  });
  const stop = async () => {
    disconnect();
    const ended = once(emulator, "exit");
    emulator.kill("SIGKILL");
    await ended;
  };
  return { endpoint, stop };
}

const gsi = (name: string, hash: string, range: string) => ({
  IndexName: name,
  KeySchema: [
    { AttributeName: hash, KeyType: "HASH" as const },
    { AttributeName: range, KeyType: "RANGE" as const },
  ],
  Projection: { ProjectionType: "ALL" as const },
});

export async function createTable(TableName: string): Promise<void> {
  const client = new DynamoDBClient({});
  const names = ["pk", "sk", "awaitShard", "awaitOn", "agencyKey", "agencySort"];
  const command = new CreateTableCommand({
    TableName,
    BillingMode: "PAY_PER_REQUEST",
    AttributeDefinitions: names.map((AttributeName) => ({ AttributeName, AttributeType: "S" as const })),
    KeySchema: [
      { AttributeName: "pk", KeyType: "HASH" },
      { AttributeName: "sk", KeyType: "RANGE" },
    ],
    GlobalSecondaryIndexes: [
      gsi("awaiting", "awaitShard", "awaitOn"),
      gsi("byAgency", "agencyKey", "agencySort"),
    ],
  });
  await client.send(command);
  client.destroy();
}
