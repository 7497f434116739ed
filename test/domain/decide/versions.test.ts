import { describe, expect, it } from "vitest";
import type { LawInForce } from "../../../functions/domain/entities.ts";
import type { Facts } from "../../../functions/domain/schema/primitives.ts";
import { disclose, findings, ON, ruleOf, rulesetOf, yes } from "./probe.ts";

const complex = { complex: true };

describe("a rule of two versions, repealed", () => {
  const dated = rulesetOf(
    ruleOf("probe/dated", [
      { effectiveTo: "2020-12-31", duty: disclose(20) },
      { effectiveFrom: "2021-01-01", effectiveTo: "2025-12-31", duty: disclose(7) },
    ]),
  );
  const first = { by: "decidedOn", from: "2019-08-06", to: "2020-12-31" };
  const second = { by: "decidedOn", from: "2021-01-01", to: "2025-12-31" };
  const rows: [string, string, Omit<LawInForce, "on">, string | undefined][] = [
    ["is not there the day before it takes effect", "2019-08-05", { by: "decidedOn" }, undefined],
    ["is there from the day on which it takes effect", "2019-08-06", first, "2019-09-03"],
    ["has its first version through the last day", "2020-12-31", first, "2021-01-29"],
    ["has its second version from the day after", "2021-01-01", second, "2021-01-12"],
    ["has its second version through the last day", "2025-12-31", second, "2026-01-12"],
    ["is repealed from the day after", "2026-01-01", { by: "decidedOn" }, undefined],
  ];
  it.each(rows)("%s", async (_name, decidedOn, law, dueOn) => {
    const { duties, of } = await findings(dated, { ...complex, decidedOn });
    expect(of("probe/dated")).toMatchObject({ law: { on: decidedOn, ...law } });
    expect(of("probe/dated")?.law).toEqual({ on: decidedOn, ...law });
    expect(of("probe/dated")?.version).toBe(law.from);
    expect(of("probe/dated")?.outcome).toBe(law.from ? "applies" : "does-not-apply");
    expect(duties.map((d) => d.dueOn)).toEqual(dueOn ? [dueOn] : []);
  });
});

describe("the triggering date", () => {
  const counted = (fact: string | string[], count: number) => ({
    ...disclose(count),
    due: { after: fact, count, unit: "day" as const, source: "text" as const },
  });
  const rule = ruleOf("probe/rule", [
    { effectiveTo: "2020-12-31", duty: counted("outcomeOn", 3) },
    { effectiveFrom: "2021-01-01", duty: counted(["review.completedOn", "outcomeOn"], 5) },
  ]);
  const rows: [string, Facts, LawInForce][] = [
    [
      "is what due.after names, not the type's own date",
      { decidedOn: "2021-06-01", outcomeOn: "2020-06-01" },
      { on: "2020-06-01", by: "outcomeOn", from: "2019-08-06", to: "2020-12-31" },
    ],
    [
      "is the first of a list that is there",
      { "review.completedOn": "2021-03-01", outcomeOn: "2021-05-01" },
      { on: "2021-03-01", by: "review.completedOn", from: "2021-01-01" },
    ],
    [
      "is the type's own date while the trigger is missing",
      { decidedOn: "2020-06-01" },
      { on: "2020-06-01", by: "decidedOn", from: "2019-08-06", to: "2020-12-31" },
    ],
    ["is the day of the question when there is no date at all", {}, { on: ON, from: "2021-01-01" }],
    [
      "is the earlier version's where each is in force on its own: the duty arose under it",
      { outcomeOn: "2020-12-31", "review.completedOn": "2021-02-01" },
      { on: "2020-12-31", by: "outcomeOn", from: "2019-08-06", to: "2020-12-31" },
    ],
  ];
  it.each(rows)("%s", async (_name, facts, law) => {
    expect((await findings(rulesetOf(rule), { ...complex, ...facts })).of("probe/rule")?.law).toEqual(law);
  });

  it("of a flag is the type's own date", async () => {
    const flag = ruleOf("probe/flag", [
      { effectiveTo: "2020-12-31", flag: { fact: "majorDecision", value: false } },
      { effectiveFrom: "2021-01-01", flag: { fact: "majorDecision", value: true } },
    ]);
    const on = async (decidedOn: string) =>
      (await findings(rulesetOf(flag), { ...complex, decidedOn })).flags.majorDecision;
    expect([await on("2020-12-31"), await on("2021-01-01")]).toEqual([false, true]);
  });
});

describe("coversEarlier", () => {
  const covering = { effectiveFrom: "2020-01-01", coversEarlier: true, duty: disclose(20) };
  const alone = rulesetOf(ruleOf("probe/rule", [covering]));
  const later = rulesetOf(ruleOf("probe/rule", [{ effectiveTo: "2019-12-31", duty: disclose(7) }, covering]));
  const flag = rulesetOf(
    ruleOf("probe/rule", [
      { effectiveFrom: "2020-01-01", coversEarlier: true, flag: { fact: "majorDecision", value: true } },
    ]),
  );
  const rows: [string, ReturnType<typeof rulesetOf>, Facts, string, string | undefined, true | undefined][] =
    [
      [
        "covers what is due on the day it takes effect",
        alone,
        { decidedOn: "2019-12-04" },
        "applies",
        "2020-01-02",
        true,
      ],
      [
        "leaves alone what was due the day before",
        alone,
        { decidedOn: "2019-12-03" },
        "does-not-apply",
        undefined,
        true,
      ],
      [
        "is the ordinary version from its own day on",
        alone,
        { decidedOn: "2020-01-01" },
        "applies",
        "2020-02-05",
        undefined,
      ],
      [
        "goes before an earlier version for what is still due",
        later,
        { decidedOn: "2019-12-04" },
        "applies",
        "2020-01-02",
        true,
      ],
      [
        "leaves to the earlier version what was due before",
        later,
        { decidedOn: "2019-12-03" },
        "applies",
        "2019-12-12",
        undefined,
      ],
      [
        "of a flag has no due date and covers all",
        flag,
        { decidedOn: "2001-01-01" },
        "applies",
        undefined,
        true,
      ],
    ];
  it.each(rows)("%s", async (_name, ruleset, facts, outcome, dueOn, covers) => {
    const { duties, of } = await findings(ruleset, { ...complex, ...facts });
    expect(of("probe/rule")?.outcome).toBe(outcome);
    expect(duties[0]?.dueOn).toBe(dueOn);
    expect(of("probe/rule")?.law.coversEarlier).toBe(covers);
  });

  it("covers what misses the facts that its due date needs, and asks for them", async () => {
    const counted = { ...covering, duty: disclose({ fact: "otherLimit.workingDays" }) };
    const { of } = await findings(rulesetOf(ruleOf("probe/rule", [counted])), {
      ...complex,
      decidedOn: "2001-01-01",
    });
    expect(of("probe/rule")).toMatchObject({ outcome: "undetermined", missing: ["otherLimit.workingDays"] });
  });
});

it("versions for another type of record do not count", async () => {
  const rule = ruleOf("probe/rule", [
    {
      effectiveTo: "2020-12-31",
      appliesTo: "normative-document",
      when: yes("emergency.declared"),
      duty: disclose(1),
    },
    { effectiveFrom: "2021-01-01", duty: disclose(7) },
  ]);
  const { of } = await findings(rulesetOf(rule), { ...complex, decidedOn: "2020-06-01" });
  expect(of("probe/rule")).toMatchObject({ outcome: "does-not-apply", law: { on: "2020-06-01" } });
});
