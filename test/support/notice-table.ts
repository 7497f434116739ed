import { disconnect } from "../../functions/adapters/store/table.ts";
import { createTable, startEmulator } from "./dynamodb.ts";

let stop: (() => Promise<void>) | undefined;
let tables = 0;

/** An emulator in memory for one test file; AWS variables point at it until the file ends. */
export async function startTables(): Promise<void> {
  ({ stop } = await startEmulator());
  Object.assign(process.env, {
    YIFA_BUCKET: "bucket",
    YIFA_DELIVER_QUEUE_URL: "http://127.0.0.1/queue",
    YIFA_MAIL_PROVIDER: "ses",
    YIFA_MAIL_PER_SECOND: "1000",
  });
}

/** A new empty table, the one that the environment names from now on, behind a new client. */
export async function newTable(): Promise<string> {
  disconnect();
  const name = `yifa-${++tables}`;
  process.env.YIFA_TABLE = name;
  await createTable(name);
  return name;
}

export async function stopTables(): Promise<void> {
  await stop?.();
}
