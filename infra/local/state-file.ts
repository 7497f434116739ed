import { mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { isAlive, startOf } from "./processes.ts";

type Owner = { pid: number; startedAt?: string | undefined };
export type RunningStack = { pid: number; apiUrl: string; inboxUrl: string; env: Record<string, string> };

/** One stack a data folder. Returns how to give it back. */
export function claim(dataDir: string): () => void {
  mkdirSync(dataDir, { recursive: true });
  const lock = join(dataDir, "stack.lock");
  const owner: Owner = { pid: process.pid, startedAt: startOf(process.pid) };
  for (;;) {
    try {
      writeFileSync(lock, JSON.stringify(owner), { flag: "wx" });
      return () => {
        rmSync(join(dataDir, "stack.json"), { force: true });
        rmSync(lock, { force: true });
      };
    } catch (fault) {
      if ((fault as NodeJS.ErrnoException).code !== "EEXIST") throw fault;
      refuseIfLive(lock, dataDir);
      rmSync(lock, { force: true });
    }
  }
}

function refuseIfLive(lock: string, dataDir: string): void {
  const owner = readOwner(lock);
  if (!owner || !isAlive(owner.pid) || startOf(owner.pid) !== owner.startedAt) return;
  throw new Error(
    `数据目录“${dataDir}”正由另一个运行中的实例使用（进程 ${owner.pid}），请先停止它，或用 --data 指定其他目录，例如 --data .yifa-2`,
  );
}

function readOwner(lock: string): Owner | undefined {
  try {
    return JSON.parse(readFileSync(lock, "utf8"));
  } catch {
    return undefined;
  }
}

/** For the command line: where the running stack is. Readable by its owner alone, since it holds tokens. */
export function publish(dataDir: string, stack: RunningStack): void {
  const file = join(dataDir, "stack.json");
  writeFileSync(`${file}.new`, `${JSON.stringify(stack, null, 2)}\n`, { mode: 0o600 });
  renameSync(`${file}.new`, file);
}
