import { fork } from "node:child_process";
import { randomUUID } from "node:crypto";
import { once } from "node:events";
import { copyFileSync, mkdirSync, mkdtempSync, rmSync, symlinkSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { shortName } from "../../infra/local/names.ts";
import { projectRoot } from "../../infra/local/synthesise.ts";
import type { Lookup, Resource, Template } from "../../infra/local/template.ts";
import type { Answer, Started } from "./deployed-worker.ts";

export type Variables = Record<string, string>;

/** A function in a process of its own. */
export type Running = {
  /** Milliseconds that loading the bundle took, and those of a processor: on a busy machine the clock says little. */
  readonly initMs: number;
  readonly cpuMs: number;
  /** As JSON both ways; fails as the function does. */
  invoke(event: unknown): Promise<unknown>;
  /** Lines on stdout and stderr so far: what CloudWatch would get. */
  lines(): Record<string, unknown>[];
  stop(): Promise<void>;
};

/** The variables of the template. */
export function variablesOf(template: Template, resource: Resource, lookup: Lookup): Variables {
  const { Variables = {} } = (resource.properties.Environment ?? {}) as { Variables?: object };
  return template.resolve(Variables, resource.stack, lookup) as Variables;
}

export function bundleOf(template: Template, { properties }: Resource): string {
  const { S3Key } = properties.Code as { S3Key: string };
  return join(template.folder, `asset.${S3Key.replace(/\.zip$/, "")}`, "index.mjs");
}

/** What the runtime sets by itself. */
const lambdaVariables = (name: string, task: string): Variables => ({
  AWS_REGION: "cn-north-1",
  AWS_DEFAULT_REGION: "cn-north-1",
  AWS_ACCESS_KEY_ID: "local",
  AWS_SECRET_ACCESS_KEY: "local",
  AWS_EXECUTION_ENV: "AWS_Lambda_nodejs24.x",
  AWS_LAMBDA_FUNCTION_NAME: name,
  AWS_LAMBDA_FUNCTION_VERSION: "$LATEST",
  AWS_LAMBDA_FUNCTION_MEMORY_SIZE: "1024",
  AWS_LAMBDA_INITIALIZATION_TYPE: "on-demand",
  AWS_LAMBDA_LOG_GROUP_NAME: `/aws/lambda/${name}`,
  AWS_LAMBDA_LOG_STREAM_NAME: "2026/11/23/[$LATEST]0",
  LAMBDA_TASK_ROOT: task,
  LAMBDA_RUNTIME_DIR: "/var/runtime",
  _HANDLER: "index.handler",
  LANG: "en_US.UTF-8",
  PATH: "/usr/local/bin:/usr/bin:/bin",
  TZ: ":UTC",
});

/**
 * Starts a bundle the way AWS does: alone in its folder, the SDK above it as the runtime has it and no other package, with
 * no variables but those given and the runtime's own. Fails with what the function says when it does not start.
 */
export async function startFunction(bundle: string, name: string, environment: Variables): Promise<Running> {
  const root = mkdtempSync(join(tmpdir(), "yifa-deployed-"));
  const task = layOut(root, bundle);
  const child = fork(join(import.meta.dirname, "deployed-worker.ts"), {
    cwd: task,
    env: { ...environment, ...lambdaVariables(name, task) },
    execArgv: [],
    stdio: ["ignore", "pipe", "pipe", "ipc"],
  });
  let written = "";
  for (const stream of [child.stdout, child.stderr])
    stream?.setEncoding("utf8").on("data", (text: string) => {
      written += text;
    });
  const stop = async () => {
    const ended = once(child, "exit");
    if (child.exitCode === null && child.kill("SIGKILL")) await ended;
    rmSync(root, { recursive: true, force: true });
  };
  const next = async <T extends object>() => {
    const [message] = (await once(child, "message")) as [T | { failed: string }];
    if ("failed" in message) throw new Error(message.failed);
    return message as Exclude<T, { failed: string }>;
  };
  try {
    const { initMs, cpuMs } = await next<Started>();
    const invoke = async (event: unknown) => {
      child.send({ event: JSON.stringify(event), requestId: randomUUID() });
      const { result } = await next<Answer>();
      return result === null ? undefined : JSON.parse(result);
    };
    const lines = () => written.split("\n").flatMap((line) => (line === "" ? [] : [JSON.parse(line)]));
    return { initMs, cpuMs, invoke, lines, stop };
  } catch (fault) {
    await stop();
    throw fault;
  }
}

function layOut(root: string, bundle: string): string {
  const task = join(root, "var/task");
  mkdirSync(task, { recursive: true });
  mkdirSync(join(root, "var/node_modules"));
  copyFileSync(bundle, join(task, "index.mjs"));
  for (const scope of ["@aws-sdk", "@smithy"])
    symlinkSync(join(projectRoot, "node_modules", scope), join(root, "var/node_modules", scope));
  return task;
}

export const functionsOf = (template: Template): Map<string, Resource> =>
  new Map(template.ofType("AWS::Lambda::Function").map((resource) => [shortName(resource), resource]));
