import { expect, it } from "vitest";
import { dateSteps } from "../../../functions/domain/duty/ladder.ts";
import { light } from "../../../functions/domain/duty/light.ts";
import type { Duty } from "../../../functions/domain/entities.ts";
import { shippedRules } from "../../support/rules.ts";

const to = [{ role: "disclosure-officer" }];
const steps = [{ id: "remind", name: "提醒", offsetWorkingDays: -2, to, on: "2026-11-19" }] as const;
const open = {
  status: "open",
  provisional: false,
  triggerOn: "2026-11-12",
  dueOn: "2026-11-23",
  steps,
} as const;

it.each<[string, Partial<Duty>, string, string]>([
  ["green while there is time", {}, "2026-11-18", "green"],
  ["yellow from the first step on", {}, "2026-11-19", "yellow"],
  ["yellow on the due date itself", {}, "2026-11-23", "yellow"],
  ["red from the day after", {}, "2026-11-24", "red"],
  ["grey before the trigger", { triggerOn: "2026-11-20" }, "2026-11-19", "grey"],
  ["grey while provisional", { provisional: true }, "2026-11-24", "grey"],
  ["grey when discharged", { status: "discharged" }, "2026-11-24", "grey"],
  ["grey when waived", { status: "waived" }, "2026-11-24", "grey"],
  ["grey when withdrawn", { status: "withdrawn" }, "2026-11-24", "grey"],
])("%s", (_, more, on, expected) => {
  expect(light({ ...open, ...more }, on)).toBe(expected);
});

it("dates steps in working days around the due date, earliest first", async () => {
  const step = (id: string, offsetWorkingDays: number) => ({
    id,
    name: "提醒" as const,
    offsetWorkingDays,
    to,
  });
  const ladder = { id: "x", title: "x", steps: [step("late", 1), step("due", 0), step("early", -2)] };
  // 2026-09-28 is a Monday after the make-up Sunday of 09-20; 10-01 to 10-07 are off, 10-10 is a make-up Saturday.
  expect(dateSteps(ladder, "2026-10-10", await shippedRules()).map((step) => [step.id, step.on])).toEqual([
    ["early", "2026-10-08"],
    ["due", "2026-10-10"],
    ["late", "2026-10-12"],
  ]);
});
