import { SendEmailCommand } from "@aws-sdk/client-sesv2";
import { describe, expect, it } from "vitest";
import { release } from "../../../functions/application/release.ts";
import { sweep } from "../../../functions/application/sweep.ts";
import { handler as deliverHandler } from "../../../functions/handlers/deliver.ts";
import { invariants } from "../../support/invariants.ts";
import {
  DAY,
  digests,
  drain,
  put,
  queue,
  refuseNext,
  ses,
  sqsEvent,
  start,
  taken,
} from "../../support/mail-road.ts";

describe("fault 9: the provider", () => {
  const fault = (name: string, status = 400) =>
    Object.assign(new Error(name), { name, $metadata: { httpStatusCode: status } });

  const LATER = "2026-11-24";
  const send = async (error: Error) => {
    await put("1", { decidedOn: "2026-11-12" });
    await sweep(DAY);
    const body = queue.find((one) => one.includes("case-officer")) as string;
    queue.splice(0);
    refuseNext(error);
    const answer = await deliverHandler(sqsEvent([body]), {} as never);
    expect(answer.batchItemFailures).toEqual([]);
    const { digest } = JSON.parse(body) as { digest: string };
    return { body, digest, status: (await digests()).find((one) => one.id === digest)?.status };
  };

  it.each([
    ["throttles", fault("TooManyRequestsException", 429), "frozen"],
    ["has paused the account", fault("SendingPausedException"), "frozen"],
    ["refuses the connection", Object.assign(new Error("refused"), { code: "ECONNREFUSED" }), "frozen"],
    ["rejects the mail", fault("MessageRejected"), "failed"],
    ["gives no answer in time", Object.assign(new Error("timeout"), { name: "TimeoutError" }), "uncertain"],
    ["breaks the connection", Object.assign(new Error("reset"), { code: "ECONNRESET" }), "uncertain"],
  ])("%s: the message does not come back to the queue", async (_, error, status) => {
    expect((await send(error)).status).toBe(status);
  });

  it("is asked again by the release after it throttled, and never after the outcome was unknown", async () => {
    const putOff = await send(fault("TooManyRequestsException", 429));
    expect((await release(DAY)).released).toEqual([putOff.digest]);
    expect((await release(DAY)).released, "while it waits in the queue").toEqual([]);
    await drain();
    expect(taken).toHaveLength(1);
    await start();
    const lost = await send(Object.assign(new Error("reset"), { code: "ECONNRESET" }));
    await deliverHandler(sqsEvent([lost.body]), {} as never);
    expect((await release(DAY)).released).toEqual([]);
    await sweep(DAY);
    await drain();
    expect(taken.filter((mail) => mail.tag === lost.digest.replaceAll(":", "_"))).toEqual([]);
  });

  it("that has suspended the account gets no further mail until it is asked again, and then all of it", async () => {
    await put("1", { decidedOn: "2026-11-12" });
    await sweep(DAY);
    const bodies = queue.splice(0);
    refuseNext(fault("AccountSuspendedException"));
    expect(await deliverHandler(sqsEvent(bodies), {} as never)).toEqual({ batchItemFailures: [] });
    expect(ses.commandCalls(SendEmailCommand)).toHaveLength(1);
    expect(await release(DAY)).toMatchObject({
      released: [],
      pause: { reason: expect.stringContaining("AccountSuspended") },
    });
    process.env.YIFA_AS_OF = LATER;
    expect((await release(LATER)).released).toHaveLength(bodies.length);
    await drain();
    expect(taken).toHaveLength(bodies.length);
    expect(await release(LATER)).toEqual({ day: LATER, released: [] });
    await invariants();
  });

  it("that is away for days brings nothing to the dead letters; days off are kept", async () => {
    const away = () => Object.assign(new Error("refused"), { code: "ECONNREFUSED" });
    const { digest } = await send(away());
    process.env.YIFA_AS_OF = "2026-11-28";
    expect((await release("2026-11-28")).released, "a Saturday").toEqual([]);
    process.env.YIFA_AS_OF = "2026-11-30";
    expect((await release("2026-11-30")).released).toContain(digest);
    refuseNext(away());
    await drain(1);
    expect(queue).toEqual([]);
    expect(taken).toEqual([]);
  });

  it("is not asked about a malformed message, which comes back alone", async () => {
    await put("1", { decidedOn: "2026-11-12" });
    await sweep(DAY);
    const mixed = await deliverHandler(sqsEvent(["{", ...queue.splice(0)]), {} as never);
    expect(mixed.batchItemFailures).toEqual([{ itemIdentifier: "message-0" }]);
    await invariants();
  });
});
