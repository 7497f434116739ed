import { Worker } from "node:worker_threads";
import type { Emulator } from "./dynamodb.ts";

/** The mailbox that receives everything, with its page. A thread of its own, since the package keeps its mail in a module. */
export async function startSes(file: string, preferredPort: number): Promise<Emulator> {
  const { worker, port } = (await launch(file, preferredPort)) ?? (await launch(file, 0)) ?? unavailable();
  return {
    endpoint: `http://127.0.0.1:${port}`,
    stop: async () => {
      await worker.terminate();
    },
  };
}

/** Nothing when the port is taken. */
async function launch(file: string, port: number): Promise<{ worker: Worker; port: number } | undefined> {
  const worker = new Worker(new URL("./ses-worker.ts", import.meta.url), { workerData: { file, port } });
  const listening = await new Promise<number | undefined>((done, fail) => {
    worker.once("message", done).on("error", fail);
  });
  if (listening !== undefined) return { worker, port: listening };
  await worker.terminate();
  return undefined;
}

function unavailable(): never {
  throw new Error("收件箱（SES 模拟器）未能启动：没有可用的端口");
}
