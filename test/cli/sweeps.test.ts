import { expect, it } from "vitest";
import type { SweepRun } from "../../functions/adapters/store/sweeps.ts";
import { sweepsText } from "../../functions/cli/sweeps.ts";

const run: SweepRun = {
  day: "2026-11-23",
  startedAt: "2026-11-23T02:30:04.000Z",
  finishedAt: "2026-11-23T02:39:00.000Z",
  done: false,
  due: 12,
  lines: 7,
  missed: 1,
  withdrawn: 1,
  moved: 0,
  suppressed: [{ reason: "provisional", count: 2 }],
  failed: 1,
  failures: [{ what: "case#enforcement-decision#7", reason: "条目损坏，无法读取" }],
  digests: {},
};

it("the runs of two weeks are a table in Beijing time, with what was not sent or not done below it", () => {
  const again = { ...run, startedAt: "2026-11-23T02:40:02.000Z", done: true, failed: 0, failures: [] };
  const text = sweepsText([
    {
      day: "2026-11-24",
      done: false,
      runs: [{ ...run, day: "2026-11-24" }],
      unsent: { uncertain: 1, failed: 2 },
    },
    { day: "2026-11-23", done: true, runs: [{ ...run, failures: [] }, again], unsent: {} },
    { day: "2026-11-22", done: false, runs: [], unsent: {} },
  ]);
  expect(text).toMatchInlineSnapshot(`
    "日期        开始   完成    应处理  通知  错过  不再适用  未发  失败
    2026-11-24  10:30  否      12      7     1     1         2     1
    2026-11-23  10:30  否      12      7     1     1         2     1
    2026-11-23  10:40  是      12      7     1     1         2     0
    2026-11-22         未清查
    2026-11-24 未发：届满日暂定 2
    2026-11-24 失败：case#enforcement-decision#7 条目损坏，无法读取
    2026-11-24 邮件：被邮件服务拒收 2 封，不知是否发出 1 封
    2026-11-23 未发：届满日暂定 2"
  `);
  for (const line of text.split("\n")) expect([...line].length).toBeLessThanOrEqual(80);
});
