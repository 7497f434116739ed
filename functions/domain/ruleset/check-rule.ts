import { addDays } from "../calendar/dates.ts";
import type { Rule, RuleVersion } from "../schema/rule.ts";
import { didYouMean } from "../text/suggest.ts";
import { checkCondition } from "./check-condition.ts";
import type { Diagnostic } from "./diagnostic.ts";
import { factLookup } from "./fact-lookup.ts";
import type { Parts } from "./load.ts";
import type { Path, SourceFile } from "./source-file.ts";

/** Checks one rule file against the rest of the folder. Works on the raw value, so that every mistake is told at once. */
export function checkRule(source: SourceFile, conditions: readonly Path[], parts: Parts): Diagnostic[] {
  const raw = source.value as { versions?: { appliesTo?: unknown }[] };
  const errors = conditions.flatMap((path) => {
    const version = raw.versions?.[path[1] as number];
    const recordType = parts.recordTypes.get(String(version?.appliesTo));
    const { find, names } = factLookup(recordType, parts.settings?.settings);
    return recordType ? checkCondition(source, valueAt(raw, path), path, find, names) : [];
  });
  const loaded = parts.rules.find((r) => r.source === source)?.rule;
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
  return rule.cites.flatMap((cite, i) => {
    if (!("document" in cite)) return [];
    const document = parts.documents.get(cite.document);
    if (!document) {
      return [
        source.at(
          ["cites", i, "document"],
          "unknown-document",
          `没有文件“${cite.document}”${didYouMean(cite.document, [...parts.documents.keys()])}`,
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

function checkVersion(version: RuleVersion, source: SourceFile, path: Path, parts: Parts): Diagnostic[] {
  const errors: Diagnostic[] = [];
  const recordType = version.appliesTo === undefined ? undefined : parts.recordTypes.get(version.appliesTo);
  const needsType = !version.cadence && !version.register;
  if (version.appliesTo !== undefined && !recordType) {
    const types = [...parts.recordTypes.keys()];
    errors.push(
      source.at(
        [...path, "appliesTo"],
        "unknown-record-type",
        `没有记录类型“${version.appliesTo}”，可用：${types.join("、")}${didYouMean(version.appliesTo, types)}`,
      ),
    );
  } else if (needsType && !recordType) errors.push(source.at(path, "missing-key", "缺少键“appliesTo”"));
  const { find, names } = factLookup(recordType, parts.settings?.settings);
  const fact = (name: string | undefined, at: Path, type?: string): void => {
    if (name === undefined || !recordType) return;
    const known = find(name);
    if (!known)
      errors.push(source.at(at, "unknown-fact", `记录类型没有事实“${name}”${didYouMean(name, names)}`));
    else if (type && known.type !== type)
      errors.push(source.at(at, "fact-type", `“${known.label}”是 ${known.type}，此处应为 ${type}`));
  };
  const ladders = [version.duty?.ladder, version.cadence?.ladder, version.indicator?.breach.ladder].filter(
    (l) => l !== undefined,
  );
  for (const ladder of ladders) {
    if (parts.ladders.has(ladder)) continue;
    const effect = version.duty ? "duty" : version.cadence ? "cadence" : "indicator";
    const at = effect === "indicator" ? [...path, effect, "breach", "ladder"] : [...path, effect, "ladder"];
    errors.push(
      source.at(
        at,
        "unknown-ladder",
        `没有催办阶梯“${ladder}”，可用：${[...parts.ladders.keys()].join("、")}${didYouMean(ladder, [...parts.ladders.keys()])}`,
      ),
    );
  }
  if (version.gate && recordType && !recordType.steps.includes(version.gate.step)) {
    errors.push(
      source.at(
        [...path, "gate", "step"],
        "unknown-step",
        `“${recordType.label}”没有环节“${version.gate.step}”，可用：${recordType.steps.join("、")}`,
      ),
    );
  }
  fact(version.flag?.fact, [...path, "flag", "fact"]);
  const due = version.duty?.due;
  if (due && "after" in due) {
    for (const name of [due.after].flat()) fact(name, [...path, "duty", "due", "after"], "date");
    if (typeof due.count === "object")
      fact(due.count.fact, [...path, "duty", "due", "count", "fact"], "number");
  }
  fact(version.duty?.dischargedBy, [...path, "duty", "dischargedBy"], "date");
  version.duty?.evidence?.forEach((name, i) => {
    fact(name, [...path, "duty", "evidence", i]);
  });
  return errors;
}
