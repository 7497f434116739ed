/** Runs the SES emulator and appends every mail to a file, so that the inbox outlives a restart. */
import { appendFileSync, existsSync, readFileSync, writeFileSync } from "node:fs";
import type { Server } from "node:http";
import { createRequire } from "node:module";
import type { AddressInfo } from "node:net";
import { parentPort, workerData } from "node:worker_threads";

type Email = { messageId: string };
type Store = { saveEmail(email: Email): void; clearStore(): void; getStoreReadonly(): { emails: Email[] } };

const { file, port } = workerData as { file: string; port: number };
const require = createRequire(import.meta.url);
const { default: serve } = require("aws-ses-v2-local") as {
  default(at: { host: string; port: number }): Promise<Server>;
};
const store = require("aws-ses-v2-local/dist/store.js") as Store;

const lines = existsSync(file) ? readFileSync(file, "utf8").split("\n") : [];
// A torn last line is a mail that was never acknowledged.
store.getStoreReadonly().emails.push(...lines.flatMap((line) => parse(line)));
const { saveEmail, clearStore } = store;
store.saveEmail = (email) => {
  appendFileSync(file, `${JSON.stringify(email)}\n`);
  saveEmail(email);
};
store.clearStore = () => {
  writeFileSync(file, "");
  clearStore();
};

const server = await serve({ host: "127.0.0.1", port });
// The package's listen swallows its error; a server that does not listen has no address.
parentPort?.postMessage((server.address() as AddressInfo | null)?.port);

function parse(line: string): Email[] {
  try {
    return line === "" ? [] : [JSON.parse(line)];
  } catch {
    return [];
  }
}
