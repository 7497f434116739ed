import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { startDynamodb } from "../../../infra/local/dynamodb.ts";
import { references } from "../../../infra/local/names.ts";
import { startSes } from "../../../infra/local/ses.ts";
import { startSqsAndS3 } from "../../../infra/local/sqs-s3.ts";
import { type Stack, startStack } from "../../../infra/local/stack.ts";
import { synthesise } from "../../../infra/local/synthesise.ts";
import { type Guard, startGuard } from "./guard.ts";
import { type Statement, statementsOf } from "./statements.ts";

export type GuardedStack = { readonly stack: Stack; readonly guard: Guard; stop(): Promise<void> };

/** The embedded stack with the bundles and the policies of the template, where nothing is allowed that they do not allow. */
export async function startGuardedStack(asOf: string): Promise<GuardedStack> {
  const templatesDir = await synthesise();
  const dataDir = mkdtempSync(join(tmpdir(), "yifa-guarded-"));
  const dynamodb = await startDynamodb(dataDir);
  const queues = await startSqsAndS3(join(dataDir, "sqs-s3"));
  const ses = await startSes(join(dataDir, "inbox.jsonl"), 0);
  const endpoints: Record<string, string> = {
    dynamodb: dynamodb.endpoint,
    sqs: queues.endpoint,
    s3: queues.endpoint,
    ses: ses.endpoint,
  };
  let statements: ReadonlyMap<string, readonly Statement[]> = new Map();
  const guard = await startGuard({
    upstream: (service) => endpoints[service] ?? "",
    statements: () => statements,
  });
  statements = statementsOf(templatesDir, references(guard.endpoint));
  for (const service of ["DYNAMODB", "SQS", "S3", "SESV2"])
    process.env[`AWS_ENDPOINT_URL_${service}`] = guard.endpoint;
  const stack = await startStack({ dataDir, asOf, templatesDir });
  Object.assign(process.env, stack.env);
  const stop = async () => {
    await stack.stop();
    await guard.stop();
    for (const emulator of [dynamodb, queues, ses]) await emulator.stop();
    rmSync(dataDir, { recursive: true, force: true });
  };
  return { stack, guard, stop };
}
