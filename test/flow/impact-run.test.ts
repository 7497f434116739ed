import { beforeEach, describe, expect, it } from "vitest";
import { loadImpactRun, loadLanes } from "../../functions/adapters/store/impacts.ts";
import { startImpact } from "../../functions/application/impact/start-impact.ts";
import { storedChange, storedImpact } from "../../functions/application/impact/stored-impact.ts";
import { workLane } from "../../functions/application/impact/work-lane.ts";
import { putRecord } from "../../functions/application/put-record.ts";
import { sweep } from "../../functions/application/sweep.ts";
import type { ImpactRun } from "../../functions/domain/impact/run.ts";
import type { Ruleset } from "../../functions/domain/ruleset/ruleset.ts";
import { edited, fixture } from "../support/corpus.ts";
import { workQueue } from "../support/impact-road.ts";
import { breakAfter, CALLER, DAY, fuse, items, mend, objects, queue } from "../support/mail-road.ts";
import { newTable } from "../support/notice-table.ts";
import { compiled, PROPOSER, proposeFiles, publishRuleset } from "../support/publish.ts";

const SEVEN = "demo/disclosure/seven-days.json";
const DAY_OFF = [
  '{ "date": "2026-05-27", "name": "古尔邦节" },',
  '{ "date": "2026-05-27", "name": "古尔邦节" }, { "date": "2026-11-25", "name": "放假" },',
] as const;
const CALENDAR = "calendars/cn-xj/2026.json";
/** Another limit, and another calendar: lanes of every kind. */
const files = new Map([
  ...fixture,
  [SEVEN, edited(SEVEN, ['"count": 7', '"count": 4'])],
  [CALENDAR, edited(CALENDAR, DAY_OFF)],
]);
const to = compiled(files).hash;

let from: Ruleset;
/** What it comes to where nothing goes wrong. */
let expected: string;

beforeEach(async () => {
  await newTable();
  from = await publishRuleset(fixture);
  for (const [n, agency] of ["housing", "justice", "housing", "housing", "justice"].entries()) {
    const facts = { kind: "行政许可", documentNumber: `测处字〔2026〕${n}号`, decidedOn: "2026-11-13" };
    await putRecord({
      key: { type: "decision", id: `${n}` },
      agency,
      facts,
      caller: CALLER,
      on: DAY,
      ruleset: from,
    });
  }
  await sweep(DAY);
  queue.splice(0);
  await proposeFiles(files);
  expected = JSON.stringify(await storedImpact(await storedChange(from, compiled(files), DAY)));
});

const start = () => startImpact({ to, on: DAY }, PROPOSER);
const runOf = async () => (await loadImpactRun(to)) as ImpactRun;
const resultOf = ({ result }: ImpactRun) => objects.get(`impacts/${to}/${result}.json`);
const written = async () => (await items()).filter(({ pk }) => !String(pk).startsWith("impact#"));

/** What a queue does: a message whose call died comes back, until it is done. */
async function workAgain(): Promise<void> {
  for (let tries = 0; queue.length > 0; tries++) {
    const body = queue.shift() as string;
    await workLane(JSON.parse(body), () => 300_000, 1).catch(() => queue.push(body));
    expect(tries).toBeLessThan(500);
  }
}

describe("an impact in lanes", () => {
  it("comes to the same, byte for byte, as one that is worked out at a stretch, and writes nothing else", async () => {
    const before = await written();
    await start();
    await workQueue();
    const run = await runOf();
    expect(resultOf(run)).toBe(expected);
    expect(JSON.parse(expected)).toMatchObject({ records: 5, duties: expect.any(Array) });
    expect(await written()).toEqual(before);
  });

  it("goes on in other calls when the time of each is over after one page", async () => {
    await start();
    let calls = 0;
    for (let body = queue.shift(); body !== undefined; body = queue.shift(), calls++)
      await workLane(JSON.parse(body), () => 0, 1);
    const run = await runOf();
    expect(calls).toBeGreaterThan(run.lanes.length);
    expect(resultOf(run)).toBe(expected);
  });

  it("counts nothing twice where each message comes twice, one after the other or at once", async () => {
    await start();
    for (let body = queue.shift(); body !== undefined; body = queue.shift()) {
      const message = JSON.parse(body);
      await Promise.allSettled([1, 2].map(() => workLane(message, () => 300_000, 1)));
      await workLane(message, () => 300_000, 1);
    }
    expect(resultOf(await runOf())).toBe(expected);
  });

  it.each<[string, boolean]>([
    ["dies", true],
    ["loses its answer", false],
  ])(
    "comes to the same wherever a call %s",
    async (_, dies) => {
      let tried = 0;
      // Each call of the first lanes, and then every seventh: the lanes after them are alike.
      for (let call = 1, blown = true; blown; call += call < 30 ? 1 : 7) {
        tried++;
        queue.splice(0);
        await startImpact({ to, on: DAY, again: true }, PROPOSER);
        const sent = [...queue];
        breakAfter(call, dies, "calls");
        for (const body of sent) {
          if (fuse.blown && dies) break;
          await workLane(JSON.parse(body), () => 300_000, 1).catch(() => undefined);
        }
        blown = fuse.blown;
        mend();
        queue.splice(0, queue.length, ...sent);
        await workAgain();
        const run = await runOf();
        expect(run.finishedAt).toBeDefined();
        expect(resultOf(run)).toBe(expected);
      }
      expect(tried).toBeGreaterThan(30);
    },
    120_000,
  );

  it("that another run has followed drops its messages", async () => {
    await start();
    const old = queue.splice(0);
    await startImpact({ to, on: DAY, again: true }, PROPOSER);
    for (const body of old) expect(await workLane(JSON.parse(body), () => 300_000)).toBe("overtaken");
    expect(await loadLanes(await runOf())).toEqual([]);
  });
});
