import { readFileSync } from "node:fs";
import type { AddressInfo, Socket } from "node:net";
import { text } from "node:stream/consumers";
import { getCACertificates, setDefaultCACertificates } from "node:tls";
import { SMTPServer } from "smtp-server";

const TLS = `${import.meta.dirname}/../fixtures/tls`;
const cert = readFileSync(`${TLS}/localhost.pem`, "utf8");

/** What the server does at one command of the next mail; `gone` comes after the whole message. */
export type Manners = {
  at?: "AUTH" | "MAIL" | "RCPT" | "DATA";
  code?: number;
  leaves?: "gone" | "gone-before-data";
};

/** A real SMTP server on the loopback: TLS from the first byte, a login, and every message as it came. */
export async function startSmtp(user: string, pass: string) {
  const received: { from: string; to: string; bytes: Buffer }[] = [];
  let manners: Manners = {};
  const refuse = (at: Manners["at"]): Error | undefined =>
    manners.at === at && manners.code
      ? Object.assign(new Error(`refused <someone@example.org>`), { responseCode: manners.code })
      : undefined;
  const sockets = new Set<Socket>();
  const cut = () => {
    for (const socket of sockets) socket.destroy();
  };
  const server = new SMTPServer({
    secure: true,
    cert,
    key: readFileSync(`${TLS}/localhost-key.pem`, "utf8"),
    onAuth: (auth, _, done) => {
      const fault =
        refuse("AUTH") ??
        (auth.username === user && auth.password === pass ? undefined : new Error("invalid login"));
      done(fault ?? null, { user });
    },
    onMailFrom: (_, _session, done) => done(refuse("MAIL")),
    onRcptTo: (_, _session, done) => (manners.leaves === "gone-before-data" ? cut() : done(refuse("RCPT"))),
    onData: async (stream, session, done) => {
      const bytes = Buffer.from(await latin1(stream), "latin1");
      if (manners.leaves === "gone") return cut();
      const fault = refuse("DATA");
      if (fault) return done(fault);
      const { mailFrom, rcptTo } = session.envelope;
      received.push({ from: mailFrom ? mailFrom.address : "", to: rcptTo[0]?.address ?? "", bytes });
      done(null);
    },
  });
  server.on("error", () => {});
  server.server.on("connection", (socket: Socket) => {
    sockets.add(socket);
    socket.on("close", () => sockets.delete(socket));
  });
  await new Promise<void>((done) => server.listen(0, "127.0.0.1", done));
  const { port } = server.server.address() as AddressInfo;
  return {
    port,
    received,
    behave: (next: Manners) => {
      manners = next;
    },
    stop: () => {
      cut();
      return new Promise<void>((done) => server.close(() => done()));
    },
  };
}

const latin1 = (stream: NodeJS.ReadableStream): Promise<string> => text(stream.setEncoding("latin1"));

/** What NODE_EXTRA_CA_CERTS does for a process; returns how to take it back. */
export function trustTestCertificate(): () => void {
  const before = getCACertificates("default");
  setDefaultCACertificates([...before, cert]);
  return () => setDefaultCACertificates(before);
}
