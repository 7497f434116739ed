import type { ChildProcess } from "node:child_process";
import { existsSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as delay } from "node:timers/promises";
import { launchDynoxide, spawnDynoxide } from "./dynoxide.ts";
import { commandOf } from "./processes.ts";

export type Emulator = { endpoint: string; stop(): Promise<void> };

/** The DynamoDB emulator: one child process over one file, brought up again should it die. */
export async function startDynamodb(dataDir: string): Promise<Emulator> {
  const file = join(dataDir, "dynamodb.db");
  const pidFile = join(dataDir, "dynamodb.pid");
  await killOrphan(pidFile, file);
  const { process: first, port, endpoint } = await launchDynoxide(file);
  let stopping = false;
  let child = watched(first);
  // Also when the process ends by an error of its own.
  const killWithUs = () => child.kill("SIGKILL");
  process.once("exit", killWithUs);

  function watched(started: ChildProcess): ChildProcess {
    if (started.pid !== undefined) writeFileSync(pidFile, String(started.pid));
    started.stderr?.resume();
    started.on("exit", () => setTimeout(relaunch, 200).unref());
    return started;
  }

  /** On the port that everybody knows already. */
  function relaunch(): void {
    if (!stopping) child = watched(spawnDynoxide(port, file));
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
  return { endpoint, stop };
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
