import { valueProblem } from "../decide/fact-value.ts";
import { readFacts } from "../decide/facts.ts";
import { onceOf } from "../period/occasion.ts";
import { everyOf, parsePeriod } from "../period/period.ts";
import type { Directory } from "../schema/folder.ts";
import { isIsoDate } from "../schema/primitives.ts";
import { EFFECTS, type Rule, type RuleCase } from "../schema/rule.ts";
import { acceptedAgencies, acceptedNames } from "./accepted.ts";
import { calendarRegions } from "./check-calendars.ts";
import { settingProblem } from "./check-settings.ts";
import { type Diagnostic, show } from "./diagnostic.ts";
import { byId, type Entry, factsOfType, type Parts } from "./parts.ts";
import { repeated } from "./repeated.ts";
import type { Path, SourceFile } from "./source-file.ts";
import { unfit } from "./unfit.ts";

type Effect = keyof typeof EFFECTS;
type Subject = "record" | "records" | "period";
type Expected = keyof RuleCase["expect"];

/** What a case of a rule with this effect is about, and what can come of it. */
const FORMS: Readonly<
  Record<Effect, { needs?: Subject; may?: readonly Subject[]; expects: readonly Expected[] }>
> = {
  flag: { needs: "record", expects: ["outcome", "missing", "flag"] },
  gate: { needs: "record", expects: ["outcome", "missing", "gate"] },
  duty: {
    needs: "record",
    expects: ["outcome", "missing", "responsible", "due", "dueAt", "provisional", "status", "late", "light"],
  },
  cadence: { needs: "period", expects: ["outcome", "due", "provisional", "late", "light"] },
  register: { may: ["period"], expects: ["outcome", "due", "provisional", "late"] },
  indicator: {
    needs: "records",
    may: ["period"],
    expects: [
      "outcome",
      "missing",
      "numerator",
      "denominator",
      "required",
      "averageWorkingDays",
      "previousNumerator",
      "previousDenominator",
      "due",
      "provisional",
      "late",
      "light",
    ],
  },
};
const SUBJECTS = { record: "一条台账（record）", records: "多条台账（records）", period: "周期（period）" };

/** A case file against its rule; `rule` is the one beside it. */
export function* checkCases(
  { value: cases, source }: Entry<readonly RuleCase[]>,
  rule: Rule,
  parts: Parts,
): Iterable<Diagnostic> {
  for (const { key, index } of repeated(cases, ({ name }) => name))
    yield source.at(["cases", index, "name"], "repeated-name", `案例“${show(key)}”已在前面列出`, {
      found: key,
    });
  const context = contextOf(rule, source, parts);
  for (const [i, ruleCase] of cases.entries()) {
    const path: Path = ["cases", i];
    if (context.effect) yield* checkForm(ruleCase, context.effect, context, path);
    yield* checkPeriod(ruleCase, context, [...path, "period"]);
    if (ruleCase.record) yield* checkRecord(ruleCase.record, context, [...path, "record"]);
    for (const [n, record] of (ruleCase.records ?? []).entries())
      yield* checkRecord(record, context, [...path, "records", n]);
    yield* checkSettings(ruleCase, context, [...path, "settings"]);
    yield* checkExpected(ruleCase, context, [...path, "expect"]);
  }
}

type Context = ReturnType<typeof contextOf>;

function contextOf(rule: Rule, source: SourceFile, parts: Parts) {
  const version = rule.versions[0];
  const type = rule.versions.find(({ appliesTo }) => appliesTo !== undefined)?.appliesTo;
  const effects = Object.keys(EFFECTS) as Effect[];
  return {
    rule,
    source,
    type,
    effect: effects.find((effect) => version?.[effect] !== undefined),
    recordType: type === undefined ? undefined : byId(parts.recordTypes).get(type),
    facts: factsOfType(parts, type),
    once: rule.versions.flatMap(({ cadence }) => (cadence && onceOf(cadence)?.id) ?? []),
    agencies: parts.directory && agenciesOf(parts.directory.value.agencies),
    settings: parts.settings && new Map(parts.settings.value.values.map((setting) => [setting.id, setting])),
    settingNames: [...(parts.settings?.value.values ?? []), { id: "calendar", label: "工作日历" }],
    calendars: calendarRegions(parts),
  };
}

function agenciesOf(list: Directory["agencies"]) {
  return { list, ids: new Set(list.map(({ id }) => id)) };
}

function* checkForm(
  ruleCase: RuleCase,
  effect: Effect,
  { source, once }: Context,
  path: Path,
): Iterable<Diagnostic> {
  const { needs: usual, may: also = [], expects } = FORMS[effect];
  const [needs, may] = once.length > 0 ? [undefined, ["period"] as const] : [usual, also];
  const of = `“${EFFECTS[effect].label}”规则的案例`;
  if (needs && ruleCase[needs] === undefined)
    yield source.at(path, "case-form", `${of}应当写明${SUBJECTS[needs]}`, { suggestion: needs });
  for (const subject of Object.keys(SUBJECTS) as Subject[])
    if (ruleCase[subject] !== undefined && subject !== needs && !may.includes(subject))
      yield source.at([...path, subject], "case-form", `${of}不得写${SUBJECTS[subject]}`, {
        atKey: true,
        found: subject,
        accepted: needs ? [needs, ...may] : may,
      });
  for (const key of Object.keys(ruleCase.expect) as Expected[])
    if (!expects.includes(key))
      yield source.at([...path, "expect", key], "case-form", `${of}没有“${key}”这项结果`, {
        atKey: true,
        found: key,
        accepted: expects,
      });
}

const PERIODS = { year: "2026", "half-year": "2026-H1", quarter: "2026-Q1", month: "2026-01" } as const;

function* checkPeriod(
  { period }: RuleCase,
  { rule, source, once }: Context,
  path: Path,
): Iterable<Diagnostic> {
  if (period === undefined) return;
  const lengths = rule.versions.flatMap((version) => everyOf(version) ?? []);
  if (lengths.length === 0 && once.length === 0) return;
  const found = parsePeriod(period)?.every;
  if (found === undefined ? once.includes(period) : lengths.includes(found)) return;
  const message = isIsoDate(period)
    ? `规则没有在 ${period} 只办一次的事项`
    : `周期“${period}”与规则的周期长短不同`;
  yield source.at(path, "malformed-period", message, {
    found: period,
    accepted: [...new Set(lengths.map((one) => PERIODS[one])), ...once],
  });
}

function* checkRecord(
  { type, agency, facts }: NonNullable<RuleCase["record"]>,
  context: Context,
  path: Path,
): Iterable<Diagnostic> {
  const { source, recordType } = context;
  if (type !== undefined && context.type !== undefined && type !== context.type)
    yield source.at(
      [...path, "type"],
      "case-type",
      `规则适用于“${context.type}”，案例的台账不能是“${type}”`,
      {
        found: type,
        suggestion: context.type,
      },
    );
  yield* checkAgency(agency, context, [...path, "agency"]);
  if (!recordType || (type !== undefined && type !== context.type)) return;
  for (const { path: inner, ...problem } of readFacts(recordType, facts).problems)
    yield unfit(source, [...path, "facts", ...inner], problem, problem.code === "unknown-fact");
}

function* checkSettings(
  { settings = {} }: RuleCase,
  { source, settings: known, settingNames, calendars }: Context,
  path: Path,
): Iterable<Diagnostic> {
  if (!known) return;
  for (const [id, value] of Object.entries(settings)) {
    const setting = known.get(id);
    const problem = setting && settingProblem(setting, value);
    if (problem) yield unfit(source, [...path, id], problem);
    if (setting) continue;
    if (id !== "calendar")
      yield source.at([...path, id], "unknown-setting", `没有设定“${show(id)}”`, {
        atKey: true,
        found: id,
        ...acceptedNames(settingNames),
      });
    else if (!calendars.includes(String(value)))
      yield source.at([...path, id], "unknown-calendar", `没有工作日历“${show(value)}”`, {
        found: value,
        accepted: calendars,
      });
  }
}

function* checkAgency(
  agency: string | undefined,
  { source, agencies }: Context,
  path: Path,
): Iterable<Diagnostic> {
  if (agency !== undefined && agencies && !agencies.ids.has(agency))
    yield source.at(path, "unknown-agency", `通讯录没有机关“${agency}”`, {
      found: agency,
      ...acceptedAgencies(agencies.list),
    });
}

function* checkExpected({ expect }: RuleCase, context: Context, path: Path): Iterable<Diagnostic> {
  const { rule, source, recordType, facts } = context;
  yield* checkAgency(expect.responsible, context, [...path, "responsible"]);
  for (const [i, name] of (expect.missing ?? []).entries())
    if (facts && !facts.find(name))
      yield source.at([...path, "missing", i], "unknown-fact", `没有事实“${name}”`, {
        found: name,
        accepted: facts.names,
      });
  for (const { key, index } of repeated(expect.missing ?? [], (name) => name))
    yield source.at([...path, "missing", index], "repeated-value", `事实“${key}”重复`, { found: key });
  const flagged = recordType?.facts.find((fact) =>
    rule.versions.some(({ flag }) => flag?.fact === fact.name),
  );
  const problem = flagged && expect.flag !== undefined ? valueProblem(flagged, expect.flag) : undefined;
  if (problem) yield unfit(source, [...path, "flag"], problem);
}
