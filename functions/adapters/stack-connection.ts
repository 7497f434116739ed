import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import * as z from "zod";
import { YifaError } from "../domain/errors.ts";

const stateFile = z.looseObject({ pid: z.number().int(), env: z.record(z.string(), z.string()) });

/**
 * Makes the variables of a running embedded stack the environment of this process, as its state file names them.
 * A variable that is set already wins, so that the same commands work on AWS.
 * @throws {YifaError} `unavailable` when neither is there.
 */
export function connectToStack(dataDir: string): void {
  if (process.env.YIFA_TABLE) return;
  const path = join(dataDir, "stack.json");
  const missing = `找不到正在运行的依法系统（${path}）。请先在另一终端运行 npm start，或设置 YIFA_TABLE、YIFA_BUCKET 等环境变量`;
  if (!existsSync(path)) throw new YifaError("unavailable", "no-stack", missing);
  const { pid, env } = stateFile.parse(JSON.parse(readFileSync(path, "utf8")));
  if (!isAlive(pid)) throw new YifaError("unavailable", "no-stack", missing);
  for (const [name, value] of Object.entries(env)) process.env[name] ??= value;
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}
