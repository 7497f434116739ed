import { afterEach, describe, expect, it, vi } from "vitest";
import { addressMarks } from "../../functions/adapters/store/addresses.ts";
import { claimDigest, loadDigest, settleDigest } from "../../functions/adapters/store/digests.ts";
import { digestHistory } from "../../functions/adapters/store/mail-ledger.ts";
import { actOnMail } from "../../functions/application/act-on-mail.ts";
import { sweep } from "../../functions/application/sweep.ts";
import type { Directory } from "../../functions/domain/schema/folder.ts";
import { handler } from "../../functions/handlers/receipts.ts";
import {
  breakAfter,
  CALLER,
  DAY,
  drain,
  exact,
  files,
  fuse,
  items,
  lines,
  mend,
  put,
  refuseNext,
  sqsEvent,
  start,
} from "../support/mail-road.ts";
import { publishRuleset } from "../support/publish.ts";

const OFFICER = "market-regulation-case-officer";
const DIGEST = `digest:1:${OFFICER}:${DAY}`;
const ADDRESS = "case-officer@market-regulation.example.org";

/** An event as SES publishes it, of the mail that carried `digest`. */
const event = (eventType: string, more: object = {}, digest = DIGEST) => ({
  eventType,
  mail: {
    messageId: "ses-1",
    timestamp: "2026-11-23T02:30:01.000Z",
    destination: [ADDRESS],
    tags: { digest: [digest.replaceAll(":", "_")] },
  },
  ...more,
});
const at = (second: number) => ({ timestamp: `2026-11-23T02:31:${String(second).padStart(2, "0")}.000Z` });
const delivery = event("Delivery", { delivery: at(1) });
const bounce = event("Bounce", { bounce: { ...at(2), bounceType: "Permanent" } });
const full = event("Bounce", { bounce: { ...at(2), bounceType: "Transient" } });
const complaint = event("Complaint", { complaint: at(3) });

const take = (...events: object[]) =>
  handler(sqsEvent(events.map((one) => JSON.stringify(one))), {} as never);
async function sent(): Promise<void> {
  await put("1", { decidedOn: "2026-11-12" });
  await sweep(DAY);
  await drain();
}
const gaps = async () => (await lines()).filter(({ kind }) => kind === "gap");

// Tests that publish other rules leave the shipped ones behind them.
afterEach(async () => void (await publishRuleset(files)));

describe("fault 12: a receipt", () => {
  it("of a delivery stands with the digest, and once in its history", async () => {
    await sent();
    expect(await take(event("Send"), delivery, delivery)).toEqual({ batchItemFailures: [] });
    expect(await loadDigest(DIGEST)).toMatchObject({ status: "sent", receipt: "delivered" });
    expect((await digestHistory(DIGEST)).map(({ what }) => what)).toEqual([
      "receipt-accepted",
      "receipt-delivered",
    ]);
  });

  it("settles a mail whose answer was lost", async () => {
    await put("1", { decidedOn: "2026-11-12" });
    await sweep(DAY);
    refuseNext(Object.assign(new Error("reset"), { code: "ECONNRESET" }));
    await drain(1);
    const lost = (await items()).find(({ status }) => status === "uncertain")?.id as string;
    await take(event("Delivery", { delivery: at(1) }, lost));
    const digest = await loadDigest(lost);
    expect(digest).toMatchObject({ status: "sent", messageId: "ses-1" });
    expect(digest).not.toHaveProperty("awaitOn");
  });

  it.each<[string, object, string]>([
    ["of its delivery", delivery, "sent"],
    ["of its refusal", event("Reject"), "failed"],
  ])("%s before the send is recorded stands, whatever is recorded then", async (_, one, status) => {
    await put("1", { decidedOn: "2026-11-12" });
    await sweep(DAY);
    const claim = await claimDigest(DIGEST, "2026-11-23T02:30:00.000Z");
    if (!claim) throw new Error("not claimed");
    await take(one);
    await settleDigest(claim, "sent", { messageId: "ses-1", subject: "提醒" });
    await take(event("Send"));
    expect(await loadDigest(DIGEST)).toMatchObject({ status, ...(status === "sent" && { subject: "提醒" }) });
  });

  it("that comes again after a person had the mail sent again changes nothing", async () => {
    await sent();
    const reject = event("Reject");
    await take(reject);
    await actOnMail({ id: DIGEST, act: "retry", reason: undefined, caller: CALLER, on: DAY });
    await take(reject);
    expect(await loadDigest(DIGEST)).toMatchObject({ status: "frozen" });
  });

  it.each<[string, object]>([
    ["of a mail that is not ours", event("Delivery", { delivery: at(1) }, "digest:1:nobody:2026-11-23")],
    ["without a tag", { ...delivery, mail: { ...delivery.mail, tags: {} } }],
    ["of a kind that we do not know", event("Subscription")],
  ])("%s changes nothing and does not come back", async (_, one) => {
    await sent();
    const before = await items();
    expect(await take(one)).toEqual({ batchItemFailures: [] });
    expect(await items()).toEqual(before);
  });

  it("that is no event comes back alone, and no address is in the log", async () => {
    await sent();
    const logged = vi.mocked(process.stderr.write).mock.calls;
    logged.length = 0;
    expect(await take({ mail: ADDRESS }, delivery)).toEqual({
      batchItemFailures: [{ itemIdentifier: "message-0" }],
    });
    expect(logged.length).toBeGreaterThan(0);
    expect(JSON.stringify(logged)).not.toContain("example.org");
  });
});

describe("fault 12: a mail that came back", () => {
  it.each<[string, object[], number]>([
    ["for good: the keeper hears of it and the address is passed over", [bounce], 1],
    ["for good, told before and after its delivery and twice", [bounce, delivery, bounce, event("Send")], 1],
    ["because the mailbox is full: the address stays good", [full], 0],
    ["as a complaint, after it had bounced", [full, complaint, bounce], 1],
  ])("%s", async (_, events, marks) => {
    await sent();
    expect(await take(...events)).toEqual({ batchItemFailures: [] });
    const told = { recipient: "justice-legal-unit", text: expect.stringContaining("的邮箱退信或者拒收") };
    expect(await gaps()).toMatchObject([told, told]);
    expect(await addressMarks()).toHaveLength(marks);
    expect(JSON.stringify(await addressMarks())).not.toContain("example.org");
    await exact();
  });

  it("goes to whoever shares the role by now, and to nobody else, whatever else is said of it", async () => {
    await sent();
    const directory = JSON.parse(files.get("directory.json") as string) as Directory;
    const people = directory.agencies.find(({ id }) => id === "market-regulation")?.people;
    people?.push({ id: "new-officer", role: "case-officer", email: "new@market-regulation.example.org" });
    await publishRuleset(new Map(files).set("directory.json", JSON.stringify(directory)));
    await take(bounce, complaint);
    const moved = (await lines()).filter(({ recipient }) => recipient === "new-officer");
    expect(moved.map(({ kind }) => kind).sort()).toEqual(["facts", "step"]);
    expect(await gaps()).toEqual([]);
    await exact();
  });

  it("is told once, wherever the function dies on the way", async () => {
    for (let n = 1; ; n++) {
      await start();
      await sent();
      breakAfter(n, true);
      await take(bounce);
      const { blown } = fuse;
      mend();
      expect(await take(bounce)).toEqual({ batchItemFailures: [] });
      expect([n, (await gaps()).length, (await addressMarks()).length]).toEqual([n, 2, 1]);
      await exact();
      if (!blown) break;
      expect(n).toBeLessThan(10);
    }
  });
});

describe("an address that came back", () => {
  const NEXT = "2026-11-24";

  it("gets nothing more, until the directory shows another one", async () => {
    await sent();
    await take(bounce);
    await put("2", { decidedOn: "2026-11-13" });
    process.env.YIFA_AS_OF = NEXT;
    await sweep(NEXT);
    const told = async (of: string) =>
      (await lines()).filter(({ key }) => key.includes(`:${of}:disclosure`) && key.endsWith(`#${OFFICER}`));
    expect(await told("2")).toEqual([]);
    await publishRuleset(
      new Map([...files].map(([name, text]) => [name, text.replaceAll(ADDRESS, `new-${ADDRESS}`)])),
    );
    await put("3", { decidedOn: "2026-11-13" });
    await sweep(NEXT);
    expect(await told("3")).not.toEqual([]);
  });
});
