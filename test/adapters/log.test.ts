import middy from "@middy/core";
import type { Context } from "aws-lambda";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { describeFault, log } from "../../functions/adapters/log.ts";
import { METRICS, metric } from "../../functions/adapters/metric.ts";
import { withOrigin } from "../../functions/adapters/origin.ts";

const IDENTITY = "652301198001011237";
let written: { stderr: string[]; stdout: string[] };

beforeEach(() => {
  vi.resetModules();
  written = { stderr: [], stdout: [] };
  for (const stream of ["stderr", "stdout"] as const)
    vi.spyOn(process[stream], "write").mockImplementation((text) => written[stream].push(String(text)) > 0);
});
afterEach(() => {
  vi.restoreAllMocks();
  vi.unstubAllEnvs();
});

const lines = () => written.stderr.map((line) => JSON.parse(line));

describe("a log line", () => {
  it("is one line of JSON on stderr, with the instant, the level and its fields", () => {
    log("warn", "deliver: not accepted", { digest: "digest:1:a:2026-11-23", attempts: 2 });
    expect(written.stderr).toEqual([expect.stringMatching(/^\{.*\}\n$/)]);
    expect(lines()[0]).toEqual({
      at: expect.stringMatching(/^\d{4}-\d\d-\d\dT[\d:.]+Z$/),
      level: "warn",
      message: "deliver: not accepted",
      digest: "digest:1:a:2026-11-23",
      attempts: 2,
    });
    expect(written.stdout).toEqual([]);
  });

  it("names the request that it belongs to, and not the address of the client", () => {
    withOrigin({ channel: "api", requestId: "r1", address: "192.0.2.7" }, () => log("info", "request"));
    expect(lines()[0]).toMatchObject({ from: "api", requestId: "r1" });
    expect(written.stderr[0]).not.toContain("192.0.2.7");
  });

  it("names the function and the run in a handler, and whether it is the first of its instance", async () => {
    vi.stubEnv("AWS_LAMBDA_INITIALIZATION_TYPE", "on-demand");
    const fresh = await import("../../functions/adapters/log.ts");
    const handler = middy(async () => fresh.log("info", "sweep")).use(fresh.namesRun());
    const context = { functionName: "yifa-sweep", awsRequestId: "run-1" } as Context;
    await handler({}, context);
    await handler({}, { ...context, awsRequestId: "run-2" });
    expect(lines()).toEqual([
      expect.objectContaining({ function: "yifa-sweep", run: "run-1", coldStart: true }),
      expect.objectContaining({ function: "yifa-sweep", run: "run-2", coldStart: false }),
    ]);
  });

  it("holds no event, also where the environment asks for it: it has facts in it", async () => {
    vi.stubEnv("POWERTOOLS_LOGGER_LOG_EVENT", "true");
    const fresh = await import("../../functions/adapters/log.ts");
    await middy(async () => {}).use(fresh.namesRun())({ body: "事实" }, {} as Context);
    expect(written.stderr).toEqual([]);
  });

  it.each([
    ["an identity number", { who: IDENTITY }, IDENTITY],
    ["an identity number deep inside", { a: [{ b: `当事人${IDENTITY}` }] }, IDENTITY],
    ["a mail address", { error: "550 <someone@example.org> unknown" }, "someone@example.org"],
    ["a mail address in Chinese", { error: "550 <张三@政务.中国> unknown" }, "政务.中国"],
    ["a mail address in a fault", describeFault(new Error("no someone@example.org")), "someone@"],
  ])("masks %s", (_, fields, secret) => {
    log("error", "failed", fields);
    expect(lines()).toHaveLength(1);
    expect(written.stderr[0]).not.toContain(secret);
  });

  it.each([
    ["WARN", ["warn", "error"]],
    ["ERROR", ["error"]],
    ["", ["info", "warn", "error"]],
  ])("is written from the level on that POWERTOOLS_LOG_LEVEL says: %j", async (level, expected) => {
    vi.stubEnv("POWERTOOLS_LOG_LEVEL", level);
    const fresh = await import("../../functions/adapters/log.ts");
    for (const each of ["info", "warn", "error"] as const) fresh.log(each, "said");
    expect(lines().map((line) => line.level)).toEqual(expected);
  });
});

describe("a metric", () => {
  it("is one line in the embedded metric format on a function's stdout", () => {
    vi.stubEnv("AWS_LAMBDA_FUNCTION_NAME", "yifa-sweep");
    metric(METRICS.linesWritten, 12);
    metric(METRICS.sweepDone);
    expect(written.stdout.map((line) => JSON.parse(line))).toEqual([
      {
        _aws: {
          Timestamp: expect.any(Number),
          CloudWatchMetrics: [
            {
              Namespace: "Yifa",
              Dimensions: [["service"]],
              Metrics: [{ Name: "LinesWritten", Unit: "Count" }],
            },
          ],
        },
        service: "yifa",
        LinesWritten: 12,
      },
      expect.objectContaining({ SweepDone: 1 }),
    ]);
  });

  it("is nothing on the command line, whose stdout is for answers", () => {
    metric(METRICS.rulesetRefused);
    expect(written).toEqual({ stdout: [], stderr: [] });
  });
});
