import type { Measure } from "./measure.ts";

/** What the history says of a measure that has come to its status. */
export function measureReason(measure: Measure): string {
  const { status, kind, issuer, issued, answer, closing } = measure;
  if (status === "drafted") return `拟办${kind}，待${issuer}签发`;
  if (status === "issued") return `${issued?.number}，限${issued?.answerBy}前答复`;
  if (status === "answered") return answer?.text ?? "";
  return closing?.reason ?? "";
}
