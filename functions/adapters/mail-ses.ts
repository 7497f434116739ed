import { SESv2Client, SendEmailCommand } from "@aws-sdk/client-sesv2";
import { parseDigestId } from "../domain/notice/line.ts";
import type { Message } from "./mail-message.ts";
import { describe, type MailOutcome, type Refusal } from "./mail-outcome.ts";

let client: SESv2Client | undefined;
/** One attempt only: a mail whose answer was lost may have gone out. Times in milliseconds. */
const ses = (): SESv2Client => {
  client ??= new SESv2Client({
    maxAttempts: 1,
    requestHandler: { connectionTimeout: 3_000, requestTimeout: 20_000, throwOnRequestTimeout: true },
  });
  return client;
};

/** SES writes a Message-ID of its own over ours: its events are known by the tag. */
export async function sendBySes(message: Message): Promise<MailOutcome> {
  const set = process.env.YIFA_SES_CONFIGURATION_SET;
  try {
    const { MessageId } = await ses().send(
      new SendEmailCommand({
        FromEmailAddress: message.from,
        Destination: { ToAddresses: [message.to] },
        Content: { Raw: { Data: message.bytes } },
        EmailTags: [{ Name: "digest", Value: digestTag(message.digest) }],
        ...(set ? { ConfigurationSetName: set } : {}),
      }),
    );
    return MessageId
      ? { kind: "accepted", messageId: MessageId }
      : { kind: "unknown", error: "回执没有邮件编号" };
  } catch (fault) {
    return { kind: classify(fault as Fault), error: describe(fault) };
  }
}

/** Tag values take no colon, identifiers and dates no underscore. */
export const digestTag = (id: string): string => id.replaceAll(":", "_");
export function digestOfTag(tag: string): string | undefined {
  const id = tag.replaceAll("_", ":");
  return parseDigestId(id) && id;
}

const THROTTLED = new Set([
  "TooManyRequestsException",
  "ThrottlingException",
  "Throttling",
  "LimitExceededException",
]);
/** About the account or the sender, not about this mail. */
const PAUSED = new Set([
  "AccountSuspendedException",
  "SendingPausedException",
  "MailFromDomainNotVerifiedException",
  "CredentialsProviderError",
]);
const REJECTED = new Set(["MessageRejected", "BadRequestException"]);
/** Faults from before a connection stood. */
const NO_CONNECTION = new Set(["ECONNREFUSED", "ENOTFOUND", "EAI_AGAIN", "EHOSTUNREACH", "ENETUNREACH"]);

type Fault = { name?: string; code?: string; message?: string; $metadata?: { httpStatusCode?: number } };

function classify({ name = "", code = "", message = "", $metadata }: Fault): Refusal {
  const status = $metadata?.httpStatusCode ?? 0;
  // Comes under the names of throttling, and lasts for hours.
  if (/daily (message|sending) quota/i.test(message)) return "paused";
  if (THROTTLED.has(name) || status === 429) return "throttled";
  if (REJECTED.has(name)) return "rejected";
  if (PAUSED.has(name) || NO_CONNECTION.has(code)) return "paused";
  if (/Socket timed out without establishing a connection|Connection timed out after/i.test(message))
    return "paused";
  // Refused at the door: wrong credentials or rights, or a provider that says that it takes nothing now.
  if ((status >= 400 && status < 500) || status === 503) return "paused";
  return "unknown";
}
