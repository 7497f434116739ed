import { resolve } from "node:path";
import type { Duration } from "aws-cdk-lib";
import { Role, ServicePrincipal } from "aws-cdk-lib/aws-iam";
import { Architecture, Runtime } from "aws-cdk-lib/aws-lambda";
import { NodejsFunction, OutputFormat } from "aws-cdk-lib/aws-lambda-nodejs";
import type { LogGroup } from "aws-cdk-lib/aws-logs";
import type { IQueue } from "aws-cdk-lib/aws-sqs";
import type { Construct } from "constructs";
import { type LogSettings, logGroup } from "./log-group.ts";

export const projectRoot = resolve(import.meta.dirname, "..");

/** In the runtime of the function, at whatever version it is there. */
const SDK = ["@aws-sdk/*", "@smithy/*"];

/**
 * What libraries load for uses that we have none of: imapflow for proxies, a log of its own and character sets of
 * headers, json-rules-engine for paths into facts, which no rule may have. Half a megabyte for nothing.
 */
const LEFT_OUT = ["encoding-japanese", "iconv-lite", "jsonpath-plus", "pino", "socks"];

/** Asked for by `import` and by `require`, which would be two copies of each. */
const ONCE = ["libbase64", "libmime", "libqp"];

const ALIASES: Readonly<Record<string, string>> = {
  ...Object.fromEntries(LEFT_OUT.map((name) => [name, resolve(projectRoot, "infra/left-out.ts")])),
  ...Object.fromEntries(
    ONCE.map((name) => [name, resolve(projectRoot, `node_modules/${name}/dist/esm/${name}.js`)]),
  ),
};

// CommonJS dependencies inside an ES module bundle still ask for `require`.
const requireBanner =
  'import { createRequire as __createRequire } from "node:module"; const require = __createRequire(import.meta.url);';

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
  return new NodejsFunction(scope, id, {
    memorySize: 1024,
    ...settings,
    role: executionRole(scope, `${id}Role`, logs),
    logGroup: logs,
    environmentEncryption: log.key,
    runtime: Runtime.NODEJS_24_X,
    architecture: Architecture.ARM_64,
    handler: "handler",
    projectRoot,
    depsLockFilePath: resolve(projectRoot, "package-lock.json"),
    awsSdkConnectionReuse: false,
    bundling: {
      format: OutputFormat.ESM,
      target: "node24",
      mainFields: ["module", "main"],
      externalModules: SDK,
      minify: true,
      // Names of errors are read by people and by code.
      keepNames: true,
      metafile: true,
      esbuildArgs: {
        "--alias": Object.entries(ALIASES).map(([name, path]) => `${name}=${path}`),
        // This version of the CDK takes a `charset` and leaves it out; escapes are twice as long as Chinese.
        "--charset": "utf8",
      },
      commandHooks: {
        beforeBundling: () => [],
        beforeInstall: () => [],
        afterBundling: (_, output) => [`mv "${output}/index.meta.json" "${output}/../${id}.meta.json"`],
      },
      banner: requireBanner,
    },
  });
}

/** Writes its own log and nobody else's; the managed policy for functions would let it write all of them. */
function executionRole(scope: Construct, id: string, logs: LogGroup): Role {
  const role = new Role(scope, id, { assumedBy: new ServicePrincipal("lambda.amazonaws.com") });
  logs.grantWrite(role);
  return role;
}
