import { mkdirSync } from "node:fs";
import type { AddressInfo } from "node:net";
import { type BuildAppOptions, buildApp, type S3SpyEvent } from "fauxqs";
import type { Emulator } from "./dynamodb.ts";
import type { PutObject } from "./object-events.ts";

type Stores = NonNullable<BuildAppOptions["stores"]>;
export type SqsAndS3 = Emulator & { onPut(listen: (object: PutObject) => void): void };
type Persistence = { load(sqs: unknown, sns: unknown, s3: unknown): void; close(): void };

/**
 * SQS and S3 in this process, kept in a file. The package's own `startFauxqs` would do the same but binds
 * every interface, so its parts are put together here and listen on the loopback alone.
 */
export async function startSqsAndS3(dataDir: string): Promise<SqsAndS3> {
  mkdirSync(dataDir, { recursive: true });
  const { stores, persistence } = await openStores(dataDir);
  const app = buildApp({ logger: false, stores });
  app.addHook("preClose", () => persistence.close());
  await app.listen({ host: "127.0.0.1", port: 0 });
  const { port } = app.server.address() as AddressInfo;
  const onPut = (listen: (object: PutObject) => void) => listenToPuts(stores.s3Store, listen);
  return { endpoint: `http://127.0.0.1:${port}`, stop: () => app.close(), onPut };
}

/** The package lets a test spy on what happens to objects; here the spy passes it on. */
function listenToPuts(store: Stores["s3Store"], listen: (object: PutObject) => void): void {
  const addMessage = ({ bucket, key, status }: S3SpyEvent) => {
    if (status !== "uploaded" && status !== "copied") return;
    const { contentLength, etag } = store.headObject(bucket, key);
    listen({ bucket, key, size: contentLength, etag: etag.replaceAll('"', "") });
  };
  Object.assign(store, { spy: { addMessage } });
}

async function openStores(dataDir: string): Promise<{ stores: Stores; persistence: Persistence }> {
  const part = async (path: string) => await import(new URL(path, import.meta.resolve("fauxqs")).href);
  const [sqs, sns, s3, keeping] = await Promise.all(
    ["./sqs/sqsStore.js", "./sns/snsStore.js", "./s3/s3Store.js", "./persistence.js"].map(part),
  );
  const stores = { sqsStore: new sqs.SqsStore(), snsStore: new sns.SnsStore(), s3Store: new s3.S3Store() };
  const persistence: Persistence = new keeping.PersistenceManager(dataDir);
  // Loaded first: a store that already persists would write over what it reads.
  persistence.load(stores.sqsStore, stores.snsStore, stores.s3Store);
  for (const keeper of [...Object.values(stores), ...stores.sqsStore.allQueues()])
    keeper.persistence = persistence;
  return { stores, persistence };
}
