import { PutCommand } from "@aws-sdk/lib-dynamodb";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { loadSweepState, sweepRuns } from "../../functions/adapters/store/sweeps.ts";
import { connect } from "../../functions/adapters/store/table.ts";
import { type SweepReport, sweep } from "../../functions/application/sweep.ts";
import { handler } from "../../functions/handlers/sweep.ts";
import { balanced, DAY, digests, drain, exact, items, lines, put, start } from "../support/mail-road.ts";
import { metricsOf } from "../support/metrics.ts";

const AGENCIES = ["market-regulation", "ecology", "housing"];
const SATURDAY = "2026-11-28";

/** Six decisions of three agencies, each with a step that is due on the day. */
async function six(): Promise<void> {
  await start();
  for (let n = 1; n <= 6; n++) await put(String(n), { decidedOn: "2026-11-12" }, AGENCIES[n % 3]);
}

/** `true` so many times. */
function pages(count: number): () => boolean {
  let left = count;
  return () => left-- > 0;
}

async function told(): Promise<unknown> {
  const members = (await items()).filter((item) => item.kind === "member").map(({ pk, sk }) => `${pk} ${sk}`);
  return { lines: (await lines()).map(({ key, on }) => `${key} ${on}`).sort(), members: members.sort() };
}

const sum = (reports: readonly SweepReport[], what: "due" | "lines" | "missed" | "withdrawn") =>
  reports.reduce((total, report) => total + report[what], 0);

describe("a sweep that runs out of time", () => {
  it("is continued to the same lines in the same digests as one that had all the time", async () => {
    await six();
    const whole = await sweep(DAY);
    const expected = await told();
    expect(whole.lines).toBeGreaterThan(10);
    let brokenOff = 0;
    await fc.assert(
      fc.asyncProperty(fc.array(fc.nat(6), { minLength: 1, maxLength: 4 }), async (counts) => {
        await six();
        const reports: SweepReport[] = [];
        for (const count of counts) {
          const report = await sweep(DAY, pages(count));
          reports.push(report);
          if (!report.done) expect(report.digests).toEqual([]);
        }
        brokenOff += reports.filter(({ done, lines: made }) => !done && made > 0).length;
        reports.push(await sweep(DAY));
        expect(reports.at(-1)?.done).toBe(true);
        reports.forEach(balanced);
        for (const what of ["due", "lines", "missed", "withdrawn"] as const)
          expect(sum(reports, what), what).toBe(whole[what]);
        expect(await told()).toEqual(expected);
        await exact();
      }),
      { numRuns: 4, seed: 5, examples: [[[0, 0, 0]], [[3]]] },
    );
    expect(brokenOff).toBeGreaterThan(1);
  });
});

describe("the morning's runs", () => {
  const context = (...remainingMs: number[]) =>
    ({ getRemainingTimeInMillis: () => remainingMs.shift() ?? 600_000 }) as never;
  const scheduled = { time: `${DAY}T02:30:00Z` };

  it("go on until the day is done, each with its record, and then only say so", async () => {
    await six();
    const beats = async (...remainingMs: number[]) => {
      const { result, metrics } = await metricsOf(() => handler(scheduled, context(...remainingMs)));
      return { report: result, beats: metrics.filter(([name]) => name === "SweepDone") };
    };
    const first = await beats(600_000, 600_000, 1_000);
    expect(first).toMatchObject({ report: { done: false, digests: [] }, beats: [] });
    const second = await beats();
    expect(second).toMatchObject({ report: { done: true }, beats: [["SweepDone", 1]] });
    expect(await beats()).toEqual({ report: undefined, beats: [["SweepDone", 1]] });
    const runs = await sweepRuns(DAY);
    expect(runs.map(({ done }) => done)).toEqual([false, true]);
    expect(runs[1]?.digests.frozen).toBe(second.report?.digests.length);
    await drain();
    expect((await digests()).every(({ status }) => status === "sent")).toBe(true);
  });

  it("try again what failed, and are done on days off too", async () => {
    await six();
    const { client, table } = connect();
    const broken = (await items()).find(({ awaitShard, kind }) => awaitShard && kind === "duty");
    await client.send(new PutCommand({ TableName: table, Item: { ...broken, data: "broken" } }));
    expect((await sweep(DAY)).failed).toHaveLength(1);
    expect(await loadSweepState(DAY)).toMatchObject({ done: true, failed: 1 });
    await client.send(new PutCommand({ TableName: table, Item: broken }));
    expect(await handler(scheduled, context())).toMatchObject({ done: true, failed: [] });
    process.env.YIFA_AS_OF = SATURDAY;
    const off = await handler({ time: `${SATURDAY}T02:30:00Z` }, context());
    expect(off).toMatchObject({ done: true, lines: 0, digests: [] });
    expect(await loadSweepState(SATURDAY)).toMatchObject({ done: true });
  });
});
