import { describe, expect, it } from "vitest";
import { dateSteps, redate } from "../../../functions/domain/duty/ladder.ts";
import type { Duty } from "../../../functions/domain/entities.ts";
import { planDuty } from "../../../functions/domain/notice/sweep.ts";
import { aDuty, shippedRuleset } from "./rules.ts";

const ruleset = await shippedRuleset();
const ladder = ruleset.ladders.get("disclosure");
if (!ladder) throw new Error("no ladder");
const steps = dateSteps(ladder, "2026-11-23", ruleset);
const duty = (change: Partial<Duty> = {}) => aDuty({ steps, nextStep: 3, ...change });
const plan = (of: Duty, on: string) => planDuty(of, { ruleset, on, known: new Set() });
const datesOf = ({ steps: all }: Duty) => all.slice(4).map(({ id, on }) => `${id} ${on}`);

describe("from 督办 on", () => {
  it("a measure is drafted for the supervisor, and the agency's own people are only urged", () => {
    const { measures, lines } = plan(duty(), "2026-11-30");
    expect(measures).toMatchObject([
      { kind: "督办", agency: "market-regulation", issuer: "justice", status: "drafted", step: "supervise" },
    ]);
    expect(lines.map(({ step, agency }) => `${step} ${agency}`)).toEqual([
      "urge-again market-regulation",
      "urge-again market-regulation",
      "urge-again market-regulation",
      "supervise justice",
    ]);
  });

  it("the ladder goes on to 约谈, 责令整改 and 通报批评, each with its issuer", () => {
    const taken = ["2026-11-30", "2026-12-07", "2026-12-14", "2026-12-21"].reduce<{
      duty: Duty;
      found: string[];
    }>(
      ({ duty: before, found }, on) => {
        const { measures, after } = plan(before, on);
        return { duty: after ?? before, found: [...found, ...measures.map((m) => `${m.kind} ${m.issuer}`)] };
      },
      { duty: duty(), found: [] },
    );
    expect(taken.found).toEqual([
      "督办 justice",
      "约谈 justice",
      "责令整改 government-office",
      "通报批评 performance",
    ]);
    expect(taken.duty).not.toHaveProperty("nextStep");
  });

  it("a backlog begins with 督办, and what comes after it has its time", () => {
    const { measures, after } = plan(duty({ nextStep: 0 }), "2026-12-08");
    expect(measures.map(({ kind }) => kind)).toEqual(["督办"]);
    expect(after?.nextStep).toBe(5);
    expect(datesOf(after as Duty)).toEqual([
      "supervise 2026-12-08",
      "talk 2026-12-15",
      "rectify 2026-12-22",
      "criticise 2026-12-29",
    ]);
    expect(plan(after as Duty, "2026-12-14").due).toBe(0);
  });

  it("a measure taken late keeps what it put off when the duty is dated anew", () => {
    const { after } = plan(duty(), "2026-12-02");
    expect(redate(after as Duty, "disclosure", "2026-11-23", ruleset)).toEqual({
      steps: after?.steps,
      nextStep: 5,
    });
  });

  it("nobody issues a measure against itself: the next in line does", () => {
    const { measures, lines } = plan(duty({ agency: "justice" }), "2026-11-30");
    expect(measures.map(({ issuer }) => issuer)).toEqual(["government-office"]);
    expect(lines.find(({ step }) => step === "supervise")?.agency).toBe("government-office");
  });

  it("a people's government is pressed by its own office, not by one of its departments", () => {
    const { measures } = plan(duty({ agency: "city-government" }), "2026-11-30");
    expect(measures.map(({ issuer }) => issuer)).toEqual(["government-office"]);
  });

  it("a provisional due date brings no measure", () => {
    expect(plan(duty({ provisional: true }), "2026-11-30").measures).toEqual([]);
  });
});
