import middy from "@middy/core";
import type { SQSBatchResponse, SQSEvent } from "aws-lambda";
import { atStart } from "../adapters/environment.ts";
import { describeFault, log, namesRun } from "../adapters/log.ts";
import { readSesEvent } from "../adapters/ses-events.ts";
import { takeReceipt } from "../application/take-receipt.ts";
import { fromQueue } from "./origins.ts";

atStart([]);

/** Events of SES about mails, in any order and also twice; exactly those that were not taken come back to the queue. */
export const handler = middy<SQSEvent, SQSBatchResponse>(async ({ Records }: SQSEvent) => {
  const failed: string[] = [];
  for (const { messageId, body } of Records)
    if (!(await fromQueue(messageId, () => attempt(body)))) failed.push(messageId);
  return { batchItemFailures: failed.map((itemIdentifier) => ({ itemIdentifier })) };
}).use(namesRun());

/** The body stays out of the log: it holds an address. */
async function attempt(body: string): Promise<boolean> {
  try {
    const receipt = readSesEvent(body);
    const taken = receipt ? await takeReceipt(receipt) : "not about a digest";
    log("info", "receipts", { digest: receipt?.digest, state: receipt?.state, taken });
    return true;
  } catch (fault) {
    log("error", "receipts: failed", describeFault(fault));
    return false;
  }
}
