import fc from "fast-check";
import { expect, it } from "vitest";
import { discharge } from "../../functions/application/close-duty.ts";
import { openPeriods } from "../../functions/application/open-periods.ts";
import { putRecord } from "../../functions/application/put-record.ts";
import { sweep } from "../../functions/application/sweep.ts";
import { storedEntries } from "../../functions/cli/simulated-entries.ts";
import { addDays } from "../../functions/domain/calendar/dates.ts";
import type { Ruleset } from "../../functions/domain/ruleset/ruleset.ts";
import type { Facts, IsoDate } from "../../functions/domain/schema/primitives.ts";
import type { Standing } from "../../functions/domain/simulate/case-book.ts";
import type { Entry } from "../../functions/domain/simulate/entry.ts";
import { type Happening, scriptOf } from "../../functions/domain/simulate/script.ts";
import { simulate } from "../../functions/domain/simulate/simulate.ts";
import { edited, fixture } from "../support/corpus.ts";
import { CALLER, drain, lines, taken } from "../support/mail-road.ts";
import { newTable } from "../support/notice-table.ts";
import { publishRuleset } from "../support/publish.ts";

/** Twelve working days around the due date of the yearly report, 31 January. */
const [FROM, TO] = ["2026-01-26", "2026-02-10"];
const REPORT = "period:housing:2026:disclosure.yearly-report:1";

/** Five working days instead of twenty for inspections, and as many to the measure that is drafted. */
const FILES = new Map([
  ...fixture,
  [
    "demo/disclosure/inspections.json",
    edited("demo/disclosure/inspections.json", ['"ladder": "general"', '"ladder": "measures"']),
  ],
  ["settings.json", withSetting(fixture.get("settings.json") ?? "", "disclosureWorkingDays", 5)],
]);

function withSetting(text: string, id: string, value: number): string {
  const settings = JSON.parse(text);
  for (const one of settings.values) if (one.id === id) one.values = [{ from: "2000-01-01", value }];
  return JSON.stringify(settings);
}

const INSPECTION = "decision:行政检查:disclosure.inspections:1";

type Mail = { readonly day: IsoDate; readonly to: string; readonly subject: string; readonly text: string };
type Year = { readonly mails: readonly Mail[]; readonly keys: readonly string[] };

const order = (mails: readonly Mail[]) =>
  mails.toSorted((a, b) => (`${a.day}${a.to}` < `${b.day}${b.to}` ? -1 : 1));

type Days = { readonly from: IsoDate; readonly to: IsoDate };
const ALL: Days = { from: FROM, to: TO };

async function simulated(
  entries: readonly Entry[],
  ruleset: Ruleset,
  days = ALL,
  more: { standing?: Standing } = {},
): Promise<Year> {
  const [mails, keys]: [Mail[], string[]] = [[], []];
  for await (const { digests } of simulate(entries, ruleset, { ...days, ...more }))
    for (const { day, to, subject, text, lines: held } of digests) {
      mails.push({ day, to, subject, text });
      keys.push(...held.map(({ key }) => key));
    }
  return { mails: order(mails), keys: keys.sort() };
}

/** The same days on a table: what becomes known is put, the day's periods are opened, the morning is swept and sent. */
async function swept(entries: readonly Entry[], ruleset: Ruleset, { from, to } = ALL): Promise<Year> {
  const script = scriptOf(entries, ruleset, from);
  const facts = new Map<string, Facts>();
  const mails: Mail[] = [];
  for (let on = from; on <= to; on = addDays(on, 1)) {
    process.env.YIFA_AS_OF = on;
    // What lies before the first day is there when its periods are measured.
    if (on > from) await openPeriods(on);
    for (const happening of script.get(on) ?? []) await happens(happening, facts, ruleset, on);
    if (on === from) await openPeriods(on);
    const report = await sweep(on);
    expect(report.failed).toEqual([]);
    await drain();
    for (const { to, subject, text } of taken.splice(0)) mails.push({ day: on, to, subject, text });
  }
  const collected = (await lines()).filter(({ status }) => status === "collecting");
  return { mails: order(mails), keys: collected.map(({ key }) => key).sort() };
}

async function happens(happening: Happening, facts: Map<string, Facts>, ruleset: Ruleset, on: IsoDate) {
  if ("discharge" in happening) {
    const evidence = { "public-url": "https://www.example.org/1" };
    await discharge({ id: happening.discharge, evidence, caller: CALLER, on, ruleset });
    return;
  }
  const { type, id, agency } = happening;
  const known = { ...facts.get(id), ...happening.facts };
  facts.set(id, known);
  await putRecord({ key: { type, id }, agency, facts: known, caller: CALLER, on, ruleset });
}

const anyRecord = fc
  .record({
    id: fc.constantFrom("1", "2", "3"),
    kind: fc.constantFrom("行政许可", "行政处罚", "行政检查"),
    // Due from before the first day to after the last.
    decided: fc.integer({ min: -40, max: 6 }),
    published: fc.option(fc.integer({ min: 1, max: 40 }), { nil: undefined }),
    known: fc.option(fc.integer({ min: 0, max: 8 }), { nil: undefined }),
    more: fc.subarray<[string, Facts[string]]>([
      ["fineYuan", 8000],
      ["exempt", true],
      ["socialImpact", true],
      ["review.result", "存在问题"],
    ]),
  })
  .map(({ id, kind, decided, published, known, more }): Entry => {
    const decidedOn = addDays(FROM, decided);
    const facts: Facts = {
      kind,
      documentNumber: `测处字〔2026〕${id}号`,
      decidedOn,
      ...(published !== undefined && { publishedOn: addDays(decidedOn, published) }),
      ...Object.fromEntries(more),
    };
    const record = { type: "decision", id, agency: "housing", facts };
    return { record, ...(known !== undefined && { on: addDays(FROM, known) }) };
  });
/** Due on 29 and 27 January: all steps of the one's ladder fall into the days, of the other's those up to 督办. */
const NEVER_PUBLISHED = ["行政许可", "行政检查"].map(
  (kind): Entry => ({
    record: { type: "decision", id: kind, agency: "housing", facts: { kind, decidedOn: "2026-01-20" } },
  }),
);
const anyReport = fc
  .option(fc.integer({ min: 1, max: 12 }), { nil: undefined })
  .map((day): Entry[] => (day === undefined ? [] : [{ discharge: [REPORT], on: addDays(FROM, day) }]));

it("says of each day what the sweep does: the same mails to the same people, word for word", async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(anyRecord, { minLength: 3, maxLength: 6 }),
      anyReport,
      async (records, report) => {
        await newTable();
        const ruleset = await publishRuleset(FILES);
        const entries = [...NEVER_PUBLISHED, ...records, ...report];
        const real = await swept(entries, ruleset);
        expect(await simulated(entries, ruleset)).toEqual(real);
        expect(real.keys).toContain(`line:1:${INSPECTION}#supervise#justice-legal-unit`);
      },
    ),
    { numRuns: 3 },
  );
}, 60_000);

it("reads from a running system its records, and what was reported done of periods", async () => {
  await newTable();
  const ruleset = await publishRuleset(FILES);
  const facts: Facts = { kind: "行政许可", decidedOn: "2026-01-20" };
  const records: Entry[] = ["1", "2"].map((id) => ({
    record: { type: "decision", id, agency: "housing", facts },
    on: "2026-01-27",
  }));
  const reported = { discharge: [REPORT], on: "2026-01-28" };
  await swept([...records, reported], ruleset);
  process.env.YIFA_AS_OF = "2026-02-11";
  expect(await storedEntries(ruleset, "", FROM)).toMatchObject({ entries: [...records, reported] });
});

it("goes on from where a running system stands", async () => {
  await newTable();
  const ruleset = await publishRuleset(FILES);
  const middle = "2026-02-02";
  const before = await swept(NEVER_PUBLISHED, ruleset, { from: FROM, to: addDays(middle, -1) });
  process.env.YIFA_AS_OF = middle;
  const { entries, ...standing } = await storedEntries(ruleset, "", middle);
  const expected = await simulated(entries, ruleset, { from: middle, to: TO }, standing);
  const real = await swept([], ruleset, { from: middle, to: TO });
  expect(expected.mails).toEqual(real.mails);
  expect([...before.keys, ...expected.keys].sort()).toEqual(real.keys);
  expect(expected.keys).toContain(`line:1:${INSPECTION}#supervise#justice-legal-unit`);
});
