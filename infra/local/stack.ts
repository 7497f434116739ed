import { join, resolve } from "node:path";
import { setTimeout as delay } from "node:timers/promises";
import { accountEnvironment } from "./account.ts";
import { startDynamodb } from "./dynamodb.ts";
import { startFunctions } from "./functions.ts";
import { startHttp } from "./http.ts";
import { startIdentity } from "./identity.ts";
import { linkEnvironment } from "./links.ts";
import { mailEnvironment } from "./mail.ts";
import { references } from "./names.ts";
import { startObjectEvents } from "./object-events.ts";
import { type Endpoints, provision } from "./provision.ts";
import { startQueues } from "./queues.ts";
import { startSchedules } from "./schedules.ts";
import { startSes } from "./ses.ts";
import { type SqsAndS3, startSqsAndS3 } from "./sqs-s3.ts";
import { claim, publish } from "./state-file.ts";
import { projectRoot, synthesise } from "./synthesise.ts";
import { Template } from "./template.ts";

export type StackOptions = {
  dataDir: string;
  /** A fixed day for everything, as a virtual clock; schedules then rest. */
  asOf?: string;
  /** The synthesised assembly; made as needed if absent. */
  templatesDir?: string;
  /** Whose agencies the issuer knows; the project's own rules if absent. */
  rulesDir?: string;
};

export type Stack = {
  apiUrl: string;
  inboxUrl: string;
  /** Endpoints, dummy credentials and names: what a process needs to reach the stack. */
  env: Record<string, string>;
  invoke(functionName: string, event: unknown): Promise<unknown>;
  /** Until mapped queues are empty and no function runs. */
  drain(): Promise<void>;
  stop(): Promise<void>;
};

type Cleanup = () => unknown;

export async function startStack(options: StackOptions): Promise<Stack> {
  const cleanups: Cleanup[] = [];
  let stopped: Promise<void> | undefined;
  const stop = () => (stopped ??= runBackwards(cleanups));
  try {
    return await bringUp({ ...options, dataDir: resolve(options.dataDir) }, cleanups, stop);
  } catch (fault) {
    await stop();
    throw fault;
  }
}

async function bringUp(
  options: StackOptions,
  cleanups: Cleanup[],
  stop: () => Promise<void>,
): Promise<Stack> {
  const { dataDir, asOf } = options;
  cleanups.push(claim(dataDir));
  const template = new Template(options.templatesDir ?? (await synthesise()));
  const { endpoints, inboxUrl, fauxqs } = await startEmulators(dataDir, cleanups);
  const lookup = references(endpoints.sqs);
  await provision(template, endpoints, lookup);
  const identity = await startIdentity(process.env, {
    dataDir,
    rulesDir: options.rulesDir ?? join(projectRoot, "rules"),
  });
  cleanups.push(identity.stop);
  const http = await startHttp(template, lookup, 8080);
  cleanups.push(http.stop);
  const environment = {
    ...accountEnvironment,
    AWS_ENDPOINT_URL_DYNAMODB: endpoints.dynamodb,
    AWS_ENDPOINT_URL_SQS: endpoints.sqs,
    AWS_ENDPOINT_URL_S3: endpoints.s3,
    AWS_ENDPOINT_URL_SESV2: endpoints.ses,
    ...mailEnvironment(process.env),
    ...identity.environment,
    ...(await linkEnvironment(process.env, { dataDir, url: http.url })),
    ...(asOf !== undefined && { YIFA_AS_OF: asOf }),
  };
  const functions = startFunctions(template, {
    lookup,
    environment,
    logFile: join(dataDir, "functions.log"),
  });
  cleanups.push(functions.stop);
  const queues = startQueues(template, functions, endpoints.sqs, lookup);
  cleanups.push(queues.stop);
  const objects = startObjectEvents(template, endpoints.sqs, lookup);
  cleanups.push(objects.stop);
  fauxqs?.onPut(objects.told);
  if (asOf === undefined) cleanups.push(startSchedules(template, functions, lookup));
  http.connect(functions);

  // As for the functions themselves: what is on this machine wins over what the template says.
  const env = { ...functions.variables, ...environment, YIFA_API_URL: http.url };
  const drain = async () => {
    for (let quiet = 0; quiet < 2; await delay(50))
      quiet = (await queues.areEmpty()) && !functions.busy() && !objects.busy() ? quiet + 1 : 0;
  };
  publish(dataDir, { pid: process.pid, apiUrl: http.url, inboxUrl, env });
  return { apiUrl: http.url, inboxUrl, env, invoke: functions.invoke, drain, stop };
}

/** An endpoint that the environment already names wins, and its emulator stays away. */
async function startEmulators(
  dataDir: string,
  cleanups: Cleanup[],
): Promise<{ endpoints: Endpoints; inboxUrl: string; fauxqs: SqsAndS3 | undefined }> {
  const { AWS_ENDPOINT_URL_DYNAMODB, AWS_ENDPOINT_URL_SQS, AWS_ENDPOINT_URL_S3, AWS_ENDPOINT_URL_SESV2 } =
    process.env;
  const started = async <T extends { stop: Cleanup }>(starting: Promise<T>) => {
    const emulator = await starting;
    cleanups.push(emulator.stop);
    return emulator;
  };
  const needsQueues = !AWS_ENDPOINT_URL_SQS || !AWS_ENDPOINT_URL_S3;
  const [dynamodb, fauxqs, ses] = await settleAll([
    AWS_ENDPOINT_URL_DYNAMODB ? undefined : started(startDynamodb(dataDir)),
    needsQueues ? started(startSqsAndS3(join(dataDir, "sqs-s3"))) : undefined,
    AWS_ENDPOINT_URL_SESV2 ? undefined : started(startSes(join(dataDir, "inbox.jsonl"), 8005)),
  ] as const);
  const endpoints = {
    dynamodb: AWS_ENDPOINT_URL_DYNAMODB || (dynamodb?.endpoint ?? ""),
    sqs: AWS_ENDPOINT_URL_SQS || (fauxqs?.endpoint ?? ""),
    s3: AWS_ENDPOINT_URL_S3 || (fauxqs?.endpoint ?? ""),
    ses: AWS_ENDPOINT_URL_SESV2 || (ses?.endpoint ?? ""),
  };
  return { endpoints, inboxUrl: endpoints.ses, fauxqs };
}

/** Waits for all, also when one fails: what came up must be known before it is taken down. */
async function settleAll<T extends readonly unknown[]>(
  starting: T,
): Promise<{ -readonly [K in keyof T]: Awaited<T[K]> }> {
  await Promise.allSettled(starting);
  return await Promise.all(starting);
}

async function runBackwards(cleanups: Cleanup[]): Promise<void> {
  for (const cleanup of cleanups.toReversed()) await cleanup();
}
