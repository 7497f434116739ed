import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { type Duration, Stack, Stage } from "aws-cdk-lib";
import { Role, ServicePrincipal } from "aws-cdk-lib/aws-iam";
import { Architecture, Code, Runtime } from "aws-cdk-lib/aws-lambda";
import { NodejsFunction } from "aws-cdk-lib/aws-lambda-nodejs";
import type { LogGroup } from "aws-cdk-lib/aws-logs";
import type { IQueue } from "aws-cdk-lib/aws-sqs";
import type { Construct } from "constructs";
import { type LogSettings, logGroup } from "./log-group.ts";

export const projectRoot = resolve(import.meta.dirname, "..");

type Settings = {
  /** The handler's file; handlers are known by path only. */
  entry: string;
  timeout: Duration;
  environment: Record<string, string>;
  deadLetterQueue?: IQueue;
  /** How many may run at once; that many are kept free for it. */
  reservedConcurrentExecutions?: number;
  /** In megabytes; 1024 unless said. */
  memorySize?: number;
  log: LogSettings;
};

/**
 * One Lambda: Node.js 24 on arm64, an ES module bundle without the SDK, its environment and log encrypted with the customer's
 * key. What went into the bundle is told beside the template, in `<id>.meta.json`.
 */
export function handlerFunction(
  scope: Construct,
  id: string,
  { log, ...settings }: Settings,
): NodejsFunction {
  const logs = logGroup(scope, `${id}Log`, log);
  const folder = mkdtempSync(join(tmpdir(), "yifa-bundle-"));
  const handler = new NodejsFunction(scope, id, {
    memorySize: 1024,
    ...settings,
    code: bundle(scope, id, settings.entry, folder),
    role: executionRole(scope, `${id}Role`, logs),
    logGroup: logs,
    environmentEncryption: log.key,
    runtime: Runtime.NODEJS_24_X,
    architecture: Architecture.ARM_64,
    handler: "index.handler",
    awsSdkConnectionReuse: false,
  });
  // The assembly has its own copy.
  rmSync(folder, { recursive: true });
  return handler;
}

/** By our own script: the CDK's bundling knows no plugins, and leaves out the character set that it is given. */
function bundle(scope: Construct, id: string, entry: string, folder: string): Code {
  // Somebody who only wants the templates says so by the context of the CDK.
  if (!Stack.of(scope).bundlingRequired) return Code.fromAsset(folder);
  const { outdir } = Stage.of(scope) as Stage;
  const account = join(outdir, `${id}.meta.json`);
  const command = [process.execPath, join(projectRoot, "infra/bundle.ts"), entry, folder, account];
  return Code.fromCustomCommand(folder, command, {
    commandOptions: { stdio: ["ignore", "ignore", "inherit"] },
  });
}

/** Writes its own log and nobody else's; the managed policy for functions would let it write all of them. */
function executionRole(scope: Construct, id: string, logs: LogGroup): Role {
  const role = new Role(scope, id, { assumedBy: new ServicePrincipal("lambda.amazonaws.com") });
  logs.grantWrite(role);
  return role;
}
