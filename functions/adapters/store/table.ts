import { DynamoDBClient } from "@aws-sdk/client-dynamodb";
import { DynamoDBDocumentClient, GetCommand } from "@aws-sdk/lib-dynamodb";
import { required } from "../environment.ts";
import { toYifaError } from "./faults.ts";
import { canBe, type Key } from "./keys.ts";

export type Table = { client: DynamoDBDocumentClient; table: string };

let shared: DynamoDBDocumentClient | undefined;

/** The table that the environment names. One client a process; every fault comes out as a YifaError. */
export function connect(): Table {
  shared ??= createClient();
  return { client: shared, table: required("YIFA_TABLE") };
}

/** The thing itself of one item, read consistently. */
export async function loadData<T>(Key: Key): Promise<T | undefined> {
  if (!canBe(Key)) return undefined;
  const { client, table } = connect();
  const { Item } = await client.send(new GetCommand({ TableName: table, Key, ConsistentRead: true }));
  return Item?.data as T | undefined;
}

/** Closes the connections, so that a command line run ends at once; the next `connect` opens new ones. */
export function disconnect(): void {
  shared?.destroy();
  shared = undefined;
}

function createClient(): DynamoDBDocumentClient {
  // Milliseconds. A table that is away must be noticed well before a function's own time limit.
  const base = new DynamoDBClient({
    maxAttempts: 3,
    requestHandler: { connectionTimeout: 2_000, requestTimeout: 5_000, throwOnRequestTimeout: true },
  });
  base.middlewareStack.add(
    (next) => async (args) => {
      try {
        return await next(args);
      } catch (fault) {
        throw toYifaError(fault);
      }
    },
    { name: "yifaErrors", step: "initialize", priority: "high" },
  );
  return DynamoDBDocumentClient.from(base, { marshallOptions: { removeUndefinedValues: true } });
}
