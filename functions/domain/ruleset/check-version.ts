import type { Responsible, RuleVersion } from "../schema/rule.ts";
import { didYouMean } from "../text/suggest.ts";
import type { Diagnostic } from "./diagnostic.ts";
import { byId, factsOfType, type Parts } from "./parts.ts";
import type { Path, SourceFile } from "./source-file.ts";

type Place = {
  readonly version: RuleVersion;
  readonly source: SourceFile;
  readonly path: Path;
  readonly parts: Parts;
};

/** Checks that everything a version names is there: record type, facts, step, ladder, agencies. */
export function checkVersion(
  version: RuleVersion,
  source: SourceFile,
  path: Path,
  parts: Parts,
): Diagnostic[] {
  const place = { version, source, path, parts };
  return [
    ...checkRecordType(place),
    ...checkFacts(place),
    ...checkStep(place),
    ...checkLadders(place),
    ...checkResponsible(place),
  ];
}

function checkRecordType({ version, source, path, parts }: Place): Diagnostic[] {
  const { appliesTo } = version;
  if (appliesTo === undefined) {
    const needed = !version.cadence && !version.register;
    return needed ? [source.at(path, "missing-key", "缺少键“appliesTo”")] : [];
  }
  return checkName(
    at(source, [...path, "appliesTo"]),
    "unknown-record-type",
    "记录类型",
    appliesTo,
    parts.recordTypes.map(({ value }) => value.id),
  );
}

function checkFacts({ version, source, path, parts }: Place): Diagnostic[] {
  const facts = factsOfType(parts, version.appliesTo);
  if (!facts) return [];
  const { find, names } = facts;
  const check = (name: string, at: Path, type?: string): Diagnostic[] => {
    const known = find(name);
    if (!known) return [source.at(at, "unknown-fact", `记录类型没有事实“${name}”${didYouMean(name, names)}`)];
    if (type === undefined || known.type === type) return [];
    return [source.at(at, "fact-type", `“${known.label}”是 ${known.type}，此处应为 ${type}`)];
  };
  const { duty, flag } = version;
  const due = duty?.due;
  const after = due && "after" in due ? [due.after].flat() : [];
  const count = due && "after" in due && typeof due.count === "object" ? [due.count.fact] : [];
  return [
    ...(flag ? check(flag.fact, [...path, "flag", "fact"]) : []),
    ...after.flatMap((name) => check(name, [...path, "duty", "due", "after"], "date")),
    ...count.flatMap((name) => check(name, [...path, "duty", "due", "count", "fact"], "number")),
    ...(duty?.dischargedBy === undefined
      ? []
      : check(duty.dischargedBy, [...path, "duty", "dischargedBy"], "date")),
    ...(duty?.evidence ?? []).flatMap((name, i) => check(name, [...path, "duty", "evidence", i])),
  ];
}

function checkStep({ version, source, path, parts }: Place): Diagnostic[] {
  const recordType = byId(parts.recordTypes).get(version.appliesTo ?? "");
  const step = version.gate?.step;
  if (step === undefined || !recordType || recordType.steps.includes(step)) return [];
  const message = `“${recordType.label}”没有环节“${step}”，可用：${recordType.steps.join("、") || "无"}`;
  return [source.at([...path, "gate", "step"], "unknown-step", message)];
}

function checkLadders({ version, source, path, parts }: Place): Diagnostic[] {
  const { duty, cadence, indicator } = version;
  const used: [string, Path][] = [
    ...(duty ? [[duty.ladder, ["duty", "ladder"]] as [string, Path]] : []),
    ...(cadence ? [[cadence.ladder, ["cadence", "ladder"]] as [string, Path]] : []),
    ...(indicator ? [[indicator.breach.ladder, ["indicator", "breach", "ladder"]] as [string, Path]] : []),
  ];
  const known = parts.ladders.map(({ value }) => value.id);
  return used.flatMap(([name, where]) =>
    checkName(at(source, [...path, ...where]), "unknown-ladder", "催办阶梯", name, known),
  );
}

function checkResponsible({ version, source, path, parts }: Place): Diagnostic[] {
  const directory = parts.directory?.value;
  if (!directory) return [];
  const { duty, cadence, indicator, register, flag } = version;
  const named: [Responsible | undefined, Path][] = [
    [duty?.responsible, ["duty", "responsible"]],
    [cadence?.responsible, ["cadence", "responsible"]],
    [indicator?.responsible, ["indicator", "responsible"]],
    [register?.keeper, ["register", "keeper"]],
    [flag?.report && { supervisor: flag.report.supervisor }, ["flag", "report"]],
  ];
  return named.flatMap(([responsible, below]) => {
    if (responsible === undefined || responsible === "record.agency") return [];
    const where = (key: string) => at(source, [...path, ...below, key]);
    if ("agency" in responsible) {
      return checkName(
        where("agency"),
        "unknown-agency",
        "机关",
        responsible.agency,
        directory.agencies.map((a) => a.id),
      );
    }
    if ("supervisor" in responsible) {
      return checkName(
        where("supervisor"),
        "unknown-supervisor",
        "监督机关",
        responsible.supervisor,
        Object.keys(directory.supervisors),
      );
    }
    if (duty) {
      return [
        source.at(
          [...path, ...below],
          "group-not-allowed",
          "一条台账上的应办事项只能有一个责任机关，例如 record.agency；一组机关用于 cadence、indicator 和 register",
        ),
      ];
    }
    return checkName(
      where("group"),
      "unknown-group",
      "机关分组",
      responsible.group,
      directory.groups.map((g) => g.id),
    );
  });
}

type At = { readonly source: SourceFile; readonly path: Path };
const at = (source: SourceFile, path: Path): At => ({ source, path });

function checkName(
  { source, path }: At,
  code: string,
  what: string,
  name: string,
  known: readonly string[],
): Diagnostic[] {
  if (known.includes(name)) return [];
  const listed = known.length > 12 ? `${known.slice(0, 12).join("、")}等` : known.join("、");
  return [source.at(path, code, `没有${what}“${name}”，可用：${listed}${didYouMean(name, known)}`)];
}
