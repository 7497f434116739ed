import { required } from "./environment.ts";

/** A server of mail with the login that it asks for. */
export type MailServer = {
  readonly host: string;
  readonly port: number;
  readonly user: string;
  readonly pass: string;
};

/** How many functions send side by side: the fewest that a queue can be told. */
export const SENDERS = 2;

/** @throws where the environment names no provider. */
export function mailProvider(): { kind: "ses" } | ({ kind: "smtp" } & MailServer) {
  const provider = required("YIFA_MAIL_PROVIDER");
  if (provider === "ses") return { kind: "ses" };
  if (provider === "smtp") return { kind: "smtp", ...serverOf("YIFA_SMTP_URL", SMTP) };
  throw new Error(`环境变量 YIFA_MAIL_PROVIDER 的值“${provider}”不可用，应为 ses 或者 smtp`);
}

/** Milliseconds between two mails of one sender: a rate for all of them by YIFA_MAIL_PER_SECOND, else that of a new SES account. */
export function mailGapMs(): number {
  const given = process.env.YIFA_MAIL_PER_SECOND || "1";
  const perSecond = Number(given);
  if (perSecond >= 0.5 && perSecond <= 1000) return (1000 * SENDERS) / perSecond;
  throw new Error(`环境变量 YIFA_MAIL_PER_SECOND 的值“${given}”不可用，应为 0.5 至 1000 的数，例如 14`);
}

/** @throws where the environment names no mailbox. */
export const mailboxServer = (): MailServer => serverOf("YIFA_IMAP_URL", IMAP);

const SMTP = { protocol: "smtps:", port: 465, example: "smtps://用户名:密码@smtp.example.org:465" };
const IMAP = { protocol: "imaps:", port: 993, example: "imaps://用户名:密码@imap.example.org:993" };

/** Says nothing of the value: it holds a password. */
function serverOf(name: string, { protocol, port, example }: typeof SMTP): MailServer {
  const text = required(name);
  const url = URL.canParse(text) ? new URL(text) : undefined;
  const plain = url && ["", "/"].includes(url.pathname) && url.search === "" && url.hash === "";
  if (!plain || url.protocol !== protocol || url.hostname === "" || !url.username || !url.password) {
    throw new Error(`环境变量 ${name} 不可用，应形如 ${example}（全程加密；特殊字符用 %XX）`);
  }
  return {
    host: url.hostname,
    port: url.port === "" ? port : Number(url.port),
    user: decodeURIComponent(url.username),
    pass: decodeURIComponent(url.password),
  };
}
