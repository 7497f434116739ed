import fc from "fast-check";
import { expect, it } from "vitest";
import { audit } from "../../../functions/application/audit.ts";
import { putRecord } from "../../../functions/application/put-record.ts";
import { sweep } from "../../../functions/application/sweep.ts";
import { takeReceipt } from "../../../functions/application/take-receipt.ts";
import { addDays } from "../../../functions/domain/calendar/dates.ts";
import { addWorkingDays } from "../../../functions/domain/calendar/working-days.ts";
import type { Facts, IsoDate } from "../../../functions/domain/schema/primitives.ts";
import { invariants } from "../../support/invariants.ts";
import { balanced, breakAfter, CALLER, drain, mend, queue, ruleset, taken } from "../../support/mail-road.ts";
import { type Day, type Morning, quarter } from "./days.ts";

/** By hand: `QUARTER_SEED=7 QUARTER_RECORDS=1000 npm run quarter`. */
const SEED = Number(process.env.QUARTER_SEED ?? 1);
const RECORDS = Number(process.env.QUARTER_RECORDS ?? 65);
const FROM = "2026-08-03";
const DAYS = 65;
const AGENCIES = ["housing", "market-regulation", "ecology", "human-resources"];

type Known = { id: string; agency: string; facts: Facts };

it("a quarter of records, discharges, sweeps, crashes, repeated messages and receipts loses and doubles nothing", async () => {
  const [days = []] = fc.sample(quarter(DAYS, RECORDS), { seed: SEED, numRuns: 1 });
  const records: Known[] = [];
  let on = FROM;
  for (const day of days) {
    process.env.YIFA_AS_OF = on;
    await happen(day, on, records);
    await mornings(day.sweep, () => sweepDay(on));
    await mornings(day.deliver, () => drain(1));
    await receive(day, on);
    on = addDays(on, 1);
  }
  for (let quiet = 0; quiet < 3; quiet++, on = addDays(on, 1)) {
    process.env.YIFA_AS_OF = on;
    await sweepDay(on);
    await drain();
  }
  expect(records).toHaveLength(Math.ceil(RECORDS / DAYS) * DAYS);
  expect(taken.length).toBeGreaterThan(DAYS);
  await invariants();
  expect(await audit(addDays(on, -1))).toMatchObject({ done: true, cases: records.length, findings: [] });
}, 600_000);

async function happen({ arrivals, published }: Day, on: IsoDate, records: Known[]): Promise<void> {
  const { calendars, settings } = ruleset;
  for (const { agency: n, late } of arrivals) {
    const agency = AGENCIES[n % AGENCIES.length] as string;
    const id = String(records.length + 1);
    const facts = {
      kind: "行政许可",
      documentNumber: `昌市许〔2026〕${id}号`,
      decidedOn: addWorkingDays(calendars, settings.calendar, on, -late),
    };
    records.push({ id, agency, facts });
    await write(records.at(-1) as Known, on);
  }
  for (const n of published) {
    const record = records[n % Math.max(1, records.length)];
    if (!record || "publishedOn" in record.facts) continue;
    record.facts = { ...record.facts, publishedOn: on };
    await write(record, on);
  }
}

const write = ({ id, agency, facts }: Known, on: IsoDate) =>
  putRecord({ key: { type: "enforcement-decision", id }, agency, facts, caller: CALLER, on, ruleset });

const sweepDay = async (on: IsoDate) => balanced(await sweep(on));

/** What is left over of a morning that broke is for the mornings after it. */
async function mornings(morning: Morning, run: () => Promise<void>): Promise<void> {
  const before = [...queue];
  if (morning.kind === "not-at-all") return;
  if (morning.kind === "breaks") {
    breakAfter(morning.after, morning.dies);
    await run().catch(() => undefined);
    return mend();
  }
  if (morning.kind === "at-once") return void (await Promise.all([run(), run()]));
  await run();
  if (morning.kind !== "twice") return;
  queue.push(...before);
  await run();
}

/** Also of mails that were told of before, and later states before earlier ones. */
async function receive({ receipts }: Day, on: IsoDate): Promise<void> {
  for (const { mail, state } of receipts) {
    const { tag, to } = taken[mail % Math.max(1, taken.length)] ?? {};
    if (tag === undefined || to === undefined) continue;
    await takeReceipt({
      digest: tag.replaceAll("_", ":"),
      state,
      mail: `m-${tag}`,
      sentAt: `${on}T02:30:00Z`,
      at: `${on}T03:00:00Z`,
      address: to,
      endsAddress: false,
    });
  }
}
