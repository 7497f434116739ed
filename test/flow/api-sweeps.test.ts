import { SendMessageBatchCommand, SQSClient } from "@aws-sdk/client-sqs";
import { mockClient } from "aws-sdk-client-mock";
import { expect, it } from "vitest";
import { sweep } from "../../functions/application/sweep.ts";
import { call } from "../support/api.ts";

it("administrators and operators see how the sweeps went, agencies and supervisors do not", async () => {
  process.env.YIFA_DELIVER_QUEUE_URL = "http://127.0.0.1/queue";
  mockClient(SQSClient).on(SendMessageBatchCommand).resolves({});
  const facts = { kind: "行政许可", documentNumber: "昌市许〔2026〕1号", decidedOn: "2026-11-09" };
  await call("PUT", "/v1/records/enforcement-decision/1", { body: { facts } });
  await sweep("2026-11-13");
  await sweep("2026-11-16");
  for (const token of ["token-market", "token-supervisor"])
    expect(await call("GET", "/v1/sweeps", { token })).toMatchObject({ status: 403 });
  for (const token of ["token-administrator", "token-operator"]) {
    const { status, body } = await call("GET", "/v1/sweeps", { token });
    expect(status).toBe(200);
    expect(body.days.map(({ day, runs }: { day: string; runs: unknown[] }) => [day, runs.length])).toEqual([
      ["2026-11-16", 1],
      ["2026-11-15", 0],
      ["2026-11-14", 0],
      ["2026-11-13", 1],
    ]);
    expect(body.days[0]).toMatchObject({
      done: true,
      unsent: { frozen: body.days[0].runs[0].digests.frozen },
    });
  }
});
