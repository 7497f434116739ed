import { type ChildProcess, spawn } from "node:child_process";
import { createRequire } from "node:module";
import { setTimeout as delay } from "node:timers/promises";
import { CreateTableCommand, DynamoDBClient, ListTablesCommand } from "@aws-sdk/client-dynamodb";
import getPort from "get-port";
import { disconnect } from "../../functions/adapters/store/table.ts";

let server: ChildProcess | undefined;
let tables = 0;

/** An emulator in memory for one test file; AWS variables point at it until the file ends. */
export async function startTables(): Promise<void> {
  const port = await getPort();
  const binary = createRequire(import.meta.url).resolve("@dynoxide/linux-x64/dynoxide");
  server = spawn(binary, ["--host", "127.0.0.1", "--port", String(port)], { stdio: "ignore" });
  Object.assign(process.env, {
    AWS_ENDPOINT_URL_DYNAMODB: `http://127.0.0.1:${port}`,
    AWS_REGION: "cn-north-1",
    AWS_ACCESS_KEY_ID: "local",
    AWS_SECRET_ACCESS_KEY: "local",
    YIFA_BUCKET: "bucket",
    YIFA_DELIVER_QUEUE_URL: "http://127.0.0.1/queue",
  });
  const client = new DynamoDBClient({});
  for (let n = 0; n < 100; n++) {
    const up = await client.send(new ListTablesCommand({})).then(
      () => true,
      () => false,
    );
    if (up) break;
    await delay(50);
  }
  client.destroy();
}

/** A new empty table, the one that the environment names from now on, behind a new client. */
export async function newTable(): Promise<string> {
  disconnect();
  const TableName = `yifa-${++tables}`;
  process.env.YIFA_TABLE = TableName;
  const client = new DynamoDBClient({});
  const names = ["pk", "sk", "awaitShard", "awaitOn", "agencyKey", "agencySort"];
  const keys = (hash: string, range: string) => [
    { AttributeName: hash, KeyType: "HASH" as const },
    { AttributeName: range, KeyType: "RANGE" as const },
  ];
  const index = (IndexName: string, hash: string, range: string) => ({
    IndexName,
    KeySchema: keys(hash, range),
    Projection: { ProjectionType: "ALL" as const },
  });
  await client.send(
    new CreateTableCommand({
      TableName,
      BillingMode: "PAY_PER_REQUEST",
      AttributeDefinitions: names.map((AttributeName) => ({ AttributeName, AttributeType: "S" as const })),
      KeySchema: keys("pk", "sk"),
      GlobalSecondaryIndexes: [
        index("awaiting", "awaitShard", "awaitOn"),
        index("byAgency", "agencyKey", "agencySort"),
      ],
    }),
  );
  client.destroy();
  return TableName;
}

export function stopTables(): void {
  disconnect();
  server?.kill();
}
