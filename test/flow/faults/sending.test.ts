import { beforeEach, describe, expect, it } from "vitest";
import { sweep } from "../../../functions/application/sweep.ts";
import { handler as deliverHandler } from "../../../functions/handlers/deliver.ts";
import { invariants } from "../../support/invariants.ts";
import {
  balanced,
  breakAfter,
  DAY,
  digests,
  drain,
  mend,
  put,
  queue,
  sqsEvent,
  taken,
} from "../../support/mail-road.ts";

const LATER = "2026-11-24";
/** Effects of one digest on its way: the claim, the send, its record. */
const SEND = 2;

/** Three digests in the queue, of one duty's three readers. */
beforeEach(async () => {
  await put("1", { decidedOn: "2026-11-12" });
  await sweep(DAY);
});

const statuses = async () => (await digests()).map(({ status }) => status).sort();
const afterwards = async () => {
  mend();
  await drain();
  process.env.YIFA_AS_OF = LATER;
  balanced(await sweep(LATER));
  await drain();
  await invariants();
};

describe("a digest", () => {
  it("fault 1: whose sender dies after the provider took it is uncertain, and never sent again by itself", async () => {
    const bodies = queue.splice(0);
    breakAfter(SEND, true);
    await deliverHandler(sqsEvent(bodies.slice(0, 1)), {} as never).catch(() => undefined);
    expect(taken).toHaveLength(1);
    queue.push(...bodies);
    await afterwards();
    expect(
      (await statuses()).filter((status) => status === "uncertain" || status === "sending"),
    ).toHaveLength(1);
    expect(taken.filter(({ tag }) => tag === taken[0]?.tag)).toHaveLength(1);
  });

  it("fault 2: whose answer was lost is uncertain, and never sent again by itself", async () => {
    breakAfter(SEND, false);
    await drain(1);
    expect(await statuses()).toEqual(["sent", "sent", "uncertain"]);
    await afterwards();
    expect(taken).toHaveLength(new Set(taken.map(({ tag }) => tag)).size);
  });

  it.each([1, 2])(
    "fault 3: after %i of a batch when the function's time is over is not sent with the rest again",
    async (k) => {
      const bodies = [...queue];
      breakAfter(3 * k, true);
      await drain(1).catch(() => undefined);
      expect(taken).toHaveLength(k);
      mend();
      queue.splice(0, queue.length, ...bodies);
      await afterwards();
    },
  );

  it("fault 4: that the queue delivers again, also hours later, is sent once", async () => {
    const bodies = [...queue];
    await drain();
    const before = taken.length;
    await deliverHandler(sqsEvent([...bodies, ...bodies]), {} as never);
    process.env.YIFA_AS_OF = LATER;
    await deliverHandler(sqsEvent(bodies), {} as never);
    expect(taken).toHaveLength(before);
    await afterwards();
  });

  it("fault 4: that two functions hold at once is sent once", async () => {
    const bodies = queue.splice(0);
    await Promise.all([1, 2, 3].map(() => deliverHandler(sqsEvent(bodies), {} as never)));
    expect(taken).toHaveLength(3);
    await afterwards();
  });

  it("fault 8: beside a malformed message is sent, and exactly the malformed one comes back", async () => {
    const bodies = [
      "{",
      ...queue.splice(0),
      '{"digest":"digest:1:nobody:2026-11-23","on":"2026-11-23"}',
      "[]",
    ];
    const { batchItemFailures } = await deliverHandler(sqsEvent(bodies), {} as never);
    expect(batchItemFailures.map(({ itemIdentifier }) => itemIdentifier)).toEqual([
      "message-0",
      "message-4",
      "message-5",
    ]);
    expect(taken).toHaveLength(3);
    await afterwards();
  });
});
