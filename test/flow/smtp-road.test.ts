import PostalMime from "postal-mime";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { release } from "../../functions/application/release.ts";
import { sweep } from "../../functions/application/sweep.ts";
import { DAY, digests, drain, put, queue } from "../support/mail-road.ts";
import { startSmtp, trustTestCertificate } from "../support/smtp.ts";

let smtp: Awaited<ReturnType<typeof startSmtp>>;
let distrust: () => void;
beforeAll(async () => {
  smtp = await startSmtp("yifa", "secret");
  distrust = trustTestCertificate();
  process.env.YIFA_MAIL_PROVIDER = "smtp";
  process.env.YIFA_SMTP_URL = `smtps://yifa:secret@localhost:${smtp.port}`;
});
afterAll(async () => {
  distrust();
  await smtp.stop();
});
beforeEach(() => {
  smtp.received.splice(0);
  smtp.behave({});
});

const NEXT = "2026-11-24";
const states = async () => (await digests()).map(({ status }) => status);
const ids = async () =>
  (await Promise.all(smtp.received.map(({ bytes }) => PostalMime.parse(bytes)))).map(
    (mail) => mail.messageId,
  );

describe("from record to an SMTP server", () => {
  beforeEach(async () => {
    await put("1", { decidedOn: "2026-11-12" });
    await sweep(DAY);
  });

  it("every digest arrives once, in Chinese, with its files", async () => {
    const waiting = queue.length;
    await drain();
    expect(smtp.received).toHaveLength(waiting);
    expect(new Set(await ids()).size).toBe(waiting);
    expect(new Set(await states())).toEqual(new Set(["sent"]));
    const officer = smtp.received.find(({ to }) => to.startsWith("case-officer@"));
    const mail = await PostalMime.parse(officer?.bytes ?? "");
    expect(mail.subject).toBe("【依法行政提醒】昌吉市市场监督管理局：今日到期1件、待补充事实1项（11月23日）");
    expect(mail.text).toContain("昌市许〔2026〕1号");
    expect(mail.attachments.map(({ filename, mimeType }) => `${filename} ${mimeType}`)).toEqual([
      "附件1 期限日历.ics text/calendar",
    ]);
  });

  it("a server that shuts down gets all of it once it is back, and nothing twice", async () => {
    const waiting = queue.length;
    smtp.behave({ at: "MAIL", code: 421 });
    await drain();
    expect(new Set(await states())).toEqual(new Set(["frozen"]));
    smtp.behave({});
    process.env.YIFA_AS_OF = NEXT;
    expect((await release(NEXT)).released).toHaveLength(waiting);
    await drain();
    await release(NEXT);
    await drain();
    expect(new Set(await ids()).size).toBe(waiting);
    expect(smtp.received).toHaveLength(waiting);
  });

  it("a mail whose answer was lost is not sent again by itself", async () => {
    smtp.behave({ leaves: "gone" });
    await drain(1);
    smtp.behave({});
    await release(DAY);
    await sweep(DAY);
    await drain();
    expect(new Set(await states())).toEqual(new Set(["uncertain"]));
    expect(smtp.received).toEqual([]);
  });

  it("a function that is not told its server claims nothing, and the messages come back", async () => {
    const url = process.env.YIFA_SMTP_URL;
    const waiting = queue.length;
    process.env.YIFA_SMTP_URL = "";
    await drain(1);
    process.env.YIFA_SMTP_URL = url;
    expect([queue.length, new Set(await states())]).toEqual([waiting, new Set(["frozen"])]);
    await drain();
    expect(smtp.received).toHaveLength(waiting);
  });
});
