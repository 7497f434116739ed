import { readSubject } from "../decide/read-subject.ts";
import type { Subject } from "../entities.ts";
import { YifaError } from "../errors.ts";
import type { Ruleset } from "../ruleset/ruleset.ts";
import type { IsoDate } from "../schema/primitives.ts";
import { type Discharge, readDischarge } from "./discharge.ts";

/** One line of what is simulated: a record, known from a day on, or duties that somebody reports done. */
export type Entry =
  | { readonly record: Subject & { readonly agency: string }; readonly on?: IsoDate }
  | Discharge;

/** Reads `{"type","id","agency","facts","on"?}` or what is reported done. */
export function readEntry(text: string, ruleset: Ruleset): Entry {
  const done = dischargeIn(text);
  if (done !== undefined) return readDischarge(done, ruleset);
  const { subject, on } = readSubject(text, ruleset, undefined);
  const { agency } = subject;
  if (agency === undefined)
    throw new YifaError("invalid", "missing-agency", "缺少 agency，例如 market-regulation", {
      pointer: "/agency",
    });
  return { record: { ...subject, agency }, ...(on !== undefined && { on }) };
}

function dischargeIn(text: string): object | undefined {
  if (!text.includes('"discharge"')) return undefined;
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === "object" && value !== null && Object.hasOwn(value, "discharge")
      ? value
      : undefined;
  } catch {
    return undefined;
  }
}
