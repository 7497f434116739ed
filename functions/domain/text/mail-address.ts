import { domainToASCII, domainToUnicode } from "node:url";

/** Addresses as they go over the wire, or why one cannot. `suggestion`: the same address as it should be written. */
export type ReadAddress =
  | { readonly ok: true; readonly ascii: string }
  | { readonly ok: false; readonly reason: string; readonly suggestion?: string };

/** RFC 5321 and 5322, without quotes: one dot between two of the others. */
const LOCAL = /^(?!\.)(?!.*\.\.)(?!.*\.$)[\w.!#$%&'*+/=?^`{|}~-]{1,64}$/;
const LABEL = /^(?!-)[a-z0-9-]{1,63}(?<!-)$/;
const LAST_LABEL = /^[a-z][a-z0-9-]*[a-z0-9]$/;
const MAX_LENGTH = 254;

/** 某@司法局.中国: the domain has an ASCII form, the part before the @ has none that every server takes. */
export function readAddress(address: string): ReadAddress {
  const at = address.lastIndexOf("@");
  const [local, written] = [address.slice(0, at), address.slice(at + 1)];
  if (at < 1 || !LOCAL.test(local))
    return refused("@ 之前应为至多 64 个英文字母、数字和 . _ - 等符号；中文的邮箱名多数服务器不接收，不可用");
  const domain = domainToASCII(written);
  const labels = domain.split(".");
  if (
    labels.length < 2 ||
    !labels.every((label) => LABEL.test(label)) ||
    !LAST_LABEL.test(labels.at(-1) ?? "")
  )
    return refused("域名不可用，应形如 justice.example.org 或者 司法局.中国");
  if (written !== domain && written !== domainToUnicode(domain)) {
    const suggestion = `${local}@${domainToUnicode(domain)}`;
    return { ...refused("域名应当用小写，不得有全角字符和不可见字符"), suggestion };
  }
  const ascii = `${local}@${domain}`;
  return ascii.length > MAX_LENGTH
    ? refused(`过长，域名换成英文写法后超过 ${MAX_LENGTH} 个字符`)
    : { ok: true, ascii };
}

const refused = (reason: string) => ({ ok: false, reason }) as const;
