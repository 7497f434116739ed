import type { Directory } from "../schema/folder.ts";
import type { Measure } from "./measure.ts";

/** 市司法局督办〔2026〕3号: numbered by issuer and year, whatever the kind. */
export function measureNumber(
  { issuer, kind }: Pick<Measure, "issuer" | "kind">,
  year: string,
  n: number,
  { agencies }: Pick<Directory, "agencies">,
): string {
  const short = agencies.find(({ id }) => id === issuer)?.short ?? issuer;
  return `${short}${kind}〔${year}〕${n}号`;
}
