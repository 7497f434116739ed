import { describe, expect, it } from "vitest";
import { decide } from "../../../functions/domain/decide/decide.ts";
import { normaliseFacts } from "../../../functions/domain/decide/facts.ts";
import type { Operator } from "../../../functions/domain/schema/operators.ts";
import { loadRegistration, RULE, registrationRules } from "../../support/registration.ts";

const ruleset = registrationRules();
const ON = "2026-11-23";

async function dutyOf(facts: object, rules = ruleset) {
  const read = normaliseFacts(rules, "registration", facts, ON);
  const subject = { type: "registration", id: "1", agency: "housing", facts: read };
  const { findings, duties } = await decide(subject, rules, ON);
  return {
    finding: findings.find(({ rule }) => rule === RULE),
    duty: duties.find(({ rule }) => rule === RULE),
  };
}

describe("six and a half working days", () => {
  it.each<[string, string, string, string]>([
    ["from a morning end with an afternoon", "2026-09-17 10:30", "2026-09-24", "2026-09-24T12:00:00.000Z"],
    ["from an afternoon end at 14:00", "2026-09-17 15:00", "2026-09-28", "2026-09-28T06:00:00.000Z"],
    ["from 14:00 sharp are from the afternoon", "2026-09-17 14:00", "2026-09-28", "2026-09-28T06:00:00.000Z"],
    [
      "from a day off are from the next working day on",
      "2026-09-19 10:30",
      "2026-09-29",
      "2026-09-29T06:00:00.000Z",
    ],
    [
      "from a morning abroad are from the day in Beijing",
      "2026-09-16T20:00Z",
      "2026-09-24",
      "2026-09-24T12:00:00.000Z",
    ],
  ])("%s", async (_name, acceptedAt, dueOn, dueAt) => {
    const { duty } = await dutyOf({ acceptedAt });
    expect(duty).toMatchObject({ dueOn, derivation: { dueAt } });
    expect(duty?.derivation.assumes).toBeUndefined();
  });

  it("from a day whose hour nobody knows leave out the whole day, and say so", async () => {
    const { duty } = await dutyOf({ acceptedAt: "2026-09-17" });
    expect(duty).toMatchObject({
      triggerOn: "2026-09-17",
      dueOn: "2026-09-28",
      derivation: { dueAt: "2026-09-28T06:00:00.000Z", assumes: "whole-day", from: { after: "2026-09-17" } },
    });
  });

  it("keep the day of the event as the duty's trigger, and count from its instant", async () => {
    const { duty, finding } = await dutyOf({
      acceptedAt: "2026-09-17 10:30",
      completedAt: "2026-09-24 19:00",
    });
    expect(finding?.law).toMatchObject({ on: "2026-09-17", by: "acceptedAt" });
    expect(duty).toMatchObject({
      triggerOn: "2026-09-17",
      status: "discharged",
      dischargedOn: "2026-09-24",
      dischargedAt: "2026-09-24T19:00+08:00",
      derivation: { from: { after: "2026-09-17T10:30+08:00" } },
    });
  });

  it("are whole days where the rule says seven: the hour makes no difference", async () => {
    const due = { after: "acceptedAt", count: 7, unit: "working-day", source: "text" };
    const duty = {
      action: "disclose",
      responsible: "record.agency",
      due,
      dischargedBy: "completedAt",
      ladder: "general",
    };
    const whole = registrationRules({ duty });
    const [morning, evening] = await Promise.all(
      ["2026-09-17 10:30", "2026-09-17 18:00"].map((acceptedAt) => dutyOf({ acceptedAt }, whole)),
    );
    expect(morning?.duty?.derivation).toEqual(evening?.duty?.derivation);
    expect(morning?.duty?.derivation).not.toHaveProperty("dueAt");
  });
});

describe("instants in conditions", () => {
  const when = (operator: Operator, value: unknown) => ({ when: { fact: "completedAt", operator, value } });
  const paid = { fact: "paidAt" };
  it.each<[string, Operator, unknown, string, string, boolean]>([
    ["compare to the minute with an instant", "after", paid, "2026-09-17 10:31", "2026-09-17 10:30", true],
    ["are not after themselves", "after", paid, "2026-09-17 10:30", "2026-09-17T02:30Z", false],
    ["are on or after themselves", "onOrAfter", paid, "2026-09-17 10:30", "2026-09-17 10:30", true],
    ["compare by the day with what has only a day", "after", paid, "2026-09-17 23:59", "2026-09-17", false],
    [
      "are on or before a day in its last minute",
      "onOrBefore",
      "2026-09-17",
      "2026-09-17 23:59",
      "2026-09-17",
      true,
    ],
    [
      "are before a day only on an earlier one",
      "before",
      "2026-09-18",
      "2026-09-17 23:59",
      "2026-09-17",
      true,
    ],
    [
      "compare with the day of the question",
      "onOrBefore",
      { fact: "on" },
      "2026-11-23 09:00",
      "2026-09-17",
      true,
    ],
  ])("%s", async (_name, operator, value, completedAt, paidAt, applies) => {
    const rules = registrationRules(when(operator, value));
    const { finding } = await dutyOf({ acceptedAt: "2026-09-17", completedAt, paidAt }, rules);
    expect(finding?.outcome).toBe(applies ? "applies" : "does-not-apply");
  });

  it.each<[string, Operator, unknown, string]>([
    ["may not be asked for equality", "equal", "2026-09-17", "operator-type"],
    ["name a day, never an hour", "before", "2026-09-17T10:30+08:00", "impossible-date"],
    ["do not compare with a setting", "before", { fact: "setting.scope" }, "fact-type"],
  ])("%s", (_name, operator, value, code) => {
    const loaded = loadRegistration(when(operator, value));
    expect("errors" in loaded && loaded.errors.map((error) => error.code)).toContain(code);
  });
});

describe("an instant in a record", () => {
  it.each<[string, unknown, string]>([
    ["that is none", "上午十点", "impossible-instant"],
    ["on a day that there is not", "2026-02-30 10:30", "impossible-instant"],
    ["that is a number", 1_790_000_000, "impossible-instant"],
    ["after the day of the question, of what is done", "2026-11-24 00:00", "future-date"],
  ])("is refused %s", (_name, acceptedAt, code) => {
    expect(() => normaliseFacts(ruleset, "registration", { acceptedAt }, ON)).toThrow(
      expect.objectContaining({ code }),
    );
  });

  it("is told with the forms that are accepted", () => {
    expect(() => normaliseFacts(ruleset, "registration", { acceptedAt: "10:30" }, ON)).toThrow(
      '“受理时刻”（acceptedAt）的值 "10:30" 不可用，应为时刻，例如 2026-09-28T10:30+08:00 或者 2026-09-28 10:30（没有写时区的为北京时间）；只知道日期的，写 2026-09-28',
    );
  });
});
