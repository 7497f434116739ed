import type { Subject } from "../entities.ts";
import { YifaError } from "../errors.ts";
import type { Ruleset } from "../ruleset/ruleset.ts";
import { type IsoDate, isIsoDate } from "../schema/primitives.ts";
import { hasHalfCharacter } from "../text/half-characters.ts";
import { didYouMean } from "../text/suggest.ts";
import { normaliseFacts, requireAgency, requireRecordType } from "./facts.ts";

const KEYS = ["type", "id", "agency", "facts", "on"];

/** Reads one record of a JSON text: `{"type","id","agency","facts","on"?}`. `on` stands in where it gives no day. */
export function readSubject<Day extends IsoDate | undefined>(
  text: string,
  ruleset: Ruleset,
  on: Day,
): { subject: Subject; on: IsoDate | Day } {
  const value = parse(text);
  const unknown = Object.keys(value).find((key) => !KEYS.includes(key));
  if (unknown !== undefined) {
    throw new YifaError(
      "invalid",
      "unknown-key",
      `不认识的键“${unknown.slice(0, 80)}”，可用：${KEYS.join("、")}${didYouMean(unknown.slice(0, 80), KEYS)}`,
      {
        pointer: `/${unknown}`,
      },
    );
  }
  requireRecordType(ruleset, value.type);
  if (typeof value.id !== "string" || value.id === "" || value.id.length > 200) {
    throw new YifaError("invalid", "invalid-id", 'id 应为 1 至 200 字的文本，例如 "A-1"', { pointer: "/id" });
  }
  if (value.on !== undefined && !isIsoDate(value.on)) {
    throw new YifaError(
      "invalid",
      "impossible-date",
      `on 的值“${String(value.on).slice(0, 40)}”应为 YYYY-MM-DD，例如 2026-09-28`,
      { pointer: "/on" },
    );
  }
  const day = value.on === undefined ? on : (value.on as IsoDate);
  const agency = value.agency === undefined ? {} : { agency: requireAgency(ruleset, value.agency) };
  const facts = normaliseFacts(ruleset, value.type as string, value.facts ?? {});
  return { subject: { type: value.type as string, id: value.id, facts, ...agency }, on: day };
}

function parse(text: string): Record<string, unknown> {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (error) {
    // What else the parser says repeats the text, which may name persons.
    const [, position] = /position (\d+)/.exec((error as Error).message) ?? [];
    const where = position === undefined ? "" : `，第${Number(position) + 1}个字符处有误`;
    throw new YifaError("invalid", "not-json", `不是合法的 JSON${where}`, { pointer: "" });
  }
  if (hasHalfCharacter(value))
    throw new YifaError(
      "invalid",
      "half-character",
      "文本中有不完整的字符（单独的 \\ud800 至 \\udfff），应当删去",
      {
        pointer: "",
      },
    );
  if (typeof value === "object" && value !== null && !Array.isArray(value))
    return value as Record<string, unknown>;
  throw new YifaError(
    "invalid",
    "wrong-type",
    '应为对象，例如 {"type": "enforcement-decision", "id": "A-1", "facts": {}}',
    { pointer: "" },
  );
}
