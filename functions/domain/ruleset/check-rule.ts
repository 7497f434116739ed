import { addDays } from "../calendar/dates.ts";
import type { Rule } from "../schema/rule.ts";
import { didYouMean } from "../text/suggest.ts";
import { checkCondition } from "./check-condition.ts";
import { checkVersion } from "./check-version.ts";
import type { Diagnostic } from "./diagnostic.ts";
import { byId, factsOfType, type Parts } from "./parts.ts";
import type { Path, SourceFile } from "./source-file.ts";

/** Checks one rule file against the rest of the folder. Works on the raw value, so that every mistake is told at once. */
export function checkRule(source: SourceFile, conditions: readonly Path[], parts: Parts): Diagnostic[] {
  const raw = source.value as { versions?: { appliesTo?: unknown }[] };
  const errors = conditions.flatMap((path) => {
    const version = raw.versions?.[path[1] as number];
    const facts = factsOfType(parts, version?.appliesTo);
    return facts ? checkCondition(source, valueAt(raw, path), path, facts.find, facts.names) : [];
  });
  const loaded = parts.rules.find((r) => r.source === source)?.value;
  if (!loaded) return errors;
  return [
    ...errors,
    ...checkCitations(loaded, source, parts),
    ...checkVersions(loaded, source),
    ...loaded.versions.flatMap((version, i) => checkVersion(version, source, ["versions", i], parts)),
  ];
}

function valueAt(value: unknown, path: Path): unknown {
  return path.reduce<unknown>((v, key) => (v as never)[key], value);
}

function checkCitations(rule: Rule, source: SourceFile, parts: Parts): Diagnostic[] {
  const documents = byId(parts.documents);
  return rule.cites.flatMap((cite, i) => {
    if (!("document" in cite)) return [];
    const document = documents.get(cite.document);
    if (!document) {
      return [
        source.at(
          ["cites", i, "document"],
          "unknown-document",
          `没有文件“${cite.document}”${didYouMean(cite.document, [...documents.keys()])}`,
        ),
      ];
    }
    const duties = document.clauses.flatMap((c) => c.duties.map((d) => d.duty));
    if (duties.includes(cite.duty)) return [];
    return [
      source.at(
        ["cites", i, "duty"],
        "unknown-duty",
        `“${document.number}”没有条目“${cite.duty}”${didYouMean(cite.duty, duties)}`,
      ),
    ];
  });
}

function checkVersions(rule: Rule, source: SourceFile): Diagnostic[] {
  return rule.versions.flatMap((version, i) => {
    const path: Path = ["versions", i, "effectiveFrom"];
    if (version.effectiveTo && version.effectiveTo < version.effectiveFrom) {
      return [
        source.at(
          ["versions", i, "effectiveTo"],
          "effective-order",
          `effectiveTo ${version.effectiveTo} 早于 effectiveFrom ${version.effectiveFrom}`,
        ),
      ];
    }
    const before = rule.versions[i - 1];
    if (!before) return [];
    const expected = before.effectiveTo && addDays(before.effectiveTo, 1);
    if (version.effectiveFrom === expected) return [];
    return [
      source.at(
        path,
        "version-gap",
        `上一版本到 ${before.effectiveTo ?? "（未写）"}，本版本应从 ${expected ?? "其后一日"} 起，不得重叠或留空`,
      ),
    ];
  });
}
