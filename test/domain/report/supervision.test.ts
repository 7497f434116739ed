import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { addDays } from "../../../functions/domain/calendar/dates.ts";
import type { Duty } from "../../../functions/domain/entities.ts";
import { isWithin } from "../../../functions/domain/period/period.ts";
import { parseHalf } from "../../../functions/domain/report/half.ts";
import { STANDINGS, type Standing } from "../../../functions/domain/report/standing.ts";
import { type AgencyInput, supervisionReport } from "../../../functions/domain/report/supervision.ts";
import { done, duty } from "./duties.ts";

const ON = "2026-11-23";
const half = parseHalf("2026H2", ON);
const weighted = (weight: number) => ({ weight, source: "default" as const, basis: "测试" });
const terms = {
  duties: weighted(40),
  disclosure: { ...weighted(20), actions: ["disclose"] },
  review: { ...weighted(20), gate: "review/before-decision" },
  filing: { ...weighted(20), indicator: "documents/filing-rate" },
};
const none = { numerator: 0, denominator: 0, open: 0 };
const agency = (name: string, more: Partial<AgencyInput> = {}): AgencyInput => ({
  agency: name,
  duties: [],
  measures: [],
  review: none,
  filing: none,
  ...more,
});
const report = (...inputs: AgencyInput[]) => supervisionReport(inputs, { half, on: ON, terms });

describe("the half-year", () => {
  const cases: [string, string, boolean][] = [
    ["the last day of the first half", "2026-06-30", false],
    ["its first day", "2026-07-01", true],
    ["its last day", "2026-12-31", true],
    ["the first day of the next", "2027-01-01", false],
  ];
  it.each(cases)("holds what is due on %s: %s %s", (_name, dueOn, counted) => {
    expect(report(agency("housing", { duties: [duty({ dueOn })] })).total.duties.due).toBe(counted ? 1 : 0);
  });

  it.each(["2026H3", "2026", "2026-07", "２０２６H2", "2027H1"])("is not %s", (text) => {
    expect(() => parseHalf(text, ON)).toThrow(expect.objectContaining({ code: "usage" }));
  });

  it("may be written as the periods of indicators are", () => {
    expect(parseHalf("2026-H2", ON)).toEqual(half);
  });
});

describe("the table", () => {
  const { rows, total, late } = report(
    agency("housing", {
      duties: [
        done("2026-09-28", { instance: 1 }),
        done("2026-10-08", { instance: 2 }),
        duty({ instance: 3 }),
        duty({ instance: 4, action: "file-to-superior", dueOn: "2026-12-31" }),
        duty({ instance: 5, status: "waived" }),
      ],
      measures: [
        { kind: "督办", issued: { on: "2026-10-20" } },
        { kind: "督办", issued: { on: "2026-06-30" } },
        { kind: "约谈" },
      ],
      review: { numerator: 1, denominator: 2, open: 3 },
    }),
    agency("education"),
  );

  it("tells how many were due, done, on time and late, and by how many days", () => {
    expect(rows[0]?.duties).toEqual({
      onTime: 1,
      late: 1,
      overdue: 1,
      pending: 1,
      provisional: 0,
      historical: 0,
      waived: 1,
      withdrawn: 0,
      due: 4,
      done: 2,
      onTimeRate: { numerator: 1, denominator: 3 },
      extended: 0,
      daysLate: 66,
      longestDaysLate: 56,
    });
  });
  it("tells the disclosures among them", () => {
    expect(rows[0]?.disclosure).toMatchObject({
      due: 3,
      done: 2,
      onTimeRate: { numerator: 1, denominator: 3 },
    });
  });
  it("counts the measures that were issued in the half-year", () => {
    expect(rows[0]?.measures).toEqual({ 督办: 1, 约谈: 0, 责令整改: 0, 通报批评: 0 });
  });
  it("scores by the parts that have cases", () => expect(rows[0]?.score).toBe(37.5));
  it("has a row without a score for an agency that owed nothing", () => {
    expect(rows[1]).toMatchObject({ agency: "education", duties: { due: 0 } });
    expect(rows[1]).not.toHaveProperty("score");
  });
  it("adds up to one row", () => {
    expect(total).toMatchObject({
      duties: { due: 4, daysLate: 66 },
      review: { numerator: 1, denominator: 2, open: 3 },
    });
  });
  it("lists what was late, the latest first", () => {
    expect(
      late.map(({ id, standing, daysLate }) => [Number(id.split(":").at(-1)), standing, daysLate]),
    ).toEqual([
      [3, "overdue", 56],
      [2, "late", 10],
    ]);
  });
  it("counts an extension only once it is granted", () => {
    const asked = { until: "2026-10-08", reason: "案情复杂", askedBy: "housing" };
    const duties = [duty({ extension: asked }), duty({ extension: { ...asked, grantedBy: "head" } })];
    expect(report(agency("housing", { duties })).total.duties.extended).toBe(1);
  });
});

const days = fc.integer({ min: 0, max: 500 }).map((n) => addDays("2026-03-01", n));
const anyDuty: fc.Arbitrary<Duty> = fc
  .record({
    dueOn: days,
    closedOn: days,
    status: fc.constantFrom("open", "discharged", "waived", "withdrawn"),
    provisional: fc.boolean(),
    historical: fc.boolean(),
    action: fc.constantFrom("disclose", "clean-up"),
    instance: fc.nat({ max: 10_000 }),
  })
  .map(({ closedOn, ...facts }) => (facts.status === "discharged" ? done(closedOn, facts) : duty(facts)));

describe("whatever the duties are", () => {
  const lists = fc.array(anyDuty, { maxLength: 30 });

  it("each one of the half-year is counted in exactly one column", () => {
    fc.assert(
      fc.property(lists, (duties) => {
        const { total } = report(agency("housing", { duties }));
        const counted = (Object.keys(STANDINGS) as Standing[]).reduce(
          (sum, one) => sum + total.duties[one],
          0,
        );
        expect(counted).toBe(duties.filter(({ dueOn }) => isWithin(half, dueOn)).length);
      }),
    );
  });
  it("their order does not matter", () => {
    fc.assert(
      fc.property(fc.uniqueArray(anyDuty, { maxLength: 30, selector: ({ id }) => id }), (duties) => {
        const told = report(agency("housing", { duties }));
        expect(report(agency("housing", { duties: duties.toReversed() }))).toEqual(told);
      }),
    );
  });
  it("a score of 100 is only for what has nothing late", () => {
    fc.assert(
      fc.property(lists, (duties) => {
        const { rows, late } = report(agency("housing", { duties }));
        if (rows[0]?.score !== undefined) expect(rows[0].score === 100).toBe(late.length === 0);
      }),
    );
  });
});
