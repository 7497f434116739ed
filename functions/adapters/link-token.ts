import { errors, jwtVerify, SignJWT } from "jose";
import * as z from "zod";
import { YifaError } from "../domain/errors.ts";
import type { ConfirmLink } from "../domain/notice/confirm-link.ts";
import { isoDate } from "../domain/schema/primitives.ts";
import { checkLinks, linkKeys, publicUrl } from "./link-settings.ts";

/** What a token is good for; one for something else is refused, and as a bearer token it is none at all. */
const PURPOSE = "confirm-duty";
const ALGORITHM = "HS256";
const LONGEST_TOKEN = 1000;

const claims = z.strictObject({
  aud: z.literal(PURPOSE),
  sub: z.string(),
  day: isoDate,
  duty: z.string(),
  due: isoDate,
  through: isoDate,
});

/**
 * The addresses of links, by what they are kept under; none where mails have none. The same link has the same address
 * whenever it is made. Days stand for an instant of expiry, because a duty ends with a day, by the clock of YIFA_AS_OF.
 */
export async function linkAddresses(links: ReadonlyMap<string, ConfirmLink>): Promise<Map<string, string>> {
  const base = publicUrl();
  if (base === undefined) return new Map();
  checkLinks();
  const [key] = linkKeys() as [Uint8Array];
  const made = [...links].map(
    async ([name, link]): Promise<[string, string]> => [
      name,
      `${base}/v1/acknowledgements/${await sign(link, key)}`,
    ],
  );
  return new Map(await Promise.all(made));
}

const sign = ({ recipient, day, fingerprint, dueOn, validThrough }: ConfirmLink, key: Uint8Array) =>
  new SignJWT({ day, duty: fingerprint, due: dueOn, through: validThrough })
    .setProtectedHeader({ alg: ALGORITHM })
    .setAudience(PURPOSE)
    .setSubject(recipient)
    .sign(key);

/** @throws {YifaError} `unknown-link` for what we have not signed for this purpose. */
export async function readLink(token: string): Promise<ConfirmLink> {
  if (token.length <= LONGEST_TOKEN)
    for (const key of linkKeys()) {
      const payload = await verified(token, key);
      if (payload) return linkOf(payload);
    }
  throw new YifaError("unknown", "unknown-link", "链接无效，可能不完整，请从邮件中重新打开");
}

async function verified(token: string, key: Uint8Array): Promise<unknown> {
  try {
    const { payload } = await jwtVerify(token, key, { algorithms: [ALGORITHM], audience: PURPOSE });
    return payload;
  } catch (fault) {
    if (fault instanceof errors.JOSEError) return undefined;
    throw fault;
  }
}

function linkOf(payload: unknown): ConfirmLink {
  const { sub, day, duty, due, through } = claims.parse(payload);
  return { recipient: sub, day, fingerprint: duty, dueOn: due, validThrough: through };
}
