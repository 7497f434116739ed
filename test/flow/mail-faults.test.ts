import { describe, expect, it } from "vitest";
import { sweep } from "../../functions/application/sweep.ts";
import { handler as deliverHandler } from "../../functions/handlers/deliver.ts";
import {
  balanced,
  breakAfter,
  DAY,
  digests,
  drain,
  exact,
  fuse,
  lines,
  mend,
  put,
  queue,
  refuseNext,
  sqsEvent,
  start,
  taken,
} from "../support/mail-road.ts";

describe("a write or a send", () => {
  const LATER = "2026-11-24";

  it.each([
    ["is the last thing that the process does", true],
    ["loses its answer", false],
  ])("%s: every line is made, no digest is handed over twice", async (_, dies) => {
    for (let n = 1; ; n++) {
      await start();
      await put("1", { decidedOn: "2026-11-12" });
      breakAfter(n, dies);
      await sweep(DAY).catch(() => undefined);
      await drain(1);
      const { blown } = fuse;
      mend();
      balanced(await sweep(DAY));
      await drain();
      process.env.YIFA_AS_OF = LATER;
      balanced(await sweep(LATER));
      await drain();
      const made = (await lines()).filter((line) => line.step === "due-day").map((line) => line.key);
      expect(new Set(made).size, `after ${n} effects`).toBe(3);
      await exact();
      const states = (await digests()).map((one) => one.status);
      expect(
        states.filter((status) => !["sent", "empty", "uncertain"].includes(status)),
        `after ${n} effects`,
      ).toEqual([]);
      expect(states.filter((status) => status === "uncertain").length).toBeLessThanOrEqual(1);
      if (!blown) break;
      expect(n).toBeLessThan(100);
    }
  });
});

describe("the provider", () => {
  const fault = (name: string, status = 400) =>
    Object.assign(new Error(name), { name, $metadata: { httpStatusCode: status } });

  const send = async (error: Error) => {
    await put("1", { decidedOn: "2026-11-12" });
    await sweep(DAY);
    const body = queue.find((one) => one.includes("case-officer")) as string;
    queue.splice(0);
    refuseNext(error);
    const answer = await deliverHandler(sqsEvent([body]), {} as never);
    const { digest } = JSON.parse(body) as { digest: string };
    const status = (await digests()).find((one) => one.id === digest)?.status;
    return { body, status, again: answer.batchItemFailures.length };
  };

  it.each([
    ["throttles", fault("TooManyRequestsException", 429), "frozen", 1],
    ["has paused the account", fault("SendingPausedException"), "frozen", 1],
    ["refuses the connection", Object.assign(new Error("refused"), { code: "ECONNREFUSED" }), "frozen", 1],
    ["rejects the mail", fault("MessageRejected"), "failed", 0],
    [
      "gives no answer in time",
      Object.assign(new Error("timeout"), { name: "TimeoutError" }),
      "uncertain",
      0,
    ],
    ["breaks the connection", Object.assign(new Error("reset"), { code: "ECONNRESET" }), "uncertain", 0],
  ])("%s", async (_, error, status, again) => {
    expect(await send(error)).toMatchObject({ status, again });
  });

  it("is asked again after it throttled, and never after the outcome was unknown", async () => {
    const { body } = await send(fault("TooManyRequestsException", 429));
    await deliverHandler(sqsEvent([body]), {} as never);
    expect(taken).toHaveLength(1);
    await start();
    const lost = await send(Object.assign(new Error("reset"), { code: "ECONNRESET" }));
    await deliverHandler(sqsEvent([lost.body]), {} as never);
    await sweep(DAY);
    await drain();
    expect(taken.filter((mail) => mail.tag === JSON.parse(lost.body).digest.replaceAll(":", "_"))).toEqual(
      [],
    );
  });

  it("gets no further mail in the batch once it takes none, and a malformed message comes back alone", async () => {
    await put("1", { decidedOn: "2026-11-12" });
    await sweep(DAY);
    const bodies = queue.splice(0);
    refuseNext(fault("AccountSuspendedException"));
    const answer = await deliverHandler(sqsEvent(bodies), {} as never);
    expect(answer.batchItemFailures).toHaveLength(bodies.length);
    expect(taken).toEqual([]);
    const mixed = await deliverHandler(sqsEvent(["{", ...bodies]), {} as never);
    expect(mixed.batchItemFailures).toEqual([{ itemIdentifier: "message-0" }]);
    await exact();
  });
});
