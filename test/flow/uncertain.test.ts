import { afterEach, describe, expect, it } from "vitest";
import { loadDigest } from "../../functions/adapters/store/digests.ts";
import { digestHistory } from "../../functions/adapters/store/mail-ledger.ts";
import { sweep } from "../../functions/application/sweep.ts";
import {
  DAY,
  digests,
  drain,
  exact,
  files,
  lines,
  put,
  queue,
  refuseNext,
  taken,
} from "../support/mail-road.ts";
import { publishRuleset } from "../support/publish.ts";

const lost = () => Object.assign(new Error("reset"), { code: "ECONNRESET" });

/** One digest whose answer was lost; all of its lines have the ladder that is given. */
async function uncertain(whenUncertain?: object): Promise<string> {
  if (whenUncertain)
    await publishRuleset(
      new Map(
        [...files].map(([name, text]) =>
          name.startsWith("ladders/")
            ? [name, JSON.stringify({ ...JSON.parse(text), whenUncertain })]
            : [name, text],
        ),
      ),
    );
  await put("1", { decidedOn: "2026-11-12", "review.result": "同意" });
  await sweep(DAY);
  const body = queue.find((one) => one.includes("disclosure-officer")) as string;
  queue.splice(0, queue.length, body);
  refuseNext(lost());
  await drain(1);
  return JSON.parse(body).digest as string;
}
async function onTheDay(day: string): Promise<void> {
  process.env.YIFA_AS_OF = day;
  await sweep(day);
  await drain();
}
const asked = async () => (await lines()).filter(({ kind }) => kind === "mail");
const acts = async (id: string) => (await digestHistory(id)).map(({ what }) => what);

// Tests that publish other rules leave the shipped ones behind them.
afterEach(async () => void (await publishRuleset(files)));

describe("a mail whose outcome stays unknown", () => {
  it("is asked about once, and never sent again by itself", async () => {
    const id = await uncertain();
    await onTheDay(DAY);
    expect(await asked()).toEqual([]);
    for (const day of ["2026-11-25", "2026-11-26"]) await onTheDay(day);
    expect(await asked()).toMatchObject([{ recipient: "justice-legal-unit" }]);
    expect((await digests()).find((one) => one.id === id)?.status).toBe("uncertain");
    expect(taken.some(({ subject }) => subject.includes("邮件待核实1封"))).toBe(true);
    expect(await acts(id)).toEqual(["ask"]);
    await exact();
  });

  it("is told to the keeper at once and once where the provider refused it for good", async () => {
    await put("1", { decidedOn: "2026-11-12" });
    await sweep(DAY);
    refuseNext(Object.assign(new Error("bad"), { name: "MessageRejected" }));
    await drain();
    for (const day of [DAY, "2026-11-24"]) await onTheDay(day);
    expect(await asked()).toMatchObject([{ text: expect.stringContaining("有一封邮件未能发出") }]);
    await exact();
  });

  it("is sent again under the same id where all its ladders say so, and asked about when that is lost too", async () => {
    const id = await uncertain({ afterHours: 1, act: "resend" });
    const before = taken.length;
    process.env.YIFA_AS_OF = "2026-11-24";
    await sweep("2026-11-24");
    queue.splice(0, queue.length, ...queue.filter((body) => body.includes(id)));
    refuseNext(lost());
    await drain(1);
    expect(await loadDigest(id)).toMatchObject({ status: "uncertain", attempts: 2 });
    await onTheDay("2026-11-25");
    expect(taken.slice(before).filter(({ tag }) => tag === id.replaceAll(":", "_"))).toEqual([]);
    expect(await acts(id)).toEqual(["resend", "ask"]);
  });
});
