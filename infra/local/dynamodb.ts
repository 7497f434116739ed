import { type ChildProcess, spawn } from "node:child_process";
import { existsSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import { setTimeout as delay } from "node:timers/promises";
import getPort from "get-port";
import { commandOf } from "./processes.ts";

export type Emulator = { endpoint: string; stop(): Promise<void> };

/** The DynamoDB emulator: one child process over one file, brought up again should it die. */
export async function startDynamodb(dataDir: string): Promise<Emulator> {
  const binary = findBinary();
  const file = join(dataDir, "dynamodb.db");
  const pidFile = join(dataDir, "dynamodb.pid");
  await killOrphan(pidFile, file);
  const port = await getPort({ host: "127.0.0.1" });
  const endpoint = `http://127.0.0.1:${port}`;
  let stopping = false;
  let child = launch();
  // Also when the process ends by an error of its own.
  const killWithUs = () => child.kill("SIGKILL");
  process.once("exit", killWithUs);

  function launch(): ChildProcess {
    const started = spawn(binary, ["--host", "127.0.0.1", "--port", String(port), "--db-path", file], {
      stdio: "ignore",
    });
    if (started.pid !== undefined) writeFileSync(pidFile, String(started.pid));
    started.on("exit", () => {
      setTimeout(relaunch, 200).unref();
    });
    started.on("error", () => {});
    return started;
  }

  function relaunch(): void {
    if (!stopping) child = launch();
  }

  const stop = async () => {
    stopping = true;
    process.off("exit", killWithUs);
    const ended = new Promise((done) => child.once("exit", done));
    if (child.exitCode === null && child.signalCode === null && child.kill("SIGTERM")) {
      await Promise.race([ended, delay(3_000, undefined, { ref: false })]);
      child.kill("SIGKILL");
    }
    rmSync(pidFile, { force: true });
  };
  try {
    await answering(endpoint);
  } catch (fault) {
    await stop();
    throw fault;
  }
  return { endpoint, stop };
}

function findBinary(): string {
  try {
    return createRequire(import.meta.url).resolve("@dynoxide/linux-x64/dynoxide");
  } catch {
    throw new Error(
      `本机平台（${process.platform}-${process.arch}）没有内置的 DynamoDB 模拟器。请自行启动一个（例如 DynamoDB Local），并设置环境变量 AWS_ENDPOINT_URL_DYNAMODB，例如 http://127.0.0.1:8000`,
    );
  }
}

/** After a kill -9 of the stack its emulator lives on and holds the file. Only a process that has our file open by its command line is ended. */
async function killOrphan(pidFile: string, file: string): Promise<void> {
  if (!existsSync(pidFile)) return;
  const pid = Number(readFileSync(pidFile, "utf8"));
  const isOurs = () => Number.isInteger(pid) && pid > 1 && commandOf(pid).includes(file);
  if (isOurs()) process.kill(pid, "SIGKILL");
  for (let tries = 0; isOurs() && tries < 50; tries++) await delay(20);
  rmSync(pidFile, { force: true });
}

async function answering(endpoint: string): Promise<void> {
  const deadline = Date.now() + 10_000;
  while (Date.now() < deadline) {
    const reached = await fetch(endpoint, { signal: AbortSignal.timeout(1_000) }).then(
      () => true,
      () => false,
    );
    if (reached) return;
    await delay(20);
  }
  throw new Error(`DynamoDB 模拟器在 10 秒内未能启动（${endpoint}）`);
}
