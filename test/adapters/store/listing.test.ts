import { afterAll, beforeAll, expect, it } from "vitest";
import { type DutyQuery, listDuties } from "../../../functions/adapters/store/duties.ts";
import { dutyItem } from "../../../functions/adapters/store/items.ts";
import { listRecords } from "../../../functions/adapters/store/record-list.ts";
import { connect } from "../../../functions/adapters/store/table.ts";
import { putNew, transact } from "../../../functions/adapters/store/writes.ts";
import { reconcile } from "../../../functions/domain/duty/reconcile.ts";
import type { Duty } from "../../../functions/domain/entities.ts";
import { decidedDuty, decision, subject } from "../../domain/duty/decided.ts";
import { startTable, type TestTable } from "../../support/dynamodb.ts";
import { shippedRules } from "../../support/rules.ts";

const ruleset = await shippedRules();
let table: TestTable;

function duty(n: number): Duty {
  const own = { ...subject, id: `r${String(n).padStart(2, "0")}` };
  const agency = n % 2 === 0 ? "market-regulation" : "housing";
  const decided = decidedDuty({ responsible: agency, dueOn: `2026-11-${String(10 + n)}` });
  const [change] = reconcile([], decision([decided]), {
    ruleset,
    subject: own,
    on: "2026-11-01",
    by: "test",
  });
  return (change as { duty: Duty }).duty;
}

beforeAll(async () => {
  table = await startTable();
  await transact(Array.from({ length: 12 }, (_, n) => putNew(connect().table, dutyItem(duty(n)))));
});
afterAll(() => table.stop());

const both = ["market-regulation", "housing"];

async function all(query: DutyQuery): Promise<string[]> {
  const ids: string[] = [];
  let cursor: string | undefined;
  do {
    const page = await listDuties({ ...query, cursor });
    ids.push(...page.items.map((one) => one.subject.id));
    cursor = page.cursor;
  } while (cursor !== undefined);
  return ids;
}

it.each([1, 2, 5, 100])(
  "gives every duty once with pages of %i, by agency and due date",
  async (pageSize) => {
    const expected = ["r00", "r02", "r04", "r06", "r08", "r10", "r01", "r03", "r05", "r07", "r09", "r11"];
    expect(await all({ agencies: both, pageSize })).toEqual(expected);
  },
);

it("leaves out what is due on or after the day of dueBefore", async () => {
  expect(await all({ agencies: ["housing"], dueBefore: "2026-11-15", status: "open" })).toEqual([
    "r01",
    "r03",
  ]);
});

it("finds none of another status", async () => {
  expect(await all({ agencies: both, status: "waived" })).toEqual([]);
});

it("refuses a cursor of another agency, so that it carries no authority", async () => {
  const { cursor } = await listDuties({ agencies: ["market-regulation"], pageSize: 2 });
  await expect(listDuties({ agencies: ["housing"], cursor })).rejects.toMatchObject({
    code: "invalid-cursor",
  });
});

it.each(["", "x", "W10", Buffer.from('[1,0,"housing","open#x"]').toString("base64url")])(
  "refuses the cursor “%s”",
  async (cursor) => {
    await expect(listDuties({ agencies: ["housing"], cursor })).rejects.toMatchObject({
      code: "invalid-cursor",
    });
    await expect(listRecords({ agencies: ["market-regulation"], type: "x", cursor })).rejects.toMatchObject({
      code: "invalid-cursor",
    });
  },
);
