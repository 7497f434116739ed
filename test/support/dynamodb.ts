import { type ChildProcess, spawn } from "node:child_process";
import { createRequire } from "node:module";
import { setTimeout as delay } from "node:timers/promises";
import { CreateTableCommand, DynamoDBClient } from "@aws-sdk/client-dynamodb";
import getPort from "get-port";
import { disconnect } from "../../functions/adapters/store/table.ts";

/** An emulator in memory with the table as the stateful stack declares it, named by the environment. */
export type TestTable = { table: string; endpoint: string; stop: () => Promise<void> };

export async function startTable(table = "yifa-test"): Promise<TestTable> {
  const port = await getPort();
  const binary = createRequire(import.meta.url).resolve("@dynoxide/linux-x64/dynoxide");
  const emulator = spawn(binary, ["--host", "127.0.0.1", "--port", String(port)], { stdio: "ignore" });
  const endpoint = `http://127.0.0.1:${port}`;
  Object.assign(process.env, {
    AWS_ENDPOINT_URL_DYNAMODB: endpoint,
    AWS_REGION: "cn-north-1",
    AWS_ACCESS_KEY_ID: "test",
    AWS_SECRET_ACCESS_KEY: "test",
    YIFA_TABLE: table,
  });
  await createTable(table);
  return { table, endpoint, stop: () => stop(emulator) };
}

const gsi = (name: string, hash: string, range: string) => ({
  IndexName: name,
  KeySchema: [
    { AttributeName: hash, KeyType: "HASH" as const },
    { AttributeName: range, KeyType: "RANGE" as const },
  ],
  Projection: { ProjectionType: "ALL" as const },
});

async function createTable(TableName: string): Promise<void> {
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
  for (let attempt = 1; ; attempt++) {
    try {
      await client.send(command);
      break;
    } catch (error) {
      if (attempt === 20) throw error;
      await delay(50);
    }
  }
  client.destroy();
}

async function stop(emulator: ChildProcess): Promise<void> {
  disconnect();
  const ended = new Promise((resolve) => emulator.once("exit", resolve));
  emulator.kill("SIGKILL");
  await ended;
}
