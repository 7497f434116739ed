import { SESv2Client, SendEmailCommand } from "@aws-sdk/client-sesv2";

export type OutgoingMail = {
  readonly from: { readonly name: string; readonly address: string };
  readonly to: string;
  readonly subject: string;
  readonly text: string;
  readonly html: string;
  /** The digest's id: comes back with every event of the provider about this mail. */
  readonly digest: string;
};

/**
 * What the provider made of a mail. `throttled` and `unavailable` were certainly not taken and may be tried again,
 * `rejected` not; after `unknown` nobody knows.
 */
export type MailOutcome =
  | { readonly kind: "accepted"; readonly messageId: string }
  | { readonly kind: "rejected" | "throttled" | "unavailable" | "unknown"; readonly error: string };

let client: SESv2Client | undefined;
/** One attempt only: a mail whose answer was lost may have gone out. Times in milliseconds. */
const ses = (): SESv2Client => {
  client ??= new SESv2Client({
    maxAttempts: 1,
    requestHandler: { connectionTimeout: 3_000, requestTimeout: 20_000, throwOnRequestTimeout: true },
  });
  return client;
};

export async function sendMail(mail: OutgoingMail): Promise<MailOutcome> {
  const utf8 = (Data: string) => ({ Data, Charset: "UTF-8" });
  try {
    const { MessageId } = await ses().send(
      new SendEmailCommand({
        FromEmailAddress: `${encodedWords(mail.from.name)} <${mail.from.address}>`,
        Destination: { ToAddresses: [mail.to] },
        Content: {
          Simple: { Subject: utf8(mail.subject), Body: { Text: utf8(mail.text), Html: utf8(mail.html) } },
        },
        EmailTags: [{ Name: "digest", Value: digestTag(mail.digest) }],
      }),
    );
    return MessageId
      ? { kind: "accepted", messageId: MessageId }
      : { kind: "unknown", error: "回执没有邮件编号" };
  } catch (fault) {
    return { kind: classify(fault), error: describe(fault) };
  }
}

/** Tag values take no colon, identifiers and dates no underscore. */
export const digestTag = (id: string): string => id.replaceAll(":", "_");

const THROTTLED = new Set([
  "TooManyRequestsException",
  "ThrottlingException",
  "Throttling",
  "LimitExceededException",
]);
/** About the account or the sender, not about this mail. */
const STOPPED = new Set([
  "AccountSuspendedException",
  "SendingPausedException",
  "MailFromDomainNotVerifiedException",
  "CredentialsProviderError",
]);
const REJECTED = new Set(["MessageRejected", "BadRequestException"]);
/** Faults from before a connection stood. */
const NO_CONNECTION = new Set(["ECONNREFUSED", "ENOTFOUND", "EAI_AGAIN", "EHOSTUNREACH", "ENETUNREACH"]);

type Fault = { name?: string; code?: string; message?: string; $metadata?: { httpStatusCode?: number } };

function classify(fault: unknown): Exclude<MailOutcome["kind"], "accepted"> {
  const { name = "", code = "", message = "", $metadata } = fault as Fault;
  const status = $metadata?.httpStatusCode ?? 0;
  if (THROTTLED.has(name) || status === 429) return "throttled";
  if (REJECTED.has(name)) return "rejected";
  if (STOPPED.has(name) || NO_CONNECTION.has(code)) return "unavailable";
  if (/Socket timed out without establishing a connection|Connection timed out after/i.test(message))
    return "unavailable";
  // Refused at the door: wrong credentials or rights, or a provider that says that it takes nothing now.
  if ((status >= 400 && status < 500) || status === 503) return "unavailable";
  return "unknown";
}

const describe = (fault: unknown): string =>
  fault instanceof Error ? `${fault.name}: ${fault.message}`.slice(0, 500) : String(fault).slice(0, 500);

/** RFC 2047, in words of at most 75 characters: 45 bytes of UTF-8 each. */
export function encodedWords(text: string): string {
  if (/^[A-Za-z0-9 ]*$/.test(text)) return text;
  const words: string[] = [];
  let word = "";
  for (const character of text) {
    if (Buffer.byteLength(word + character) > 45) {
      words.push(word);
      word = "";
    }
    word += character;
  }
  return [...words, word].map((one) => `=?UTF-8?B?${Buffer.from(one).toString("base64")}?=`).join(" ");
}
