import { YifaError } from "../errors.ts";
import type { Ruleset } from "../ruleset/ruleset.ts";
import type { FactDefinition, RecordType } from "../schema/folder.ts";
import type { Facts, FactValue, IsoDate } from "../schema/primitives.ts";
import { didYouMean } from "../text/suggest.ts";
import { asKept, type ValueProblem, valueProblem } from "./fact-value.ts";

/** One mistake in a record's facts, `path` being where it stands in them. */
type FactProblem = ValueProblem & { readonly path: readonly string[] };

/**
 * Facts as a client wrote them, nested or dotted, checked against their record type and flattened to dotted names.
 * `null` and blank text count as absent. With `on`, the date of something already done may not lie after that day.
 * @throws {YifaError} `invalid`, the first problem as message, all of them in `details.problems`.
 */
export function normaliseFacts(ruleset: Ruleset, type: string, facts: unknown, on?: IsoDate): Facts {
  const recordType = requireRecordType(ruleset, type);
  if (typeof facts !== "object" || facts === null || Array.isArray(facts)) {
    throw new YifaError("invalid", "wrong-type", 'facts 应为对象，例如 {"decidedOn": "2026-09-28"}', {
      pointer: "/facts",
    });
  }
  const read = readFacts(recordType, facts, on);
  const problems = read.problems.map(({ code, path, ...problem }) => ({
    code,
    message: sentence({ code, ...problem }),
    pointer: `/facts${path.map((key) => `/${key.replaceAll("~", "~0").replaceAll("/", "~1")}`).join("")}`,
  }));
  const first = problems[0];
  if (!first) return read.facts;
  throw new YifaError("invalid", first.code, first.message, {
    pointer: first.pointer,
    details: { problems },
  });
}

/** The same without an exception: what could be read, and every mistake. */
export function readFacts(
  recordType: RecordType,
  facts: object,
  on?: IsoDate,
): { facts: Facts; problems: FactProblem[] } {
  const problems: FactProblem[] = [];
  const flat: Record<string, FactValue> = {};
  const byName = new Map(recordType.facts.map((f) => [f.name, f]));
  const prefixes = new Set(recordType.facts.flatMap((f) => prefixesOf(f.name)));
  let labels: Readonly<Record<string, string>> | undefined;
  const visit = (value: unknown, name: string, path: readonly string[]): void => {
    if (value === null || value === undefined) return;
    const fact = byName.get(name);
    if (fact) {
      if (isBlankText(fact, value)) return;
      const problem = valueProblem(fact, value, on);
      if (problem) problems.push({ ...problem, path });
      else if (Object.hasOwn(flat, name))
        problems.push({ code: "repeated-fact", message: `事实“${name}”给出了两次`, path });
      else flat[name] = asKept(fact, value as FactValue);
    } else if (prefixes.has(name) && typeof value === "object" && !Array.isArray(value)) {
      for (const [key, inner] of Object.entries(value)) visit(inner, `${name}.${key}`, [...path, key]);
    } else {
      const found = name.slice(0, 80);
      const message = `“${recordType.label}”没有事实“${found}”`;
      labels ??= Object.fromEntries(recordType.facts.map((f) => [f.name, f.label]));
      problems.push({ code: "unknown-fact", message, found, accepted: [...byName.keys()], labels, path });
    }
  };
  for (const [key, value] of Object.entries(facts)) visit(value, key, [key]);
  return { facts: flat, problems };
}

/** The accepted values of a fact are listed, the facts of a record type are too many for that. */
function sentence({ code, message, found, accepted }: ValueProblem): string {
  if (found === undefined || accepted === undefined) return message;
  const listed = code === "value-not-listed" ? `，可用：${accepted.join("、")}` : "";
  return `${message}${listed}${didYouMean(found, accepted)}`;
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
