import middy from "@middy/core";
import type { SQSBatchResponse, SQSEvent } from "aws-lambda";
import { atStart } from "../adapters/environment.ts";
import { checkLinks } from "../adapters/link-settings.ts";
import { describeFault, log, namesRun } from "../adapters/log.ts";
import { openMail } from "../adapters/mail.ts";
import type { DeliverMessage } from "../adapters/queue.ts";
import { deliver } from "../application/deliver.ts";
import { parseDigestId } from "../domain/notice/line.ts";
import { isIsoDate } from "../domain/schema/primitives.ts";
import { fromQueue } from "./origins.ts";

atStart([], () => {
  openMail();
  checkLinks();
});

/**
 * Sends digests one after the other; exactly those that failed come back to the queue. What the provider would not take
 * does not: it stays frozen until the release, however long that lasts, and never ends in the dead letters.
 */
export const handler = middy<SQSEvent, SQSBatchResponse>(async ({ Records }: SQSEvent) => {
  const failed: string[] = [];
  for (const { messageId, body } of Records)
    if (!(await fromQueue(messageId, () => attempt(body)))) failed.push(messageId);
  return { batchItemFailures: failed.map((itemIdentifier) => ({ itemIdentifier })) };
}).use(namesRun());

async function attempt(body: string): Promise<boolean> {
  try {
    const message = readMessage(body);
    log("info", "deliver", { digest: message.digest, ...(await deliver(message)) });
    return true;
  } catch (fault) {
    log("error", "deliver: failed", describeFault(fault));
    return false;
  }
}

function readMessage(body: string): DeliverMessage {
  const { digest, on } = JSON.parse(body) as Partial<DeliverMessage>;
  if (typeof digest === "string" && parseDigestId(digest) && isIsoDate(on)) return { digest, on };
  throw new Error('消息应为 {"digest": "digest:1:收件人:日期", "on": "YYYY-MM-DD"}');
}
