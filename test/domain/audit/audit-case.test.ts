import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { auditCase } from "../../../functions/domain/audit/audit-case.ts";
import type { AuditedCase } from "../../../functions/domain/audit/finding.ts";
import { addDays } from "../../../functions/domain/calendar/dates.ts";
import { dateSteps } from "../../../functions/domain/duty/ladder.ts";
import type { Duty } from "../../../functions/domain/entities.ts";
import type { NoticeLine } from "../../../functions/domain/notice/line.ts";
import type { Ladder } from "../../../functions/domain/schema/folder.ts";
import { aDuty, shippedRuleset } from "../notice/rules.ts";
import { sweptAt, sweptCase } from "./histories.ts";

const ruleset = await shippedRuleset();
const LADDER = ruleset.ladders.get("disclosure") as Ladder;
/** From before the first reminder until after the last measure. */
const DAYS = Array.from({ length: 70 }, (_, n) => addDays("2026-11-16", n));
const LAST = "2027-03-01";

const duty = (change: Partial<Duty> = {}) =>
  aDuty({ steps: dateSteps(LADDER, "2026-11-23", ruleset), ...change });

const kinds = async (found: AuditedCase, on: string, sweptOn = on) => {
  const lastSweep = { day: sweptOn, since: sweptAt(sweptOn) };
  return (await auditCase(found, { ruleset, on, lastSweep })).map(({ kind, what }) => `${kind} ${what}`);
};

/** The days on which there was a sweep, and one of the lines that they made. */
const morningsAndOne = fc.record({
  days: fc.subarray(DAYS, { minLength: 1 }),
  pick: fc.nat(),
});

describe("an audit of one case", () => {
  it("agrees with every sweep, however many days were missed and measures put off", async () => {
    await fc.assert(
      fc.asyncProperty(morningsAndOne, async ({ days }) => {
        expect(await kinds(sweptCase(duty(), days, ruleset), days.at(-1) as string)).toEqual([]);
      }),
      { numRuns: 60 },
    );
  });

  it("misses any line that is taken away, and the duty that it told of", async () => {
    await fc.assert(
      fc.asyncProperty(morningsAndOne, async ({ days, pick }) => {
        const found = sweptCase(duty(), [...days, LAST], ruleset);
        const gone = found.lines[pick % found.lines.length] as NoticeLine;
        const lines = found.lines.filter((line) => line !== gone);
        expect(await kinds({ ...found, lines }, LAST)).toEqual([`missing-line ${gone.key}`]);
      }),
      { numRuns: 60 },
    );
  });

  it("misses a step that was passed over without a line or an entry in the history", async () => {
    const found = sweptCase(duty(), ["2026-11-19"], ruleset);
    const passed = { ...found.duty, nextStep: 2 };
    expect(await kinds({ ...found, duties: [passed] }, "2026-11-23")).toEqual([
      `missing-line ${found.duty.id}#${found.duty.steps[1]?.id}`,
    ]);
  });

  it.each<[string, Partial<NoticeLine> & { key: string }]>([
    ["of a step that was not taken", { key: "line:1:ID#urge#market-regulation-head", step: "urge" }],
    ["of a duty that is not there", { key: "line:1:x#urge#justice-head", dutyId: "x", step: "urge" }],
    ["of a measure that was never drafted", { key: "line:1:ID#supervise.issued#a", kind: "measure" }],
    ["of a date that did not move", { key: "line:1:ID#moved.2#a", kind: "moved" }],
    ["of a kind that no case has", { key: "line:1:facts:justice#2026-11-23#a", kind: "facts" }],
  ])("finds a line too many %s", async (_, change) => {
    const found = sweptCase(duty(), ["2026-11-19"], ruleset);
    const key = change.key.replace("ID", found.duty.id);
    const invented = { ...(found.lines[0] as NoticeLine), ...change, key };
    expect(await kinds({ ...found, lines: [...found.lines, invented] }, "2026-11-19")).toEqual([
      `surplus-line ${key}`,
    ]);
  });

  it("accepts what a returned mail made of a line: a colleague, or the keeper", async () => {
    const found = sweptCase(duty(), ["2026-11-19"], ruleset);
    const line = found.lines[0] as NoticeLine;
    const colleague = { ...line, key: `${line.key}-2`, recipient: `${line.recipient}-2` };
    const keeper: NoticeLine = {
      ...line,
      kind: "gap",
      agency: "justice",
      key: `line:1:${found.duty.id}#remind-2.bounced.${line.recipient}#justice-legal-unit`,
    };
    expect(await kinds({ ...found, lines: [...found.lines, colleague, keeper] }, "2026-11-19")).toEqual([]);
  });

  it.each<[string, Partial<Duty>, string, string[]]>([
    ["a step that the sweep never met", {}, "2026-11-23", ["untaken-step"]],
    ["nothing while the first step is to come", {}, "2026-11-18", []],
    ["nothing of a closed duty", { status: "discharged" }, "2026-11-23", []],
    ["nothing of one that is older than the installation", { historical: true }, "2026-11-23", []],
    ["nothing late of a provisional date", { provisional: true, nextStep: 2 }, "2026-11-24", []],
    [
      "nothing of a reminder that rests",
      { acknowledged: { until: "2026-11-20", by: "x", on: "2026-11-18" } },
      "2026-11-19",
      [],
    ],
  ])("finds %s", async (_, change, on, expected) => {
    const [opened] = sweptCase(duty(), [], ruleset).history;
    const skipped = duty(change)
      .steps.slice(0, change.nextStep ?? 0)
      .map(({ id }) => `line:1:${duty().id}#${id}#x`);
    const noticed = {
      at: sweptAt("2026-11-13"),
      by: "sweep",
      what: "noticed",
      details: { duty: duty().id, lines: skipped.map((key) => ({ key })) },
    };
    const lines = skipped.map(
      (key) => ({ key, kind: "step", dutyId: duty().id, agency: "housing" }) as NoticeLine,
    );
    const found = {
      duties: [duty(change)],
      reports: [],
      lines,
      history: opened ? [opened, noticed] : [],
      measures: [],
    };
    expect((await kinds(found, on)).map((one) => one.split(" ")[0])).toEqual(expected);
  });

  it.each([
    ["after it", "2026-11-23T03:00:00.000Z", 0],
    ["less than a minute before it, as the index may be behind", "2026-11-23T02:29:30.000Z", 0],
    ["well before it", "2026-11-23T02:28:00.000Z", 1],
  ])("asks of a sweep what a duty was that changed %s", async (_, at, count) => {
    const found = sweptCase(duty(), [], ruleset);
    const history = found.history.map((entry) => ({ ...entry, at }));
    expect(await kinds({ ...found, history }, "2026-11-23")).toHaveLength(count);
  });
});
