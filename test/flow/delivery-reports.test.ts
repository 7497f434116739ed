import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from "vitest";
import { addressMarks } from "../../functions/adapters/store/addresses.ts";
import { claimDigest, loadDigest, settleDigest } from "../../functions/adapters/store/digests.ts";
import { digestHistory } from "../../functions/adapters/store/mail-ledger.ts";
import { actOnMail } from "../../functions/application/act-on-mail.ts";
import { sweep } from "../../functions/application/sweep.ts";
import { handler } from "../../functions/handlers/delivery-reports.ts";
import {
  breakAfter,
  CALLER,
  DAY,
  exact,
  fuse,
  items,
  lines,
  mend,
  put,
  start,
} from "../support/mail-road.ts";
import { fixture, keep, mailbox, startMailbox, unread } from "../support/mailbox.ts";

const DIGEST = "digest:1:market-regulation-case-officer:2026-11-23";
const ADDRESS = "case-officer@market-regulation.example.org";
const MAIL = "digest.1.market-regulation-case-officer.2026-11-23@example.org";
const SENT = { messageId: MAIL, subject: "提醒", to: ADDRESS, sentAt: "2026-11-23T02:30:02.000Z" };
const NOTHING = { other: 0, taken: 0, known: 0, unknown: 0, failed: 0 };
const failed = fixture("postfix-failed");

const run = () => handler({}, {} as never);
const gaps = async () => (await lines()).filter(({ kind }) => kind === "gap");

async function claimed() {
  await put("1", { decidedOn: "2026-11-12" });
  await sweep(DAY);
  const claim = await claimDigest(DIGEST, "2026-11-23T02:30:01.000Z");
  if (!claim) throw new Error("not claimed");
  return claim;
}
const sent = async () => settleDigest(await claimed(), "sent", SENT);

let stop: () => Promise<void>;
beforeAll(async () => {
  stop = await startMailbox("yifa@example.org", "secret");
});
afterAll(() => stop());
beforeEach(() => {
  process.env.YIFA_IMAP_URL = `imaps://yifa%40example.org:secret@localhost:${mailbox.port}`;
  keep();
});

describe("a report in the mailbox", () => {
  it("of a mail that came back marks the address and moves the lines, once", async () => {
    await sent();
    keep(failed, fixture("out-of-office"), failed);
    expect(await run()).toEqual({ ...NOTHING, taken: 1, known: 1, other: 1 });
    expect(await loadDigest(DIGEST)).toMatchObject({ status: "sent", receipt: "bounced" });
    expect(await addressMarks()).toHaveLength(1);
    expect(await gaps()).toHaveLength(2);
    expect(unread()).toEqual([]);
    expect(await run()).toEqual(NOTHING);
    await exact();
  });

  it("of a full mailbox moves the lines and leaves the address good; one of a delay only says so", async () => {
    await sent();
    keep(fixture("postfix-delayed"));
    await run();
    expect(await loadDigest(DIGEST)).toMatchObject({ receipt: "delayed" });
    expect(await gaps()).toEqual([]);
    keep(fixture("qq-full"));
    await run();
    expect(await addressMarks()).toEqual([]);
    expect(await gaps()).toHaveLength(2);
  });

  it.each<["uncertain" | "sending"]>([["uncertain"], ["sending"]])(
    "settles a mail that is %s, also where the send has left no address",
    async (status) => {
      const claim = await claimed();
      if (status === "uncertain") await settleDigest(claim, status, { error: "ECONNRESET" });
      keep(fixture("postfix-delivered"));
      expect(await run()).toMatchObject({ taken: 1 });
      expect(await loadDigest(DIGEST)).toMatchObject({
        status: "sent",
        receipt: "delivered",
        messageId: MAIL,
      });
    },
  );

  it.each<[string, string]>([
    ["under the domain of somebody else", failed.replaceAll(MAIL, MAIL.replace("@", "@mail."))],
    ["about another recipient", failed.replaceAll(ADDRESS, "mayor@example.org")],
    ["about nobody", fixture("nobody-named")],
    ["of a digest that is not there", failed.replaceAll("2026-11-23@", "2026-11-20@")],
  ])("that is forged, %s, changes nothing", async (_, forged) => {
    await sent();
    const before = await items();
    keep(forged);
    expect(await run()).toEqual({ ...NOTHING, unknown: 1 });
    expect(await items()).toEqual(before);
    expect(unread()).toEqual([]);
  });

  it("that is forged of a mail that has not gone out, or goes out again, never calls it sent", async () => {
    await put("1", { decidedOn: "2026-11-12" });
    await sweep(DAY);
    keep(fixture("postfix-delivered"));
    expect(await run()).toMatchObject({ unknown: 1 });
    await settleDigest((await claimDigest(DIGEST, "2026-11-23T02:30:01.000Z")) ?? never(), "failed", SENT);
    await actOnMail({ id: DIGEST, act: "retry", reason: undefined, caller: CALLER, on: DAY });
    keep(fixture("postfix-delivered"));
    expect(await run()).toMatchObject({ unknown: 1 });
    expect(await loadDigest(DIGEST)).toMatchObject({ status: "frozen" });
  });
});

describe("the mailbox", () => {
  it("marks a message as read only after it was taken", async () => {
    await sent();
    keep(failed);
    await run();
    expect(mailbox.asked.slice(-5)).toEqual([
      "SELECT INBOX",
      "UID SEARCH UNSEEN",
      "UID FETCH 1 (INTERNALDATE BODY.PEEK[]<0.131072> UID)",
      "UID STORE 1 +FLAGS (\\Seen)",
      "LOGOUT",
    ]);
  });

  it("keeps a report unread wherever the function dies, and it is taken once", async () => {
    for (let n = 1; ; n++) {
      await start();
      await sent();
      keep(failed);
      breakAfter(n, true);
      await run().catch(() => {});
      const { blown } = fuse;
      mend();
      expect(unread()).toEqual(blown ? [1] : []);
      await run();
      expect([n, (await gaps()).length, (await addressMarks()).length]).toEqual([n, 2, 1]);
      expect((await digestHistory(DIGEST)).filter(({ what }) => what === "receipt-bounced")).toHaveLength(1);
      await exact();
      if (!blown) break;
      expect(n).toBeLessThan(10);
    }
  });

  it("that loses the connection before the mark hands the report over again, which changes nothing", async () => {
    await sent();
    keep(failed);
    mailbox.hangsUpAt = "UID STORE";
    await expect(run()).rejects.toThrow("收信服务器不可用");
    const before = await items();
    mailbox.hangsUpAt = undefined;
    expect(await run()).toEqual({ ...NOTHING, known: 1 });
    expect(await items()).toEqual(before);
    expect(unread()).toEqual([]);
  });

  it("hands over the others where one cannot be taken, and the function says that it failed", async () => {
    await sent();
    keep(failed, fixture("out-of-office"));
    breakAfter(1, false);
    await expect(run()).rejects.toThrow("1 封来信未能处理");
    mend();
    expect(unread()).toEqual([1]);
  });

  it("that does not let a message be marked makes the function fail, and changes nothing twice", async () => {
    await sent();
    keep(failed);
    mailbox.refuses = "UID STORE";
    await expect(run()).rejects.toThrow("1 封来信未能处理");
    const before = await items();
    await expect(run()).rejects.toThrow("1 封来信未能处理");
    expect(await items()).toEqual(before);
  });

  it("gives a hundred messages to a run, and the next goes on", async () => {
    keep(...Array.from({ length: 130 }, () => fixture("out-of-office")));
    expect(await run()).toMatchObject({ other: 100 });
    expect(await run()).toMatchObject({ other: 30 });
  });

  it.each<[string, [string, string], string | undefined, RegExp]>([
    ["hangs up", ["", ""], "SELECT", /Connection not available|closed/],
    ["refuses the login", ["secret", "hidden"], undefined, /no login for …@…/],
    ["has a certificate of another name", ["localhost", "127.1"], undefined, /does not match certificate/],
  ])("whose server %s says so without an address or a password", async (_, wrong, hangsUpAt, said) => {
    process.env.YIFA_IMAP_URL = process.env.YIFA_IMAP_URL?.replace(...wrong);
    keep(failed);
    mailbox.hangsUpAt = hangsUpAt;
    const fault = String(await run().catch((one: Error) => one));
    expect(fault).toMatch(/^Error: 收信服务器不可用：/);
    expect(fault).toMatch(said);
    const logged = JSON.stringify([fault, vi.mocked(process.stderr.write).mock.calls]);
    expect(logged).not.toMatch(/secret|hidden|@example\.org/);
    expect(unread()).toEqual([1]);
  });

  it.each([
    ["", "YIFA_IMAP_URL 未设置"],
    ["imap://yifa:secret@imap.example.org", "imaps://"],
    ["imaps://imap.example.org", "imaps://"],
    ["smtps://yifa:secret@imap.example.org", "imaps://"],
  ])("of the address “%s” is refused by name", async (url, said) => {
    process.env.YIFA_IMAP_URL = url;
    await expect(run()).rejects.toThrow(said);
    expect(mailbox.asked).toEqual([]);
  });
});

function never(): never {
  throw new Error("not claimed");
}
