import { globSync, readFileSync } from "node:fs";
import type { AddressInfo } from "node:net";
import { join } from "node:path";
import { createServer, type TLSSocket } from "node:tls";
import { trustTestCertificate } from "./smtp.ts";

const fixtures = join(import.meta.dirname, "../fixtures");

export const EML = globSync(join(fixtures, "delivery-reports/*.eml"));
export const fixture = (name: string) => readFileSync(join(fixtures, `delivery-reports/${name}.eml`), "utf8");

/** What the mailbox holds, the commands that it got, and those at which it hangs up or says no. */
export const mailbox = {
  kept: [] as { uid: number; source: Buffer; seen: boolean }[],
  asked: [] as string[],
  hangsUpAt: undefined as string | undefined,
  refuses: undefined as string | undefined,
  port: 0,
};

/** Puts messages into the mailbox, in this order, and nothing else. */
export function keep(...sources: readonly string[]): void {
  mailbox.kept = sources.map((text, n) => ({ uid: n + 1, source: Buffer.from(text), seen: false }));
  mailbox.asked = [];
  mailbox.hangsUpAt = undefined;
  mailbox.refuses = undefined;
}

/** As much of IMAP as reading an inbox takes, on the loopback, with TLS from the first byte. */
export async function startMailbox(user: string, pass: string): Promise<() => Promise<void>> {
  const distrust = trustTestCertificate();
  const [cert, key] = ["localhost.pem", "localhost-key.pem"].map((name) =>
    readFileSync(join(fixtures, "tls", name)),
  );
  const sockets = new Set<TLSSocket>();
  const server = createServer({ cert, key }, (socket) => {
    sockets.add(socket);
    socket.setNoDelay().on("error", () => {});
    socket.write("* OK ready\r\n");
    let rest = "";
    socket.on("data", (bytes) => {
      const lines = (rest + bytes).split("\r\n");
      rest = lines.pop() as string;
      for (const line of lines) answer(socket, line, `LOGIN "${user}" "${pass}"`);
    });
  });
  await new Promise<void>((done) => server.listen(0, "127.0.0.1", done));
  mailbox.port = (server.address() as AddressInfo).port;
  return async () => {
    distrust();
    for (const socket of sockets) socket.destroy();
    await new Promise((done) => server.close(done));
  };
}

function answer(socket: TLSSocket, line: string, login: string): void {
  const [, tag, command = ""] = /^(\S+) (.*)$/.exec(line) ?? [];
  mailbox.asked.push(command);
  if (mailbox.hangsUpAt && command.startsWith(mailbox.hangsUpAt)) return void socket.destroy();
  const known = !command.startsWith("LOGIN") || command === login;
  const refused = !known || (mailbox.refuses && command.startsWith(mailbox.refuses));
  const result = refused ? "NO no login for yifa@example.org" : "OK done";
  const said = [...(refused ? [] : saidTo(command)), `${tag} ${result}\r\n`];
  socket.write(Buffer.concat(said.map((part) => Buffer.from(part))));
}

function saidTo(command: string): (string | Buffer)[] {
  const [, act, uid = ""] = /^UID (\w+) (\d*)/.exec(command) ?? [];
  const found = mailbox.kept.find((one) => String(one.uid) === uid);
  if (command === "CAPABILITY") return ["* CAPABILITY IMAP4rev1 ID\r\n"];
  if (command.startsWith("LIST")) return ['* LIST (\\HasNoChildren) "/" INBOX\r\n'];
  if (command.startsWith("SELECT"))
    return [
      `* OK [PERMANENTFLAGS (\\Seen)] x\r\n* ${mailbox.kept.length} EXISTS\r\n* OK [UIDVALIDITY 1] x\r\n`,
    ];
  if (act === "SEARCH") return [`* SEARCH ${unread().join(" ")}\r\n`];
  if (!found) return [];
  if (act === "STORE") {
    found.seen = command.endsWith("+FLAGS (\\Seen)");
    return [`* ${uid} FETCH (UID ${uid} FLAGS (\\Seen))\r\n`];
  }
  const bytes = found.source.subarray(0, Number(/<0\.(\d+)>/.exec(command)?.[1]));
  const head = `UID ${uid} INTERNALDATE "23-Nov-2026 10:31:12 +0800" BODY[]<0> {${bytes.length}}`;
  return [`* ${uid} FETCH (${head}\r\n`, bytes, ")\r\n"];
}

export const unread = (): number[] => mailbox.kept.filter(({ seen }) => !seen).map(({ uid }) => uid);
