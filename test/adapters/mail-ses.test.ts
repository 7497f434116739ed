import { SESv2Client, SendEmailCommand } from "@aws-sdk/client-sesv2";
import { mockClient } from "aws-sdk-client-mock";
import { beforeEach, describe, expect, it } from "vitest";
import type { Message } from "../../functions/adapters/mail-message.ts";
import { sendBySes } from "../../functions/adapters/mail-ses.ts";

const ses = mockClient(SESv2Client);
beforeEach(() => {
  ses.reset();
  process.env.AWS_REGION = "cn-north-1";
});

const MESSAGE: Message = {
  from: "yifa@example.org",
  to: "head@example.org",
  digest: "digest:1:justice-head:2026-11-23",
  messageId: "digest.1.justice-head.2026-11-23@example.org",
  bytes: Buffer.from("Subject: x\r\n\r\nx"),
};

const fault = (name: string, httpStatusCode = 400, message = `${name} said`) =>
  Object.assign(new Error(message), { name, $metadata: { httpStatusCode } });
const broken = (code: string) => Object.assign(new Error(code), { code });

describe("SES", () => {
  it.each([undefined, "yifa-events"])(
    "gets the mail once, tagged with its digest, in the set %s",
    async (set) => {
      process.env.YIFA_SES_CONFIGURATION_SET = set ?? "";
      ses.on(SendEmailCommand).resolves({ MessageId: "m1" });
      expect(await sendBySes(MESSAGE)).toEqual({ kind: "accepted", messageId: "m1" });
      const [call] = ses.commandCalls(SendEmailCommand);
      expect(call?.args[0].input).toEqual({
        FromEmailAddress: MESSAGE.from,
        Destination: { ToAddresses: [MESSAGE.to] },
        Content: { Raw: { Data: MESSAGE.bytes } },
        EmailTags: [{ Name: "digest", Value: "digest_1_justice-head_2026-11-23" }],
        ...(set && { ConfigurationSetName: set }),
      });
    },
  );

  it.each([
    [fault("TooManyRequestsException", 429, "Maximum sending rate exceeded."), "throttled"],
    [fault("LimitExceededException"), "throttled"],
    [fault("TooManyRequestsException", 429, "Daily message quota exceeded."), "paused"],
    [fault("LimitExceededException", 400, "Daily sending quota exceeded"), "paused"],
    [fault("SendingPausedException"), "paused"],
    [fault("AccountSuspendedException"), "paused"],
    [fault("MailFromDomainNotVerifiedException"), "paused"],
    [fault("AccessDeniedException", 403), "paused"],
    [fault("ServiceUnavailable", 503), "paused"],
    [broken("ECONNREFUSED"), "paused"],
    [broken("ENOTFOUND"), "paused"],
    [fault("MessageRejected"), "rejected"],
    [fault("BadRequestException"), "rejected"],
    [fault("InternalFailure", 500), "unknown"],
    [Object.assign(new Error("no answer"), { name: "TimeoutError" }), "unknown"],
    [broken("ECONNRESET"), "unknown"],
    [broken("EPIPE"), "unknown"],
  ])("answering %s leaves the mail %s, asked once", async (error, kind) => {
    ses.on(SendEmailCommand).rejects(error);
    expect((await sendBySes(MESSAGE)).kind).toBe(kind);
    expect(ses.commandCalls(SendEmailCommand)).toHaveLength(1);
  });

  it("that repeats an address in its error does not bring it into the log", async () => {
    ses.on(SendEmailCommand).rejects(fault("MessageRejected", 400, "Address head@example.org is blocked"));
    expect(await sendBySes(MESSAGE)).toMatchObject({ error: "MessageRejected: Address …@… is blocked" });
  });
});
