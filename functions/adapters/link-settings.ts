import { isSafeAddress } from "./safe-address.ts";

/** Characters of a key: 190 bits where they are letters and digits. */
const SHORTEST_KEY = 32;

/** What links in mails begin with; absent where mails are to have none. */
export function publicUrl(): string | undefined {
  const given = process.env.YIFA_PUBLIC_URL;
  if (!given) return undefined;
  if (isSafeAddress(given)) return given.replace(/\/+$/, "");
  throw new Error(
    `环境变量 YIFA_PUBLIC_URL 的值“${given}”不可用，应为 https 地址，例如 https://yifa.example.org`,
  );
}

/** For the start of a function: whoever puts links into mails has a key for them. */
export function checkLinks(): void {
  if (publicUrl() !== undefined && linkKeys().length === 0)
    throw new Error("环境变量 YIFA_LINK_KEYS 未设置，设置了 YIFA_PUBLIC_URL 的，应一并设置");
}

/** The key that links are signed with now, then those that earlier ones were. None: no link is good. Says nothing of the value. */
export function linkKeys(): Uint8Array[] {
  const given = process.env.YIFA_LINK_KEYS;
  if (!given) return [];
  const keys = given.split(",").map((key) => key.trim());
  if (keys.length <= 2 && keys.every((key) => key.length >= SHORTEST_KEY))
    return keys.map((key) => new TextEncoder().encode(key));
  throw new Error(
    `环境变量 YIFA_LINK_KEYS 不可用，应为现用的密钥，可以再加逗号和前一个密钥，每个不少于 ${SHORTEST_KEY} 个字符`,
  );
}
