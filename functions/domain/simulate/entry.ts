import { readSubject } from "../decide/read-subject.ts";
import { parseDutyId } from "../duty/duty-id.ts";
import type { Subject } from "../entities.ts";
import { YifaError } from "../errors.ts";
import type { Ruleset } from "../ruleset/ruleset.ts";
import { type IsoDate, isIsoDate } from "../schema/primitives.ts";

/** One line of what is simulated: a record, known from a day on, or a duty that somebody reports done. */
export type Entry =
  | { readonly record: Subject & { readonly agency: string }; readonly on?: IsoDate }
  | { readonly discharge: string; readonly on: IsoDate };

/** Reads `{"type","id","agency","facts","on"?}` or `{"discharge": duty id, "on": date}`. */
export function readEntry(text: string, ruleset: Ruleset): Entry {
  const discharge = readDischarge(text);
  if (discharge) return discharge;
  const { subject, on } = readSubject(text, ruleset, undefined);
  const { agency } = subject;
  if (agency === undefined)
    throw new YifaError("invalid", "missing-agency", "缺少 agency，例如 market-regulation", {
      pointer: "/agency",
    });
  return { record: { ...subject, agency }, ...(on !== undefined && { on }) };
}

function readDischarge(text: string): Entry | undefined {
  if (!text.includes('"discharge"')) return undefined;
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return undefined;
  }
  if (typeof value !== "object" || value === null || !("discharge" in value)) return undefined;
  const { discharge, on, ...rest } = value as { discharge: unknown; on?: unknown };
  if (typeof discharge !== "string" || !isIsoDate(on) || Object.keys(rest).length > 0)
    throw new YifaError(
      "invalid",
      "invalid-discharge",
      '办结应写成 {"discharge": 事项编号, "on": 日期}，例如 {"discharge": "period:housing:2026:disclosure.annual-statistics:1", "on": "2026-01-30"}',
      { pointer: "/discharge" },
    );
  parseDutyId(discharge);
  return { discharge, on };
}
