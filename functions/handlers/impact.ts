import middy from "@middy/core";
import type { Context, SQSBatchResponse, SQSEvent } from "aws-lambda";
import * as z from "zod";
import { atStart } from "../adapters/environment.ts";
import { describeFault, log, namesRun } from "../adapters/log.ts";
import { workLane } from "../application/impact/work-lane.ts";
import { YifaError } from "../domain/errors.ts";
import { fromQueue } from "./origins.ts";

atStart(["YIFA_IMPACT_QUEUE_URL"]);

const message = z.strictObject({ to: z.string(), run: z.string(), lane: z.string() });

/** Works out what a proposed ruleset would do, one lane a message; a message that could not be done comes back. */
export const handler = middy<SQSEvent, SQSBatchResponse>(async ({ Records }: SQSEvent, context: Context) => {
  const failed: string[] = [];
  for (const { messageId, body } of Records)
    if (!(await fromQueue(messageId, () => attempt(body, context)))) failed.push(messageId);
  return { batchItemFailures: failed.map((itemIdentifier) => ({ itemIdentifier })) };
}).use(namesRun());

async function attempt(body: string, context: Context): Promise<boolean> {
  try {
    const asked = message.parse(JSON.parse(body));
    const report = await workLane(asked, () => context.getRemainingTimeInMillis());
    log("info", "impact", { ...asked, report });
    return true;
  } catch (fault) {
    // Where another call is at the same lane, the message comes back all the same, and finds what became of it.
    const overtaken = fault instanceof YifaError && fault.kind === "conflict";
    log(overtaken ? "warn" : "error", "impact: broken off", describeFault(fault));
    return false;
  }
}
