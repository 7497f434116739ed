import { globSync, readFileSync } from "node:fs";
import { join } from "node:path";

const folder = join(import.meta.dirname, "../fixtures/delivery-reports");

export const EML = globSync(join(folder, "*.eml"));
export const fixture = (name: string) => readFileSync(join(folder, `${name}.eml`), "utf8");

/** A message of the mailbox as the server keeps it. */
export type Kept = { uid: number; source: string; seen: boolean };

/** What the mailbox holds, what was asked of it, and the fault with which it answers to a command. */
export const mailbox = {
  kept: [] as Kept[],
  asked: [] as string[],
  options: {} as Record<string, unknown>,
  faults: new Map<string, Error>(),
};

/** Stands for the class ImapFlow: no server that speaks IMAP is at hand. */
export class FakeImap {
  constructor(options: Record<string, unknown>) {
    mailbox.options = options;
  }
  on(): this {
    return this;
  }
  connect = () => ask("connect");
  mailboxOpen = (name: string) => ask(`open ${name}`);
  logout = () => ask("logout");
  close = () => void mailbox.asked.push("close");
  async search(query: { seen: boolean }, { uid }: { uid: true }): Promise<number[] | false> {
    await ask("search");
    return uid && mailbox.kept.filter(({ seen }) => seen === query.seen).map((one) => one.uid);
  }
  async fetchOne(uid: string, { source }: { source: { maxLength: number } }) {
    await ask(`fetch ${uid}`);
    const found = mailbox.kept.find((one) => String(one.uid) === uid);
    if (!found) return false;
    const bytes = Buffer.from(found.source).subarray(0, source.maxLength);
    return { uid: found.uid, source: bytes, internalDate: new Date("2026-11-23T02:31:12Z") };
  }
  async messageFlagsAdd(uid: string, flags: string[]): Promise<boolean> {
    await ask(`flag ${uid} ${flags}`);
    for (const one of mailbox.kept) if (String(one.uid) === uid) one.seen = flags.includes("\\Seen");
    return true;
  }
}

async function ask(command: string): Promise<void> {
  mailbox.asked.push(command);
  const fault = mailbox.faults.get(command);
  if (fault) throw fault;
}

/** Puts messages into the mailbox, in this order, and nothing else. */
export function keep(...sources: readonly string[]): void {
  mailbox.kept = sources.map((source, n) => ({ uid: n + 1, source, seen: false }));
  mailbox.asked.length = 0;
  mailbox.faults.clear();
}
