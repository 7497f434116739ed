import middy from "@middy/core";
import type { SQSBatchResponse, SQSEvent } from "aws-lambda";
import { describeFault, log } from "../adapters/log.ts";
import type { DeliverMessage } from "../adapters/queue.ts";
import { deliver } from "../application/deliver.ts";
import { parseDigestId } from "../domain/notice/line.ts";
import { isIsoDate } from "../domain/schema/primitives.ts";

/** Sends digests one after the other; exactly those that were not sent come back to the queue. */
export const handler = middy<SQSEvent, SQSBatchResponse>(async ({ Records }: SQSEvent) => {
  const failed: string[] = [];
  let stopped = false;
  for (const { messageId, body } of Records) {
    if (stopped || !(await attempt(body, () => (stopped = true)))) failed.push(messageId);
  }
  return { batchItemFailures: failed.map((itemIdentifier) => ({ itemIdentifier })) };
});

/** `stop` is called when the provider takes no mail at all at present. */
async function attempt(body: string, stop: () => void): Promise<boolean> {
  try {
    const message = readMessage(body);
    const delivery = await deliver(message);
    log("info", "deliver", { digest: message.digest, ...delivery });
    if (delivery.stop) stop();
    return !delivery.again;
  } catch (fault) {
    log("error", "deliver: failed", { body: body.slice(0, 200), ...describeFault(fault) });
    return false;
  }
}

function readMessage(body: string): DeliverMessage {
  const { digest, on } = JSON.parse(body) as Partial<DeliverMessage>;
  if (typeof digest === "string" && parseDigestId(digest) && isIsoDate(on)) return { digest, on };
  throw new Error('消息应为 {"digest": "digest:1:收件人:日期", "on": "YYYY-MM-DD"}');
}
