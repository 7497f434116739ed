import { createServer, type Server } from "node:net";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import type { Message } from "../../functions/adapters/mail-message.ts";
import { sendBySmtp } from "../../functions/adapters/mail-smtp.ts";
import { type Manners, startSmtp, trustTestCertificate } from "../support/smtp.ts";

let smtp: Awaited<ReturnType<typeof startSmtp>>;
let distrust: () => void;
beforeAll(async () => {
  smtp = await startSmtp("yifa", "secret");
  distrust = trustTestCertificate();
});
afterAll(async () => {
  distrust();
  await smtp.stop();
});
beforeEach(() => {
  smtp.behave({});
  smtp.received.splice(0);
});

const MESSAGE: Message = {
  from: "yifa@example.org",
  to: "head@example.org",
  digest: "digest:1:justice-head:2026-11-23",
  messageId: "digest.1.justice-head.2026-11-23@example.org",
  bytes: Buffer.from("Subject: x\r\n\r\nx\r\n.\r\n..dots\r\n"),
};
const server = (more = {}) => ({ host: "localhost", port: smtp.port, user: "yifa", pass: "secret", ...more });

describe("an SMTP server", () => {
  it("gets the very bytes of the message, and says nothing that is kept but that it took it", async () => {
    expect(await sendBySmtp(MESSAGE, server())).toEqual({ kind: "accepted", messageId: MESSAGE.messageId });
    expect(smtp.received).toEqual([{ from: MESSAGE.from, to: MESSAGE.to, bytes: MESSAGE.bytes }]);
  });

  it.each<[string, Manners, string]>([
    ["refuses the login", { at: "AUTH", code: 535 }, "paused"],
    ["cannot check logins now", { at: "AUTH", code: 454 }, "paused"],
    ["does not let this sender send", { at: "MAIL", code: 553 }, "paused"],
    ["wants a login after all", { at: "MAIL", code: 530 }, "paused"],
    ["has sent enough for this sender for now", { at: "MAIL", code: 451 }, "throttled"],
    ["finds the message too large", { at: "MAIL", code: 552 }, "rejected"],
    ["puts the recipient on its grey list", { at: "RCPT", code: 451 }, "throttled"],
    ["finds the recipient's mailbox busy", { at: "RCPT", code: 450 }, "throttled"],
    ["knows no such recipient", { at: "RCPT", code: 550 }, "rejected"],
    ["shuts down", { at: "RCPT", code: 421 }, "paused"],
    ["shuts down instead of taking the message", { at: "DATA", code: 421 }, "paused"],
    ["finds the mailbox full", { at: "DATA", code: 552 }, "rejected"],
    ["takes it for spam", { at: "DATA", code: 554 }, "rejected"],
    ["is out of disk", { at: "DATA", code: 452 }, "throttled"],
    ["is gone before it has asked for the message", { leaves: "gone-before-data" }, "paused"],
    ["is gone after it had the whole message", { leaves: "gone" }, "unknown"],
  ])("that %s", async (_, manners, kind) => {
    smtp.behave(manners);
    const outcome = await sendBySmtp(MESSAGE, server());
    expect(outcome).toMatchObject({ kind, error: expect.not.stringContaining("someone@example.org") });
    if (manners.code) expect(outcome).toMatchObject({ error: expect.stringContaining(`${manners.code} `) });
    expect(smtp.received).toEqual([]);
  });

  it("takes no mail where its certificate is not trusted, or the password is wrong", async () => {
    expect(await sendBySmtp(MESSAGE, server({ pass: "wrong" }))).toMatchObject({ kind: "paused" });
    distrust();
    const outcome = await sendBySmtp(MESSAGE, server());
    distrust = trustTestCertificate();
    expect(outcome).toMatchObject({ kind: "paused", error: expect.stringMatching(/self.signed/i) });
    expect(smtp.received).toEqual([]);
  });

  it("that is not there, or speaks without TLS, pauses all mail", async () => {
    const clear: Server = createServer((socket) => {
      socket.on("error", () => {}).write("220 plain\r\n", () => socket.destroy());
    });
    await new Promise<void>((done) => clear.listen(0, "127.0.0.1", done));
    const { port } = clear.address() as { port: number };
    expect(await sendBySmtp(MESSAGE, server({ port }))).toMatchObject({ kind: "paused" });
    await new Promise((done) => clear.close(done));
    expect(await sendBySmtp(MESSAGE, server({ port }))).toMatchObject({ kind: "paused" });
  });
});
