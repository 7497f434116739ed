/** Stands for packages that the bundles do without (handler-function.ts). As iconv-lite it knows no character set, so libmime reads everything as UTF-8. */
export default { getCodec: () => undefined };

/** Of `socks`, which only a proxy would ask for. */
export class SocksClient {}

/** Of `jsonpath-plus`: a rule with a path is refused when it is loaded, so this is never called. */
export function JSONPath(): never {
  throw new Error("a path into a fact, which no rule may have");
}
