import { SESv2Client, SendEmailCommand } from "@aws-sdk/client-sesv2";
import { mockClient } from "aws-sdk-client-mock";
import { beforeEach, describe, expect, it } from "vitest";
import { digestTag, encodedWords, sendMail } from "../../functions/adapters/mail-ses.ts";

const ses = mockClient(SESv2Client);
beforeEach(() => {
  ses.reset();
  process.env.AWS_REGION = "cn-north-1";
});

const MAIL = {
  from: { name: "昌吉市司法局（依法行政事项提醒）", address: "yifa@example.org" },
  to: "head@justice.example.org",
  subject: "【依法行政提醒】",
  text: "正文",
  html: "<p>正文</p>",
  digest: "digest:1:justice-head:2026-11-23",
};

const fault = (name: string, httpStatusCode = 400) =>
  Object.assign(new Error(`${name} said`), { name, $metadata: { httpStatusCode } });
const broken = (code: string) => Object.assign(new Error(code), { code });

describe("a mail through SES", () => {
  it("goes out as text and HTML in UTF-8, tagged with its digest", async () => {
    ses.on(SendEmailCommand).resolves({ MessageId: "m1" });
    expect(await sendMail(MAIL)).toEqual({ kind: "accepted", messageId: "m1" });
    const input = ses.commandCalls(SendEmailCommand)[0]?.args[0].input;
    expect(input?.Content?.Simple?.Subject).toEqual({ Data: MAIL.subject, Charset: "UTF-8" });
    expect(input?.EmailTags).toEqual([{ Name: "digest", Value: "digest_1_justice-head_2026-11-23" }]);
    expect(input?.FromEmailAddress).toMatch(/^[\x20-\x7e]+ <yifa@example\.org>$/);
  });

  it.each([
    [fault("TooManyRequestsException", 429), "throttled"],
    [fault("LimitExceededException"), "throttled"],
    [fault("SendingPausedException"), "unavailable"],
    [fault("AccountSuspendedException"), "unavailable"],
    [fault("MailFromDomainNotVerifiedException"), "unavailable"],
    [fault("AccessDeniedException", 403), "unavailable"],
    [fault("ServiceUnavailable", 503), "unavailable"],
    [broken("ECONNREFUSED"), "unavailable"],
    [broken("ENOTFOUND"), "unavailable"],
    [fault("MessageRejected"), "rejected"],
    [fault("BadRequestException"), "rejected"],
    [fault("InternalFailure", 500), "unknown"],
    [Object.assign(new Error("no answer"), { name: "TimeoutError" }), "unknown"],
    [broken("ECONNRESET"), "unknown"],
    [broken("EPIPE"), "unknown"],
  ])("%s is %s", async (error, kind) => {
    ses.on(SendEmailCommand).rejects(error);
    expect((await sendMail(MAIL)).kind).toBe(kind);
    expect(ses.commandCalls(SendEmailCommand)).toHaveLength(1);
  });
});

describe("names in headers", () => {
  it.each(["Yifa", "昌吉市司法局", "昌".repeat(60), "a\r\nBcc: x@y.z", "𠮷".repeat(30)])(
    "%j is safe and comes back whole",
    (name) => {
      const encoded = encodedWords(name);
      expect(encoded).toMatch(/^[\x20-\x7e]*$/);
      const words = encoded.split(" ");
      expect(words.every((word) => word.length <= 75)).toBe(true);
      const decoded = words.map((word) => {
        const base64 = /^=\?UTF-8\?B\?(.*)\?=$/.exec(word)?.[1];
        return base64 === undefined
          ? word
          : new TextDecoder("utf-8", { fatal: true }).decode(Buffer.from(base64, "base64"));
      });
      expect(decoded.join("")).toBe(name);
    },
  );

  it("keep the parts of a digest's id in its tag", () => {
    expect(digestTag("digest:1:a-b:2026-11-23")).toBe("digest_1_a-b_2026-11-23");
  });
});
