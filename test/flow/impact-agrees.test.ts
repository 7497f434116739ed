import { PutCommand } from "@aws-sdk/lib-dynamodb";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { listDuties } from "../../functions/adapters/store/duties.ts";
import { loadImpactRun } from "../../functions/adapters/store/impacts.ts";
import { connect } from "../../functions/adapters/store/table.ts";
import { startImpact } from "../../functions/application/impact/start-impact.ts";
import { storedChange, storedImpact } from "../../functions/application/impact/stored-impact.ts";
import { openPeriods } from "../../functions/application/open-periods.ts";
import { putRecord } from "../../functions/application/put-record.ts";
import { recompute } from "../../functions/application/recompute/recompute.ts";
import { sweep } from "../../functions/application/sweep.ts";
import { addDays } from "../../functions/domain/calendar/dates.ts";
import type { Duty } from "../../functions/domain/entities.ts";
import type { Impact } from "../../functions/domain/impact/impact.ts";
import type { Ruleset } from "../../functions/domain/ruleset/ruleset.ts";
import type { Facts } from "../../functions/domain/schema/primitives.ts";
import { edited, fixture } from "../support/corpus.ts";
import { workQueue } from "../support/impact-road.ts";
import { CALLER, drain, items, lines, objects, taken } from "../support/mail-road.ts";
import { newTable } from "../support/notice-table.ts";
import { compiled, PROPOSER, proposeFiles, publishRuleset } from "../support/publish.ts";

const [DAY, NEXT] = ["2026-03-10", "2026-03-11"];

type Files = ReadonlyMap<string, string>;
type Edit = readonly [from: string, to: string];
const changed = (path: string, ...edits: readonly Edit[]) =>
  new Map(fixture).set(path, edited(path, ...edits));
const SEVEN = "demo/disclosure/seven-days.json";
const YEARLY = "demo/disclosure/yearly-report.json";
const MAJOR = "demo/review/major.json";
const CALENDAR = "calendars/cn-xj/2026.json";
const DAY_OFF: Edit = [
  '{ "date": "2026-03-20", "name": "肉孜节" },',
  '{ "date": "2026-03-13", "name": "肉孜节" }, { "date": "2026-03-20", "name": "肉孜节" },',
];

/** The rule once more, as another one. */
const another = (path: string, ...edits: readonly Edit[]): Files =>
  new Map(fixture).set(path.replace(".json", "-too.json"), edited(path, ...edits));

/** A change, and what there must be in its impact whatever else is stored. */
const CHANGES: Readonly<Record<string, readonly [files: Files, shows: readonly string[]]>> = {
  "a limit shortened": [changed(SEVEN, ['"count": 7', '"count": 4']), ["moved", "mails"]],
  "a threshold lowered": [changed("settings.json", ['"value": 5000', '"value": 500']), ["findings", "gates"]],
  "a rule removed": [
    new Map([...fixture].filter(([path]) => !path.startsWith("demo/disclosure/seven-days"))),
    ["findings", "withdrawn", "mails"],
  ],
  "a rule added": [
    another(
      SEVEN,
      ['"id": "disclosure/seven-days"', '"id": "disclosure/seven-days-too"'],
      ['"count": 7', '"count": 3'],
      ['"evidence": ["publishedUrl"],', ""],
    ),
    ["findings", "opened", "mails"],
  ],
  "a ladder changed, which holds for what is opened from then on": [
    changed("ladders/general.json", ['"offsetWorkingDays": -2', '"offsetWorkingDays": -5']),
    [],
  ],
  "a cadence added": [
    another(
      YEARLY,
      ['"id": "disclosure/yearly-report"', '"id": "disclosure/yearly-report-too"'],
      ['"on": "01-31"', '"on": "03-12"'],
    ),
    ["opened", "mails"],
  ],
  "a cadence removed, whose open duties stay": [
    new Map([...fixture].filter(([path]) => path !== YEARLY)),
    [],
  ],
  "an exception added": [
    changed(SEVEN, [
      '{ "fact": "decidedOn", "operator": "isPresent" },',
      '{ "fact": "decidedOn", "operator": "isPresent" }, { "not": { "fact": "fineYuan", "operator": "lessThan", "value": 1000 } },',
    ]),
    ["findings", "withdrawn", "mails"],
  ],
  "a fact asked for": [
    changed(MAJOR, [
      '{ "fact": "hearing", "operator": "equal", "value": true },',
      '{ "fact": "hearing", "operator": "equal", "value": true }, { "fact": "socialImpact", "operator": "equal", "value": true },',
    ]),
    ["findings", "needs"],
  ],
  "a report to the supervisor": [
    changed(MAJOR, [
      '"otherwise": false }',
      '"otherwise": false, "report": { "supervisor": "supervision", "title": "重大执法决定" } }',
    ]),
    ["mails"],
  ],
  "a person replaced": [
    changed("directory.json", ['"id": "housing-case-officer"', '"id": "housing-second-officer"']),
    ["mails"],
  ],
  "a day off declared": [changed(CALENDAR, DAY_OFF), ["moved", "mails"]],
  "a day off declared and a limit shortened": [
    changed(CALENDAR, DAY_OFF).set(SEVEN, edited(SEVEN, ['"count": 7', '"count": 5'])),
    ["moved", "mails"],
  ],
};

const anyRecord = fc
  .record({
    id: fc.integer({ min: 1, max: 40 }).map(String),
    agency: fc.constantFrom("housing", "housing", "justice"),
    kind: fc.constantFrom("行政许可", "行政处罚", "行政检查"),
    decided: fc.integer({ min: -40, max: -1 }),
    more: fc.subarray<[string, Facts[string]]>([
      ["fineYuan", 800],
      ["exempt", true],
      ["penaltyKinds", ["警告"]],
      ["socialImpact", false],
      ["publishedOn", DAY],
      ["review.result", "存在问题"],
    ]),
  })
  .map(({ id, agency, kind, decided, more }) => ({
    key: { type: "decision", id },
    agency,
    facts: {
      kind,
      documentNumber: `测处字〔2026〕${id}号`,
      decidedOn: addDays(DAY, decided),
      ...Object.fromEntries(more),
    } as Facts,
  }));
const anyRecords = fc.uniqueArray(anyRecord, { minLength: 6, maxLength: 12, selector: ({ key }) => key.id });
/** On which each of the changes shows: due on 13 March, with a reminder on 11 March. */
const ALWAYS = [{}, { fineYuan: 800 }, { fineYuan: 6000 }].map((more, n) => ({
  key: { type: "decision", id: `always-${n}` },
  agency: "housing",
  facts: { kind: "行政处罚", decidedOn: "2026-03-04", penaltyKinds: ["警告"], ...more } as Facts,
}));
type Stored = Record<string, unknown>[];

/** The day before the question: records sent, periods opened, the mail of the day gone. */
async function stand(records: readonly Parameters<typeof putRecord>[0][]): Promise<Stored> {
  await openPeriods(DAY);
  for (const record of records) await putRecord(record);
  expect((await sweep(DAY)).failed).toEqual([]);
  await drain();
  return items();
}

async function copyOf(stored: Stored): Promise<void> {
  await newTable();
  const { client, table } = connect();
  for (const Item of stored) await client.send(new PutCommand({ TableName: table, Item }));
}

const dutiesOf = async ({ directory }: Ruleset) => {
  const agencies = directory.agencies.map(({ id }) => id);
  return new Map((await listDuties({ agencies, pageSize: 10_000 })).items.map((duty) => [duty.id, duty]));
};

/** What became of duties, told without the code that tells it. */
function happened(was: Map<string, Duty>, is: Map<string, Duty>) {
  const all: { duty: string; kind: string; before?: string; after?: string }[] = [];
  for (const [duty, after] of is) {
    const before = was.get(duty);
    const dates = { ...(before && { before: before.dueOn }), after: after.dueOn };
    if (!before) {
      if (after.status === "open") all.push({ duty, kind: "opened", ...dates });
    } else if (before.status !== after.status) {
      const kind =
        after.status === "open" ? "reopened" : after.status === "withdrawn" ? "withdrawn" : "closed";
      all.push({ duty, kind, ...dates });
    } else if (before.dueOn !== after.dueOn) all.push({ duty, kind: "moved", ...dates });
  }
  return all.sort((a, b) => (a.duty < b.duty ? -1 : 1));
}

const parts = (impact: Impact, what: string): boolean =>
  what in impact
    ? (impact[what as keyof Impact] as unknown[]).length > 0
    : impact.duties.some(({ kind }) => kind === what);

/** The same by the functions of the queue. @returns the text of the result. */
async function fannedOut(files: Files): Promise<string | undefined> {
  const { hash: to } = await proposeFiles(files);
  await startImpact({ to, on: DAY }, PROPOSER);
  await workQueue();
  const run = await loadImpactRun(to);
  return objects.get(`impacts/${to}/${run?.result}.json`);
}

/** The next morning: periods, sweep and mail. @returns the lines of each person's mail. */
async function morning(): Promise<Map<string, string[]>> {
  process.env.YIFA_AS_OF = NEXT;
  taken.splice(0);
  await openPeriods(NEXT);
  expect((await sweep(NEXT)).failed).toEqual([]);
  await drain();
  const told = (await lines()).filter(({ on, status }) => on === NEXT && status === "collecting");
  const people = Map.groupBy(told, ({ recipient }) => recipient);
  expect(taken).toHaveLength(people.size);
  return new Map([...people].map(([recipient, own]) => [recipient, own.map(({ key }) => key).sort()]));
}

function compareMail({ mails }: Impact, before: Map<string, string[]>, after: Map<string, string[]>): void {
  const told = new Map(mails.map((one) => [one.recipient, one]));
  for (const recipient of new Set([...before.keys(), ...after.keys(), ...told.keys()])) {
    const [was = [], is = []] = [before.get(recipient), after.get(recipient)];
    const one = told.get(recipient);
    if (one) expect(one, recipient).toMatchObject({ before: was.length, after: is.length });
    else expect(is, recipient).toEqual(was);
  }
}

describe("what an impact says is what then happens when the ruleset is published:", () => {
  it.each(Object.entries(CHANGES))(
    "%s",
    async (_, [files, shows]) => {
      await fc.assert(
        fc.asyncProperty(anyRecords, async (records) => {
          process.env.YIFA_AS_OF = DAY;
          await newTable();
          const from = await publishRuleset(fixture);
          const stored = await stand(
            [...ALWAYS, ...records].map((record) => ({ ...record, caller: CALLER, on: DAY, ruleset: from })),
          );
          const before = await morning();

          await copyOf(stored);
          process.env.YIFA_AS_OF = DAY;
          const was = await dutiesOf(from);
          const to = compiled(files);
          const impact = await storedImpact(await storedChange(from, to, DAY));
          expect(JSON.stringify(await storedImpact(await storedChange(from, to, DAY)))).toBe(
            JSON.stringify(impact),
          );
          expect(impact.failed).toEqual([]);
          expect(shows.filter((what) => !parts(impact, what))).toEqual([]);
          expect(await items(), "nothing is written").toEqual(stored);
          expect(await fannedOut(files)).toBe(JSON.stringify(impact));

          await publishRuleset(files);
          await recompute(DAY);
          const ofRecords = impact.duties.filter(({ duty }) => !duty.startsWith("period:"));
          const is = await dutiesOf(to);
          expect(happened(was, is)).toEqual(
            ofRecords
              .map(({ agency: _, rule: __, ...one }) => one)
              .sort((a, b) => (a.duty < b.duty ? -1 : 1)),
          );
          compareMail(impact, before, await morning());
          const opened = impact.duties.filter(({ duty }) => duty.startsWith("period:"));
          const later = await dutiesOf(to);
          for (const { duty, after } of opened) expect(later.get(duty)).toMatchObject({ dueOn: after });
        }),
        { numRuns: 1 },
      );
    },
    60_000,
  );
});
