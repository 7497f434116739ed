import { YifaError } from "../errors.ts";
import type { Ruleset } from "../ruleset/ruleset.ts";
import type { FactDefinition, RecordType } from "../schema/folder.ts";
import { type Facts, type FactValue, type IsoDate, isIsoDate } from "../schema/primitives.ts";
import { didYouMean } from "../text/suggest.ts";

const MAX_TEXT = 10_000;
const MAX_LIST = 100;

type FactProblem = { readonly code: string; readonly message: string; readonly pointer: string };

/**
 * Facts as a client wrote them, nested or dotted, checked against their record type and flattened to dotted names.
 * `null` and blank text count as absent. With `on`, the date of something already done may not lie after that day.
 * @throws {YifaError} `invalid`, the first problem as message, all of them in `details.problems`.
 */
export function normaliseFacts(ruleset: Ruleset, type: string, facts: unknown, on?: IsoDate): Facts {
  const recordType = requireRecordType(ruleset, type);
  const problems: FactProblem[] = [];
  const flat: Record<string, FactValue> = {};
  const byName = new Map(recordType.facts.map((f) => [f.name, f]));
  const prefixes = new Set(recordType.facts.flatMap((f) => prefixesOf(f.name)));
  const visit = (value: unknown, name: string, pointer: string): void => {
    if (value === null || value === undefined) return;
    const fact = byName.get(name);
    if (fact) {
      if (isBlankText(fact, value)) return;
      const problem = checkFact(fact, value, on);
      if (problem) problems.push({ ...problem, pointer });
      else if (Object.hasOwn(flat, name))
        problems.push({ code: "repeated-fact", message: `事实“${name}”给出了两次`, pointer });
      else flat[name] = value as FactValue;
    } else if (prefixes.has(name) && typeof value === "object" && !Array.isArray(value)) {
      for (const [key, inner] of Object.entries(value)) visit(inner, `${name}.${key}`, `${pointer}/${key}`);
    } else {
      const names = [...byName.keys()];
      problems.push({
        code: "unknown-fact",
        message: `“${recordType.label}”没有事实“${name.slice(0, 80)}”${didYouMean(name.slice(0, 80), names)}`,
        pointer,
      });
    }
  };
  if (typeof facts !== "object" || facts === null || Array.isArray(facts)) {
    throw new YifaError("invalid", "wrong-type", 'facts 应为对象，例如 {"decidedOn": "2026-09-28"}', {
      pointer: "/facts",
    });
  }
  for (const [key, value] of Object.entries(facts)) visit(value, key, `/facts/${key}`);
  const first = problems[0];
  if (first)
    throw new YifaError("invalid", first.code, first.message, {
      pointer: first.pointer,
      details: { problems },
    });
  return flat;
}

/** An empty field of a form says nothing; it must not count as a basis or an approver. */
const isBlankText = (fact: FactDefinition, value: unknown): boolean =>
  fact.type === "text" && !fact.values && typeof value === "string" && value.trim() === "";

/** `a.b.c` → `a`, `a.b`. */
function prefixesOf(name: string): string[] {
  const parts = name.split(".");
  return parts.slice(1).map((_, i) => parts.slice(0, i + 1).join("."));
}

/** @throws {YifaError} `invalid` / `unknown-record-type`. */
export function requireRecordType(ruleset: Ruleset, type: unknown): RecordType {
  const recordType = typeof type === "string" ? ruleset.recordTypes.get(type) : undefined;
  if (recordType) return recordType;
  const known = [...ruleset.recordTypes.keys()];
  throw new YifaError(
    "invalid",
    "unknown-record-type",
    `没有记录类型“${String(type).slice(0, 80)}”，可用：${known.join("、")}${didYouMean(String(type).slice(0, 80), known)}`,
    { pointer: "/type" },
  );
}

/** @throws {YifaError} `invalid` / `unknown-agency`. */
export function requireAgency(ruleset: Ruleset, agency: unknown): string {
  const ids = ruleset.directory.agencies.map((a) => a.id);
  if (typeof agency === "string" && ids.includes(agency)) return agency;
  const shown = String(agency).slice(0, 80);
  throw new YifaError(
    "invalid",
    "unknown-agency",
    `通讯录没有机关“${shown}”，应为机关代号，例如 market-regulation${didYouMean(shown, ids)}`,
    {
      pointer: "/agency",
    },
  );
}

function checkFact(
  fact: FactDefinition,
  value: unknown,
  on: IsoDate | undefined,
): Omit<FactProblem, "pointer"> | undefined {
  const shown = fact.personal ? "（略）" : String(JSON.stringify(value)).slice(0, 80);
  const wrong = (code: string, accepted: string) => ({
    code,
    message: `“${fact.label}”（${fact.name}）的值 ${shown} 不可用，${accepted}`,
  });
  switch (fact.type) {
    case "date":
      if (!isIsoDate(value))
        return wrong("impossible-date", "应为真实存在的日期 YYYY-MM-DD，例如 2026-09-28");
      return fact.done && on && value > on ? wrong("future-date", `已经发生的日期不得晚于 ${on}`) : undefined;
    case "boolean":
      return typeof value === "boolean" ? undefined : wrong("wrong-type", "应为 true 或 false");
    case "number":
      if (typeof value !== "number" || !Number.isFinite(value))
        return wrong("wrong-type", "应为数，例如 5000");
      return value < 0 ? wrong("negative", "不得小于 0，例如 5000") : undefined;
    case "list": {
      const good =
        Array.isArray(value) &&
        value.length <= MAX_LIST &&
        value.every((item) => typeof item === "string" && item.length <= 200);
      if (!good) return wrong("wrong-type", '应为文本列表，例如 ["罚款"]');
      const odd = value.find((item) => fact.values && !fact.values.includes(item));
      return odd === undefined
        ? undefined
        : wrong("value-not-listed", `可用：${fact.values?.join("、")}${didYouMean(odd, fact.values ?? [])}`);
    }
    default:
      if (typeof value !== "string" || value.length > MAX_TEXT)
        return wrong("wrong-type", `应为文本，最多 ${MAX_TEXT} 字`);
      if (fact.values && !fact.values.includes(value))
        return wrong("value-not-listed", `可用：${fact.values.join("、")}${didYouMean(value, fact.values)}`);
      return undefined;
  }
}
