import fc from "fast-check";
import { beforeAll, describe, expect, it } from "vitest";
import { addDays } from "../../../functions/domain/calendar/dates.ts";
import { acknowledge } from "../../../functions/domain/duty/acknowledge.ts";
import type { Duty } from "../../../functions/domain/entities.ts";
import { planDuty } from "../../../functions/domain/notice/sweep.ts";
import type { Ruleset } from "../../../functions/domain/ruleset/ruleset.ts";
import { shippedRules } from "../../support/rules.ts";
import { aDuty } from "../notice/rules.ts";

let ruleset: Ruleset;
beforeAll(async () => {
  ruleset = await shippedRules();
});

/** Due on Monday 2026-11-23, first reminded of on Thursday the 19th. */
const acknowledged = (on: string, until: string, duty: Duty = aDuty()) =>
  acknowledge(duty, { on, until, by: "market" }, ruleset);
const plan = (duty: Duty, on: string) => planDuty(duty, { ruleset, on, known: new Set() });
/** `remind-2 collecting`, each once, or why nothing is said. */
const said = (duty: Duty, on: string) => {
  const { lines, suppressed } = plan(duty, on);
  return [
    ...new Set(lines.map(({ step, status }) => `${step} ${status}`)),
    ...suppressed.map((one) => one.reason),
  ];
};

describe("an acknowledgement", () => {
  it.each([
    ["of today for today", "2026-11-18", "2026-11-18"],
    ["up to the due date", "2026-11-18", "2026-11-23"],
    ["for five working days", "2026-11-12", "2026-11-19"],
    ["on the due date", "2026-11-23", "2026-11-23"],
  ])("holds %s", (_, on, until) => {
    const duty = acknowledged(on, until);
    expect([duty.acknowledged, duty.version]).toEqual([{ on, until, by: "market" }, 2]);
  });

  it.each([
    ["beyond the due date", "2026-11-18", "2026-11-24", "应为 2026-11-18 至 2026-11-23"],
    ["beyond five working days", "2026-11-12", "2026-11-20", "应为 2026-11-12 至 2026-11-19"],
    ["into the past", "2026-11-18", "2026-11-17", "应为 2026-11-18 至"],
    ["after the due date", "2026-11-24", "2026-11-24", "期限已于 2026-11-23 届满"],
  ])("is refused %s", (_, on, until, message) => {
    expect(() => acknowledged(on, until)).toThrow(message);
  });

  it("may be given again when it ends", () => {
    const again = acknowledged("2026-11-20", "2026-11-23", acknowledged("2026-11-18", "2026-11-20"));
    expect(again.acknowledged?.until).toBe("2026-11-23");
  });
});

describe("while it holds", () => {
  const duty = () => acknowledged("2026-11-18", "2026-11-19");

  it.each([
    ["a reminder before the due date rests, and is still awaited", "2026-11-19", ["acknowledged"]],
    ["the day after the reminder goes out", "2026-11-20", ["remind-2 collecting"]],
    ["the due date is spoken of", "2026-11-23", ["remind-2 missed", "due-day collecting"]],
    ["so is what is late", "2026-11-24", ["remind-2 missed", "due-day missed", "urge collecting"]],
  ])("%s", (_, on, expected) => {
    expect(said(duty(), on)).toEqual(expected);
  });

  it("the step that rests is not taken", () => {
    const { due, after } = plan(duty(), "2026-11-19");
    expect([due, after]).toEqual([2, undefined]);
  });

  it("nothing rests once the due date has moved before its end", () => {
    const moved = { ...acknowledged("2026-11-18", "2026-11-23"), dueOn: "2026-11-20" };
    expect(said(moved, "2026-11-20")).toEqual(["remind-2 collecting"]);
  });

  it("no step of the due date or after it ever rests", () => {
    const day = fc.integer({ min: 0, max: 20 }).map((n) => addDays("2026-11-10", n));
    fc.assert(
      fc.property(day, day, (until, swept) => {
        const resting = aDuty({ acknowledged: { on: "2026-11-10", until, by: "market" } });
        const rests = plan(resting, swept).suppressed.some(({ reason }) => reason === "acknowledged");
        expect(rests).toBe(swept >= "2026-11-19" && swept < resting.dueOn && swept <= until);
      }),
    );
  });
});
