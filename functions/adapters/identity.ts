import { createHash, timingSafeEqual } from "node:crypto";
import * as z from "zod";
import type { Caller } from "../domain/entities.ts";
import { YifaError } from "../domain/errors.ts";
import { identifier, text } from "../domain/schema/primitives.ts";

const callers = z.record(
  z.string().min(8),
  z
    .strictObject({
      name: text,
      role: z.enum(["agency", "supervisor", "administrator", "operator"]),
      agency: identifier.optional(),
    })
    .refine((caller) => caller.role !== "agency" || caller.agency !== undefined, {
      error: "角色 agency 应写明 agency",
    }),
);

/** The one place that says who asks: bearer tokens of YIFA_TOKENS, a JSON object from token to caller. None set: nobody. */
export function identify(authorization: string | undefined): Caller {
  const token = /^Bearer +(\S+)$/i.exec(authorization ?? "")?.[1];
  const caller = token === undefined ? undefined : find(token);
  if (!caller) {
    throw new YifaError(
      "unauthenticated",
      "unauthenticated",
      "未提供有效的访问令牌，请在 Authorization 头中以“Bearer 令牌”提供",
    );
  }
  return caller;
}

/** Compares digests with every known token, so that the time taken tells nothing of them. */
function find(token: string): Caller | undefined {
  const asked = digest(token);
  let found: Caller | undefined;
  for (const [known, caller] of knownTokens()) if (timingSafeEqual(known, asked)) found = caller;
  return found;
}

const digest = (token: string) => createHash("sha256").update(token).digest();

let read: { source: string; entries: [Buffer, Caller][] } | undefined;

function knownTokens(): [Buffer, Caller][] {
  const source = process.env.YIFA_TOKENS ?? "{}";
  if (read?.source !== source) read = { source, entries: parse(source) };
  return read.entries;
}

function parse(source: string): [Buffer, Caller][] {
  const parsed = callers.safeParse(JSON.parse(source));
  if (!parsed.success) throw new Error(`环境变量 YIFA_TOKENS 有误：${z.prettifyError(parsed.error)}`);
  return Object.entries(parsed.data).map(([token, { agency, ...caller }]) => [
    digest(token),
    agency === undefined ? caller : { ...caller, agency },
  ]);
}
