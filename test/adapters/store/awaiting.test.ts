import { afterAll, beforeAll, expect, it } from "vitest";
import { type AwaitingPlace, awaitingSteps } from "../../../functions/adapters/store/awaiting.ts";
import { connect } from "../../../functions/adapters/store/table.ts";
import { putNew, transact } from "../../../functions/adapters/store/writes.ts";
import { newTable, startTables, stopTables } from "../../support/notice-table.ts";

beforeAll(startTables);
afterAll(stopTables);

it("what awaits is read in pages of a hundred, and from any of their ends on without a loss or a repetition", async () => {
  await newTable();
  const agencies = Array.from({ length: 230 }, (_, n) => `a${String(n).padStart(3, "0")}`);
  const item = (agency: string, n: number) => ({
    pk: `agency#${agency}`,
    sk: "facts-request",
    kind: "facts-request",
    agency,
    awaitShard: n < 210 ? "step#3" : "step#9",
    awaitOn: `2026-11-23#${agency}`,
  });
  for (const from of [0, 100, 200])
    await transact(
      agencies.slice(from, from + 100).map((agency, n) => putNew(connect().table, item(agency, from + n))),
    );
  const read = async (place?: AwaitingPlace, day = "2026-11-23") => {
    const pages: { agencies: string[]; next: AwaitingPlace | undefined }[] = [];
    for await (const { awaiting, unreadable, next } of awaitingSteps(day, place)) {
      expect(unreadable).toEqual([]);
      pages.push({ agencies: awaiting.flatMap((one) => ("agency" in one ? [one.agency] : [])), next });
    }
    return pages;
  };
  const pages = await read();
  expect(pages.map((page) => page.agencies.length).filter((n) => n > 0)).toEqual([100, 100, 10, 20]);
  expect(pages.flatMap((page) => page.agencies)).toEqual(agencies);
  for (const [n, { next }] of pages.entries()) {
    const rest = next ? await read(next) : [];
    expect(rest.flatMap((page) => page.agencies)).toEqual(
      pages.slice(n + 1).flatMap((page) => page.agencies),
    );
  }
  expect((await read(undefined, "2026-11-22")).flatMap((page) => page.agencies)).toEqual([]);
});
