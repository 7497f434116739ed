/** Stands for packages that the bundles do without (handler-function.ts). */

// As iconv-lite it has one codec under every name. libmime finds it among those that it does not trust, and reads UTF-8.
const codec = {};
export default { getCodec: () => codec };

/** Of `socks`, which only a proxy would ask for. */
export class SocksClient {}

/** Of `jsonpath-plus`: a rule with a path is refused when it is loaded, so this is never called. */
export function JSONPath(): never {
  throw new Error("a path into a fact, which no rule may have");
}
