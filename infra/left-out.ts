/** Stands for packages that the bundles do without (bundle.ts). */

// As iconv-lite it has one codec under every name. libmime finds it among those that it does not trust, and reads UTF-8.
const codec = {};
export default { getCodec: () => codec };

/** Of `socks`, which only a proxy would ask for. */
export class SocksClient {}

/** Of `jsonpath-plus`: a rule with a path is refused when it is loaded, so this is never called. */
export function JSONPath(): never {
  throw new Error("a path into a fact, which no rule may have");
}

/** Of the tables of file types in nodemailer and libmime: each attachment of ours names its type and its file. */
export const detectMimeType = (): string => "application/octet-stream";
export const detectExtension = (): string => "bin";
export const [list, extensions] = [{}, {}];
