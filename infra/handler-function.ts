import { resolve } from "node:path";
import { type Duration, RemovalPolicy } from "aws-cdk-lib";
import { Architecture, Runtime } from "aws-cdk-lib/aws-lambda";
import { Charset, NodejsFunction, OutputFormat } from "aws-cdk-lib/aws-lambda-nodejs";
import { LogGroup, RetentionDays } from "aws-cdk-lib/aws-logs";
import type { IQueue } from "aws-cdk-lib/aws-sqs";
import type { Construct } from "constructs";

export const projectRoot = resolve(import.meta.dirname, "..");

// CommonJS dependencies inside an ES module bundle still ask for `require`.
const requireBanner =
  'import { createRequire as __createRequire } from "node:module"; const require = __createRequire(import.meta.url);';

type Settings = {
  /** The handler's file; handlers are known by path only. */
  entry: string;
  timeout: Duration;
  environment: Record<string, string>;
  deadLetterQueue?: IQueue;
};

/** One Lambda: Node.js 24 on arm64, an ES module bundle without the SDK, its log kept for a year (网络安全法 asks for six months). */
export function handlerFunction(scope: Construct, id: string, settings: Settings): NodejsFunction {
  const logGroup = new LogGroup(scope, `${id}Log`, {
    retention: RetentionDays.ONE_YEAR,
    removalPolicy: RemovalPolicy.RETAIN,
  });
  return new NodejsFunction(scope, id, {
    ...settings,
    logGroup,
    runtime: Runtime.NODEJS_24_X,
    architecture: Architecture.ARM_64,
    memorySize: 1024,
    handler: "handler",
    projectRoot,
    depsLockFilePath: resolve(projectRoot, "package-lock.json"),
    awsSdkConnectionReuse: false,
    bundling: {
      format: OutputFormat.ESM,
      target: "node24",
      mainFields: ["module", "main"],
      externalModules: ["@aws-sdk/*"],
      banner: requireBanner,
      sourceMap: false,
      charset: Charset.UTF8,
    },
  });
}
