import { type ChildProcess, spawn } from "node:child_process";
import { randomInt } from "node:crypto";
import { once } from "node:events";
import { createRequire } from "node:module";

export type Dynoxide = { process: ChildProcess; port: number; endpoint: string };

/** Ports that no system hands out by itself, so that only a fixed listener can be in the way. */
const PORTS = { from: 20_000, below: 32_000 };
const TRIES = 20;

/** The DynamoDB emulator on a free port of the loopback, once it says that it listens there; in memory without a file. */
export async function launchDynoxide(file?: string): Promise<Dynoxide> {
  for (let tries = 0; tries < TRIES; tries++) {
    const port = randomInt(PORTS.from, PORTS.below);
    const process = spawnDynoxide(port, file);
    if (await listens(process)) return { process, port, endpoint: `http://127.0.0.1:${port}` };
    process.kill("SIGKILL");
  }
  throw new Error(`DynamoDB 模拟器未能启动（试过 ${TRIES} 个端口）`);
}

/** Not yet listening: the caller waits, or does not need to. */
export function spawnDynoxide(port: number, file?: string): ChildProcess {
  const where = ["--host", "127.0.0.1", "--port", String(port)];
  const started = spawn(findBinary(), file === undefined ? where : [...where, "--db-path", file], {
    stdio: ["ignore", "ignore", "pipe"],
  });
  started.on("error", () => {});
  return started;
}

/** It tells its port after it has bound it, and ends when another holds it; an answer on the port alone could be the other's. */
async function listens(started: ChildProcess): Promise<boolean> {
  const said = started.stderr && once(started.stderr, "data").then(([text]) => String(text));
  const first = await Promise.race([said, once(started, "exit").then(() => "")]).catch(() => "");
  started.stderr?.resume();
  return first?.includes("listening on") ?? false;
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
