/** Loads one bundle as the runtime of a function does, says how long that took, then answers one event after another, as JSON both ways. */
import { join } from "node:path";
import { pathToFileURL } from "node:url";

export type Started = { initMs: number; cpuMs: number } | { failed: string };
export type Answer = { result: string | null } | { failed: string };

const { LAMBDA_TASK_ROOT = "", AWS_LAMBDA_FUNCTION_NAME = "" } = process.env;
const [before, cpuBefore] = [performance.now(), process.cpuUsage()];
const say = (message: Started | Answer) => process.send?.(message);

try {
  const { handler } = await import(pathToFileURL(join(LAMBDA_TASK_ROOT, "index.mjs")).href);
  const { user, system } = process.cpuUsage(cpuBefore);
  say({ initMs: performance.now() - before, cpuMs: (user + system) / 1000 });
  process.on("message", async ({ event, requestId }: { event: string; requestId: string }) => {
    const until = Date.now() + 900_000;
    const context = {
      functionName: AWS_LAMBDA_FUNCTION_NAME,
      functionVersion: "$LATEST",
      memoryLimitInMB: "1024",
      awsRequestId: requestId,
      invokedFunctionArn: `arn:aws:lambda:cn-north-1:000000000000:function:${AWS_LAMBDA_FUNCTION_NAME}`,
      getRemainingTimeInMillis: () => until - Date.now(),
    };
    try {
      say({ result: JSON.stringify(await handler(JSON.parse(event), context)) ?? null });
    } catch (fault) {
      say({ failed: String(fault) });
    }
  });
} catch (fault) {
  say({ failed: String(fault) });
}
