import middy from "@middy/core";
import type { Context, SQSBatchResponse, SQSEvent } from "aws-lambda";
import { readDrops } from "../adapters/drops.ts";
import { atStart } from "../adapters/environment.ts";
import { describeFault, log, namesRun } from "../adapters/log.ts";
import { withOrigin } from "../adapters/origin.ts";
import { bulkImport } from "../application/bulk-import.ts";
import { YifaError } from "../domain/errors.ts";

atStart(["YIFA_IMPORT_BUCKET", "YIFA_IMPORT_QUEUE_URL"]);

/** Imports files that were dropped into the bucket; a message whose file could not be imported yet comes back. */
export const handler = middy<SQSEvent, SQSBatchResponse>(async ({ Records }: SQSEvent, context: Context) => {
  const failed: string[] = [];
  for (const { messageId, body } of Records)
    if (!(await withOrigin({ channel: "bulk-import", requestId: messageId }, () => attempt(body, context))))
      failed.push(messageId);
  return { batchItemFailures: failed.map((itemIdentifier) => ({ itemIdentifier })) };
}).use(namesRun());

async function attempt(body: string, context: Context): Promise<boolean> {
  try {
    for (const drop of readDrops(body)) {
      const { id, status, row } = await bulkImport(drop, () => context.getRemainingTimeInMillis());
      log("info", "bulk-import", { id, status, row });
    }
    return true;
  } catch (fault) {
    // Where another run is at the same file, the message comes back all the same, and finds what became of it.
    const overtaken = fault instanceof YifaError && fault.kind === "conflict";
    log(overtaken ? "warn" : "error", "bulk-import: broken off", describeFault(fault));
    return false;
  }
}
