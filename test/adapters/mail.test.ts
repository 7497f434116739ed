import { SESv2Client, SendEmailCommand } from "@aws-sdk/client-sesv2";
import { mockClient } from "aws-sdk-client-mock";
import PostalMime from "postal-mime";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { openMail } from "../../functions/adapters/mail.ts";
import type { OutgoingMail } from "../../functions/adapters/mail-message.ts";
import { startSmtp, trustTestCertificate } from "../support/smtp.ts";

const ses = mockClient(SESv2Client);
let smtp: Awaited<ReturnType<typeof startSmtp>>;
let distrust: () => void;
beforeAll(async () => {
  smtp = await startSmtp("yifa", "pass/wörd");
  distrust = trustTestCertificate();
  Object.assign(process.env, { YIFA_MAIL_PER_SECOND: "1000", AWS_REGION: "cn-north-1" });
});
afterAll(async () => {
  distrust();
  await smtp.stop();
});

type Received = { from: string; to: string; bytes: Uint8Array };
const providers = {
  ses: (): Received[] =>
    ses.commandCalls(SendEmailCommand).map(({ args }) => ({
      from: args[0].input.FromEmailAddress ?? "",
      to: args[0].input.Destination?.ToAddresses?.[0] ?? "",
      bytes: args[0].input.Content?.Raw?.Data ?? new Uint8Array(),
    })),
  smtp: (): Received[] => smtp.received,
};

const MAIL: OutgoingMail = {
  from: { name: "昌吉市司法局（依法行政事项提醒）", address: "yifa@justice.example.org" },
  to: "head@market.example.org",
  subject: "【依法行政提醒】",
  text: "正文",
  html: "<p>正文</p>",
  digest: "digest:1:justice-head:2026-11-23",
  attachments: [],
};

describe.each(["ses", "smtp"] as const)("a mail through %s", (kind) => {
  const take = async (mail: Partial<OutgoingMail>) => {
    const outcome = await openMail()({ ...MAIL, ...mail });
    expect(outcome).toMatchObject({ kind: "accepted" });
    const last = providers[kind]().at(-1) as Received;
    return { ...last, head: headOf(last.bytes), mail: await PostalMime.parse(last.bytes) };
  };

  beforeEach(() => {
    ses.reset();
    ses.on(SendEmailCommand).resolves({ MessageId: "m1" });
    smtp.received.splice(0);
    smtp.behave({});
    process.env.YIFA_MAIL_PROVIDER = kind;
    process.env.YIFA_SMTP_URL = `smtps://yifa:${encodeURIComponent("pass/wörd")}@localhost:${smtp.port}`;
  });

  it("arrives as text and HTML, from a name, marked as sent by a machine", async () => {
    const { mail, head } = await take({ text: "第一行\n第二行", html: "<p>一</p>" });
    expect(mail).toMatchObject({ subject: MAIL.subject, from: MAIL.from });
    expect([mail.text?.trim(), mail.html?.trim()]).toEqual(["第一行\n第二行", "<p>一</p>"]);
    expect(head).toMatch(/^Auto-Submitted: auto-generated$/m);
    expect(head).toMatch(/^Content-Language: zh-CN$/m);
  });

  it.each([
    ["a line break", "提醒\r\nBcc: everyone@example.org", "提醒 Bcc: everyone@example.org"],
    ["characters beyond the basic plane", "𠮷祥".repeat(30), "𠮷祥".repeat(30)],
    ["bidirectional text of great length", `abc \u202e${"שלום ".repeat(200)}`.trim(), undefined],
  ])("carries a subject with %s, and no header of its making", async (_, subject, read = subject) => {
    const { mail, head, to, bytes } = await take({ subject });
    expect(mail.subject).toBe(read);
    expect(mail.bcc ?? []).toEqual([]);
    expect(to).toBe(MAIL.to);
    expect(head).toMatch(/^[\x20-\x7e\r\n]*$/);
    expect(
      Math.max(
        ...latin1(bytes)
          .split("\r\n")
          .map((line) => line.length),
      ),
    ).toBeLessThan(999);
  });

  it("encodes whatever a sender's name and a file's name hold", async () => {
    const name = 'a"\r\nBcc: x@example.org\r\n\r\n<b>';
    const { mail } = await take({
      from: { ...MAIL.from, name },
      attachments: [
        { name: `期限${name}.ics`, type: "text/calendar; charset=utf-8", content: Buffer.from("x") },
      ],
    });
    expect(mail.bcc ?? []).toEqual([]);
    expect(mail.from?.address).toBe(MAIL.from.address);
    expect(mail.attachments).toHaveLength(1);
    expect(mail.text?.trim()).toBe("正文");
  });

  it("brings attachments whole, under their Chinese names", async () => {
    const content = Uint8Array.from({ length: 100_000 }, (_, n) => n % 256);
    const type = "application/vnd.openxmlformats-officedocument.wordprocessingml.document";
    const { mail } = await take({ attachments: [{ name: "督办单（拟稿）〔2026〕1号.docx", type, content }] });
    const [file] = mail.attachments;
    expect(file).toMatchObject({ filename: "督办单（拟稿）〔2026〕1号.docx", mimeType: type });
    expect(Buffer.from(file?.content as ArrayBuffer).equals(Buffer.from(content))).toBe(true);
  });

  it("reaches an address in an internationalised domain by its ASCII form", async () => {
    const { to, head } = await take({ to: "jiang@司法局.中国" });
    expect(to.replace("司法局.中国", "xn--sprq6q3no.xn--fiqs8s")).toBe("jiang@xn--sprq6q3no.xn--fiqs8s");
    expect(head).toContain("To: jiang@xn--sprq6q3no.xn--fiqs8s");
  });

  it.each(["张三@example.org", "a\r\nb@example.org", "a@", "@b", "a b@example.org", "<a@example.org>"])(
    "is rejected, and nothing handed over, for the address %j",
    async (to) => {
      const outcome = await openMail()({ ...MAIL, to });
      expect(outcome).toMatchObject({ kind: "rejected", error: expect.stringContaining("邮箱地址不可用") });
      expect(providers[kind]()).toEqual([]);
    },
  );

  it("has one Message-ID however often its digest is sent", async () => {
    const first = await take({});
    const second = await take({ subject: "再发" });
    expect(first.mail.messageId).toBe("<digest.1.justice-head.2026-11-23@justice.example.org>");
    expect(second.mail.messageId).toBe(first.mail.messageId);
  });

  it("keeps to the rate of the account", async () => {
    await take({});
    process.env.YIFA_MAIL_PER_SECOND = "20";
    await take({});
    const started = performance.now();
    await take({});
    process.env.YIFA_MAIL_PER_SECOND = "1000";
    expect(performance.now() - started).toBeGreaterThan(80);
  });
});

it.each([
  [{ YIFA_MAIL_PROVIDER: "" }, "YIFA_MAIL_PROVIDER 未设置"],
  [{ YIFA_MAIL_PROVIDER: "sendmail" }, "应为 ses 或者 smtp"],
  [{ YIFA_MAIL_PER_SECOND: "0" }, "应为 0.5 至 1000"],
  [{ YIFA_SMTP_URL: "" }, "YIFA_SMTP_URL 未设置"],
  [{ YIFA_SMTP_URL: "smtp://yifa:secret@localhost:25" }, "smtps://"],
  [{ YIFA_SMTP_URL: "smtps://localhost" }, "smtps://"],
  [{ YIFA_SMTP_URL: "smtps://yifa:secret@localhost/?tls.rejectUnauthorized=false" }, "smtps://"],
])("%j is refused before any mail, with an error that gives no secret away", (environment, message) => {
  const before = { ...process.env };
  Object.assign(process.env, { YIFA_MAIL_PROVIDER: "smtp", YIFA_MAIL_PER_SECOND: "1000" }, environment);
  expect(openMail).toThrow(message);
  expect(openMail).not.toThrow("secret");
  Object.assign(process.env, before);
});

const latin1 = (bytes: Uint8Array): string => Buffer.from(bytes).toString("latin1");
/** Headers unfolded. */
const headOf = (bytes: Uint8Array): string =>
  latin1(bytes)
    .split("\r\n\r\n")[0]
    ?.replace(/\r\n[ \t]/g, " ") ?? "";
