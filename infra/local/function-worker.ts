/** One instance of a function: loads its bundle once, then answers one event after another, as JSON both ways. */

import { pathToFileURL } from "node:url";
import { parentPort, workerData } from "node:worker_threads";
import type { Answer } from "./pool.ts";

type Request = { event: string; context: { deadlineMs: number } };

const { entry, exportName } = workerData as { entry: string; exportName: string };
const loaded = import(pathToFileURL(entry).href);
loaded.catch(() => {});

parentPort?.on("message", async (request: Request) => parentPort?.postMessage(await answer(request)));

async function answer({ event, context: { deadlineMs, ...context } }: Request): Promise<Answer> {
  try {
    const handler = (await loaded)[exportName];
    const result = await handler(JSON.parse(event), {
      ...context,
      getRemainingTimeInMillis: () => deadlineMs - Date.now(),
    });
    return { result: JSON.stringify(result) ?? "" };
  } catch (fault) {
    const { name, message, stack } = fault instanceof Error ? fault : new Error(String(fault));
    process.stderr.write(`${stack ?? message}\n`);
    return { error: { name, message, ...(stack !== undefined && { stack }) } };
  }
}
