import { setImmediate } from "node:timers/promises";
import type { Context } from "aws-lambda";
import { describe, expect, it } from "vitest";
import { origin, withOrigin } from "../../functions/adapters/origin.ts";
import { fromApi, fromQueue, fromSchedule } from "../../functions/handlers/origins.ts";

const told = async () => {
  await setImmediate();
  return origin();
};

describe("where work comes from", () => {
  it("is known however far down, side by side and after a wait", async () => {
    const both = await Promise.all([
      withOrigin({ channel: "api", requestId: "1" }, told),
      withOrigin({ channel: "queue", requestId: "2" }, told),
    ]);
    expect(both).toEqual([
      { channel: "api", requestId: "1" },
      { channel: "queue", requestId: "2" },
    ]);
    expect(origin()).toBeUndefined();
  });

  it.each([
    [
      "a request, with the address that it came from",
      () =>
        fromApi(told)(
          { requestContext: { requestId: "r1", http: { sourceIp: "192.0.2.7" } } } as never,
          {} as Context,
        ),
      { channel: "api", requestId: "r1", address: "192.0.2.7" },
    ],
    [
      "a run of a schedule",
      () => fromSchedule(told)({}, { awsRequestId: "a1" } as Context),
      { channel: "schedule", requestId: "a1" },
    ],
    ["a message of a queue", () => fromQueue("m1", told), { channel: "queue", requestId: "m1" }],
  ])("is %s", async (_, work, expected) => {
    expect(await work()).toEqual(expected);
  });
});
