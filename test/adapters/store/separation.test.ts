import * as fc from "fast-check";
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { listDigests } from "../../../functions/adapters/store/digest-list.ts";
import { listDuties } from "../../../functions/adapters/store/duties.ts";
import { listImports, saveImport } from "../../../functions/adapters/store/imports.ts";
import { dutyItem, measureItem, recordItem } from "../../../functions/adapters/store/items.ts";
import {
  casePk,
  digestAgencySort,
  digestKey,
  digestsOf,
  dutiesOf,
  dutyKey,
  importsOf,
  measureKey,
  measuresOf,
  recordKey,
  recordsOf,
} from "../../../functions/adapters/store/keys.ts";
import { listMeasures } from "../../../functions/adapters/store/measures.ts";
import { agencyRecords } from "../../../functions/adapters/store/periods.ts";
import { listRecords } from "../../../functions/adapters/store/record-list.ts";
import { loadCase } from "../../../functions/adapters/store/records.ts";
import { connect } from "../../../functions/adapters/store/table.ts";
import { putNew, transact } from "../../../functions/adapters/store/writes.ts";
import { newImport } from "../../../functions/domain/bulk/import-state.ts";
import { formatDutyId, parseDutyId } from "../../../functions/domain/duty/duty-id.ts";
import { reconcile } from "../../../functions/domain/duty/reconcile.ts";
import type { Duty, StoredRecord } from "../../../functions/domain/entities.ts";
import { draftMeasure } from "../../../functions/domain/measure/measure.ts";
import { isMeasure } from "../../../functions/domain/schema/folder.ts";
import { decidedDuty, decision } from "../../domain/duty/decided.ts";
import { startTable, type TestTable } from "../../support/dynamodb.ts";
import { shippedRules } from "../../support/rules.ts";

const ruleset = await shippedRules();
let table: TestTable;

/** Each begins, or could be taken to begin, the name of another. */
const AGENCIES = ["a", "a-duty", "housing", "housing-2", "housing-2-record", "record"] as const;
const TYPES = ["case", "case-2", "record"] as const;
const DAY = "2026-11-16";

const record = (agency: string, type: string): StoredRecord => ({
  type,
  id: `${agency}:${type}`,
  agency,
  facts: {},
  version: 1,
  receivedOn: DAY,
});
function duty(agency: string): Duty {
  const subject = { type: "case", id: `${agency}:case`, facts: {} };
  const decided = decidedDuty({ responsible: agency, dueOn: "2026-11-20" });
  const [change] = reconcile([], decision([decided]), { ruleset, subject, on: "2026-11-01", by: "test" });
  return (change as { duty: Duty }).duty;
}
function measure(agency: string) {
  const step = duty(agency).steps.find((one) => isMeasure(one));
  if (!step || !isMeasure(step)) throw new Error("no step is a measure");
  return draftMeasure(duty(agency), step, "justice", DAY);
}
const digest = (agency: string) => ({
  ...digestKey(DAY, `${agency}-head`),
  ...{ agencyKey: digestsOf(agency), agencySort: digestAgencySort("sent", DAY, `${agency}-head`) },
  ...{ id: `digest:1:${agency}-head:${DAY}`, agency, status: "sent", day: DAY },
});

beforeAll(async () => {
  table = await startTable();
  for (const agency of AGENCIES) {
    const items = [
      ...TYPES.map((type) => recordItem(record(agency, type), [])),
      dutyItem(duty(agency)),
      measureItem(measure(agency)),
      digest(agency),
    ];
    await transact(items.map((item) => putNew(connect().table, item)));
    await saveImport(newImport({ id: `${agency}-1`, agency, file: "a.csv", at: `${DAY}T02:00:00.000Z` }));
  }
});
afterAll(() => table.stop());

type Owned = { readonly agency: string };
type Query = { agencies: readonly string[]; cursor?: string; pageSize?: number };
const LISTS: Readonly<Record<string, (query: Query) => Promise<{ items: Owned[]; cursor?: string }>>> = {
  ...Object.fromEntries(
    TYPES.map((type) => [`records of ${type}`, (query: Query) => listRecords({ ...query, type })]),
  ),
  duties: listDuties,
  imports: ({ agencies, cursor, pageSize }) => listImports(agencies, cursor, pageSize),
  measures: (query) => listMeasures({ ...query, statuses: ["drafted", "issued"] }),
  digests: ({ agencies, cursor }) => listDigests({ agencies, cursor, statuses: ["sent", "failed"] }),
};
const lists = Object.entries(LISTS).map(([name, list]) => ({ name, list }));

describe.each(lists)("the list of $name", ({ list }) => {
  it.each(AGENCIES)("for %s holds its own and nothing else", async (agency) => {
    const { items } = await list({ agencies: [agency] });
    expect(items.map((one) => one.agency)).toEqual([agency]);
  });

  it("for nobody is empty", async () => {
    expect((await list({ agencies: [] })).items).toEqual([]);
  });

  it("goes on from no place of another list or agency", async () => {
    const cursors = await Promise.all(
      lists.map(({ list: other }) => other({ agencies: AGENCIES, pageSize: 2 }).then(({ cursor }) => cursor)),
    );
    for (const agency of AGENCIES)
      for (const cursor of cursors.filter((one) => one !== undefined)) {
        const page = await list({ agencies: [agency], cursor }).catch((fault) => fault.code);
        // Of the same agency and form it is a place like any other.
        if (page !== "invalid-cursor")
          expect(page.items.filter((one: Owned) => one.agency !== agency)).toEqual([]);
      }
  });

  it("goes on from no place that somebody made up", async () => {
    const part = fc.oneof(
      fc.constantFrom(
        ...AGENCIES,
        "open#2026-11-20#",
        "drafted#",
        "sent#2026-11-16#",
        "#",
        "\u{10FFFF}",
        " ",
      ),
      fc.string({ unit: "binary", maxLength: 40 }),
    );
    const place = fc.tuple(
      fc.constantFrom<unknown>(1, 1, 1, 2, "1"),
      fc.oneof(fc.integer({ min: -1, max: 8 }), fc.constant(null)),
      fc.constantFrom(...AGENCIES, "b"),
      fc.array(part, { maxLength: 5 }).map((parts) => parts.join("")),
    );
    await fc.assert(
      fc.asyncProperty(place, fc.constantFrom(...AGENCIES), async (made, agency) => {
        const cursor = Buffer.from(JSON.stringify(made)).toString("base64url");
        const page = await list({ agencies: [agency], cursor }).catch((fault) => fault.code);
        if (page === "invalid-cursor") return;
        expect(page.items.filter((one: Owned) => one.agency !== agency)).toEqual([]);
      }),
      { numRuns: 60 },
    );
  });
});

it.each(AGENCIES)("the records that make up a figure of %s are its own", async (agency) => {
  const records = await agencyRecords(agency, "case");
  expect(records.map((one) => one.agency)).toEqual([agency]);
});

it("an item that lies among those of another agency goes to nobody", async () => {
  const stray = {
    ...recordItem({ ...record("b", "case"), id: "stray" }, []),
    agencyKey: recordsOf("c", "case"),
  };
  await transact([putNew(connect().table, stray)]);
  await expect(listRecords({ agencies: ["c"], type: "case" })).rejects.toThrow("lies among those of c");
});

/** What may stand in an id, and what may not and is tried all the same. */
const anyId = fc.oneof(
  fc.string({ unit: "grapheme", minLength: 1, maxLength: 30 }),
  fc.string({ unit: "binary", minLength: 1, maxLength: 30 }),
  fc
    .array(
      fc.constantFrom("record", "#", ":", "duty#", "case#", "a", "\u0000", "é", "e\u0301", ".", "1", "/"),
      { minLength: 1 },
    )
    .map((parts) => parts.join("")),
);
const identifier = fc.oneof(
  fc.constantFrom<string>(...AGENCIES, ...TYPES),
  fc.stringMatching(/^[a-z0-9]{1,6}(-[a-z0-9]{1,6}){0,2}$/),
);
const ruleName = fc.stringMatching(/^[a-z]{1,4}\/[a-z]{1,4}$/);

describe("keys", () => {
  it("of two cases are never the same", () => {
    fc.assert(
      fc.property(identifier, anyId, identifier, anyId, (type, id, otherType, otherId) => {
        fc.pre(type !== otherType || id !== otherId);
        expect(casePk({ type, id })).not.toBe(casePk({ type: otherType, id: otherId }));
      }),
    );
  });

  it("of two duties are never the same, and lie in the case that their ids name", () => {
    fc.assert(
      fc.property(
        identifier,
        anyId,
        ruleName,
        fc.integer({ min: 1, max: 99 }),
        anyId,
        (type, id, rule, n, other) => {
          fc.pre(id !== other);
          const own = dutyKey(formatDutyId({ type, id }, rule, n));
          expect(own.pk).toBe(casePk({ type, id }));
          expect(own).not.toEqual(dutyKey(formatDutyId({ type, id: other }, rule, n)));
          expect(own).not.toEqual(recordKey({ type, id }));
          expect(measureKey(`${formatDutyId({ type, id }, rule, n)}:supervise`).pk).toBe(own.pk);
        },
      ),
    );
  });

  it("an id is read as what it was written from, whatever colons are in it", () => {
    fc.assert(
      fc.property(
        identifier,
        anyId,
        ruleName,
        fc.integer({ min: 1, max: 99 }),
        (type, id, rule, instance) => {
          expect(parseDutyId(formatDutyId({ type, id }, rule, instance))).toEqual({
            subject: { type, id },
            rule,
            instance,
          });
        },
      ),
    );
  });

  it("of the lists of two agencies, or of two lists, are never the same", () => {
    const of = (agency: string, type: string) => [
      recordsOf(agency, type),
      dutiesOf(agency),
      measuresOf(agency),
      digestsOf(agency),
      importsOf(agency),
    ];
    fc.assert(
      fc.property(identifier, identifier, identifier, identifier, (agency, type, other, otherType) => {
        fc.pre(agency !== other);
        expect(new Set([...of(agency, type), ...of(other, otherType)]).size).toBe(10);
        if (type !== otherType) expect(recordsOf(agency, type)).not.toBe(recordsOf(agency, otherType));
      }),
    );
  });

  it.each([
    ["a type", () => casePk({ type: "case#x", id: "1" })],
    ["an agency", () => dutiesOf("a#record")],
    ["an agency with a type", () => recordsOf("a#record", "b")],
    ["a type in a list", () => recordsOf("a", "record#b")],
    ["a recipient", () => digestKey(DAY, "a#digest")],
    ["a day", () => digestKey("2026-11-16#a", "b")],
  ])("are not made of %s with a #", (_, make) => {
    expect(make).toThrow("a part of a key holds");
  });
});

it.each([
  ["of another case, by its key", "x#record"],
  ["that looks like a key", "case#case#housing:case"],
  ["with a control character", "housing:case\u0000"],
  ["composed otherwise", "housing:case\u0301"],
  ["with a part of an item's key", "housing:case#duty#demo/x#1"],
])("an id %s finds nothing", async (_, id) => {
  const found = await loadCase({ type: "case", id });
  expect([found.record, found.duties, found.measures, found.history]).toEqual([undefined, [], [], []]);
});

it("an id longer than a key can be finds nothing, and the table is not asked for it", async () => {
  const send = vi.spyOn(connect().client, "send");
  const found = await loadCase({ type: "case", id: "长".repeat(700) });
  expect([found.record, found.duties, send.mock.calls]).toEqual([undefined, [], []]);
  send.mockRestore();
});
