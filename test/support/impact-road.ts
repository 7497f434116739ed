import { expect } from "vitest";
import { handler } from "../../functions/handlers/impact.ts";
import { queue, sqsEvent } from "./mail-road.ts";

process.env.YIFA_IMPACT_QUEUE_URL = "http://127.0.0.1/impact";

/** Hands the queue to the function, one message a call, until it is empty. */
export async function workQueue(timeLeftMs = 300_000): Promise<void> {
  for (let next = queue.shift(); next !== undefined; next = queue.shift()) {
    const context = { getRemainingTimeInMillis: () => timeLeftMs } as never;
    expect(await handler(sqsEvent([next]), context)).toEqual({ batchItemFailures: [] });
  }
}
