/** Stands for packages that the bundles do without (handler-function.ts). As iconv-lite it knows no character set, so libmime reads everything as UTF-8. */
export default { getCodec: () => undefined };

/** Of `socks`, which only a proxy would ask for. */
export class SocksClient {}
