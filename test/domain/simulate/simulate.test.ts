import fc from "fast-check";
import { beforeAll, describe, expect, it } from "vitest";
import { addDays } from "../../../functions/domain/calendar/dates.ts";
import { isMailingDay } from "../../../functions/domain/notice/mailing-day.ts";
import type { Ruleset } from "../../../functions/domain/ruleset/ruleset.ts";
import type { Facts } from "../../../functions/domain/schema/primitives.ts";
import type { Entry } from "../../../functions/domain/simulate/entry.ts";
import { type SimulatedDay, simulate } from "../../../functions/domain/simulate/simulate.ts";
import { yearHtml } from "../../../functions/domain/simulate/year-html.ts";
import { agencyYear } from "../../../functions/domain/simulate/year-page.ts";
import { shippedRules } from "../../support/rules.ts";

/** Two rules of the shipped ones, so that rules which join later change nothing here. */
const RULES = ["disclosure/licence-or-penalty", "disclosure/annual-statistics"];
let ruleset: Ruleset;
beforeAll(async () => {
  const all = await shippedRules();
  ruleset = {
    ...all,
    rules: all.rules.filter(({ id }) => RULES.includes(id)),
    settings: { ...all.settings, goLiveOn: "2026-08-03" },
  };
});

const licence = (id: string, facts: Facts, agency = "housing"): Entry => ({
  record: {
    type: "enforcement-decision",
    id,
    agency,
    facts: { kind: "行政许可", documentNumber: id, party: "x", ...facts } as Facts,
  },
});
async function run(entries: readonly Entry[], from: string, to: string): Promise<SimulatedDay[]> {
  const days: SimulatedDay[] = [];
  for await (const day of simulate(entries, ruleset, { from, to })) days.push(day);
  return days;
}
const lines = (days: readonly SimulatedDay[]) =>
  days.flatMap(({ digests }) => digests.flatMap((one) => one.lines));
/** Day, step and number of mails of what concerns one record. */
const steps = (days: readonly SimulatedDay[], id: string): string[] =>
  days.flatMap(({ on, digests }) => {
    const own = digests.flatMap((one) => one.lines).filter(({ subject }) => subject?.id === id);
    const taken = [...Map.groupBy(own, ({ step }) => step)];
    return taken.map(([step, reached]) => `${on} ${step} ${reached.length}`);
  });

describe("the virtual clock", () => {
  it.each<[string, Facts, string[]]>([
    // Decided on Monday 10 August: seven working days end on Wednesday 19 August.
    ["published in time: nothing is sent", { publishedOn: "2026-08-14" }, []],
    [
      "published between the two reminders: one reminder",
      { publishedOn: "2026-08-18" },
      ["2026-08-17 remind-2 3"],
    ],
    [
      "published three working days late: both reminders, then the head and the supervisor",
      { publishedOn: "2026-08-24" },
      ["2026-08-17 remind-2 3", "2026-08-19 due-day 3", "2026-08-20 urge 2"],
    ],
    [
      "never published: the whole ladder, and then silence",
      {},
      [
        ...["2026-08-17 remind-2 3", "2026-08-19 due-day 3", "2026-08-20 urge 2"],
        // From 督办 on only the supervisor hears of it: a draft.
        ...["2026-08-26 urge-again 3", "2026-08-26 supervise 1"],
        ...["2026-09-02 talk 1", "2026-09-09 rectify 1", "2026-09-16 criticise 1"],
      ],
    ],
  ])("%s", async (_, facts, expected) => {
    const days = await run([licence("A", { decidedOn: "2026-08-10", ...facts })], "2026-08-03", "2026-09-30");
    expect(steps(days, "A")).toEqual(expected);
  });

  it("sends nothing before the installation goes live, and one step for what waited", async () => {
    const days = await run([licence("A", { decidedOn: "2026-07-24" })], "2026-07-01", "2026-08-31");
    // Due on 4 August: the reminder of 31 July would have come before 3 August.
    expect(steps(days, "A")).toEqual([
      "2026-08-03 remind-2 3",
      "2026-08-04 due-day 3",
      "2026-08-05 urge 2",
      "2026-08-11 urge-again 3",
      "2026-08-11 supervise 1",
      "2026-08-18 talk 1",
      "2026-08-25 rectify 1",
    ]);
  });

  it("opens a period's duties once for each agency, and takes them as done on the day that a line says", async () => {
    const id = "period:housing:2027:disclosure.annual-statistics:1";
    const days = await run([{ discharge: [id], on: "2027-01-20" }], "2026-12-01", "2027-03-31");
    const opened = days.flatMap(({ changes }) => changes.filter(({ kind }) => kind === "opened"));
    const of2027 = opened.filter(({ duty }) => duty.subject.id.endsWith(":2027"));
    expect(of2027.length).toBe(new Set(of2027.map(({ duty }) => duty.agency)).size);
    expect(of2027.length).toBeGreaterThan(10);
    expect(steps(days, "housing:2027")).toEqual([]);
    expect(steps(days, "ecology:2027").length).toBeGreaterThan(2);
  });

  it("takes what was done before the first day as done, on the day that it was, and what no period asks for as nothing", async () => {
    const [id, other] = [2026, 2025].map((year) => `period:housing:${year}:disclosure.annual-statistics:1`);
    const days = await run(
      [{ discharge: [id as string, other as string], on: "2026-01-20" }],
      "2026-03-02",
      "2026-03-06",
    );
    const done = days.flatMap(({ changes }) => changes.filter(({ kind }) => kind === "discharged"));
    expect(done.map(({ duty }) => [duty.id, duty.closed?.on, duty.closed?.late])).toEqual([
      [id, "2026-01-20", false],
    ]);
  });

  it.each([
    ["that there is not", "period:housing:2027:disclosure.annual-statistics:1", "no-open-duty"],
    [
      "that a fact of its record closes",
      "enforcement-decision:A:disclosure.licence-or-penalty:1",
      "closed-by-fact",
    ],
  ])("refuses to close a duty %s", async (_, discharge, code) => {
    const entries = [licence("A", { decidedOn: "2026-08-10" }), { discharge: [discharge], on: "2026-08-12" }];
    await expect(run(entries, "2026-08-03", "2026-08-31")).rejects.toMatchObject({ code });
  });
});

const anyEntry = fc
  .record({
    id: fc.constantFrom("A", "B", "C", "D"),
    agency: fc.constantFrom("housing", "ecology"),
    decided: fc.integer({ min: -20, max: 80 }),
    published: fc.option(fc.integer({ min: 0, max: 30 }), { nil: undefined }),
    kind: fc.constantFrom("行政许可", "行政处罚", "行政检查"),
  })
  .map(({ id, agency, decided, published, kind }): Entry => {
    const decidedOn = addDays("2026-08-03", decided);
    const facts = {
      kind,
      decidedOn,
      ...(published !== undefined && { publishedOn: addDays(decidedOn, published) }),
    };
    return { record: { type: "enforcement-decision", id, agency, facts } };
  });

it("whatever happens: no line twice, mail on working days only and never before going live, and the same again", async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(anyEntry, { maxLength: 8 }), async (entries) => {
      const days = await run(entries, "2026-07-20", "2026-11-10");
      const keys = lines(days).map(({ key }) => key);
      expect(new Set(keys).size).toBe(keys.length);
      const ids = days.flatMap(({ digests }) => digests.map(({ id }) => id));
      expect(new Set(ids).size).toBe(ids.length);
      for (const { on, digests } of days)
        if (digests.length > 0) expect(on >= "2026-08-03" && isMailingDay(ruleset, on)).toBe(true);
      expect(await run(entries, "2026-07-20", "2026-11-10")).toEqual(days);
    }),
    { numRuns: 20 },
  );
});

const AGENCY_YEAR: Entry[] = [
  licence("昌住建许〔2026〕1号", { decidedOn: "2026-08-10", publishedOn: "2026-08-31" }),
  licence("昌环许〔2026〕2号", { decidedOn: "2026-08-10" }, "ecology"),
];

it("reads as an agency's year: what is owed, done, sent and drafted, month by month, and nothing of other agencies", async () => {
  const year = agencyYear(await run(AGENCY_YEAR, "2026-08-03", "2026-09-30"), "housing", ruleset);
  expect(
    year.months.map(({ label, onTime, late, overdue, urged, drafted, mails }) => [
      ...[label, onTime, late, overdue, urged, drafted, mails],
    ]),
  ).toEqual([
    ["2026年8月", 0, 1, 0, 2, 1, 10],
    ["2026年9月", 0, 0, 0, 0, 0, 0],
  ]);
  const told = year.months[0]?.days.flatMap(({ day, items }) =>
    items.map(({ mark, reached }) => [day, mark, reached]),
  );
  expect(told?.slice(-7)).toEqual([
    ["8月10日", "应办", undefined],
    ["8月17日", "提醒", "发给承办人、公示发布岗、法制机构"],
    ["8月19日", "到期提醒", "发给承办人、公示发布岗、法制机构"],
    ["8月20日", "催办", "发给主要负责人、昌吉市司法局"],
    ["8月26日", "催办", "发给承办人、公示发布岗、主要负责人"],
    ["8月26日", "拟办", "送昌吉市司法局审签"],
    ["8月31日", "逾期办结", undefined],
  ]);
  const html = yearHtml(year);
  expect(html).toContain("逾期12天");
  expect(html).not.toMatch(/昌环许|<script|https?:/);
});

it("reads to a supervisor as what it has to urge and to issue", async () => {
  const days = await run(AGENCY_YEAR, "2026-08-03", "2026-08-31");
  const told = agencyYear(days, "justice", ruleset).months[0]?.days.flatMap(({ day, items }) =>
    items.map(({ mark, text }) => [day, mark, text.split("行政")[0]]),
  );
  expect(told).toEqual([
    ["8月20日", "催办", "昌吉市住房和城乡建设局　昌住建许〔2026〕1号　"],
    ["8月20日", "催办", "昌吉州生态环境局昌吉市分局　昌环许〔2026〕2号　"],
    ["8月26日", "拟办", "督办：昌吉市住房和城乡建设局　昌住建许〔2026〕1号　"],
    ["8月26日", "拟办", "督办：昌吉州生态环境局昌吉市分局　昌环许〔2026〕2号　"],
  ]);
});
