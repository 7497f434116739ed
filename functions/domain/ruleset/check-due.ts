import { type Every, nextPeriod, type Period, parsePeriod, periodOf } from "../period/period.ts";
import { EVERY } from "../schema/due.ts";
import { type IsoDate, isIsoDate, QUANTITIES, UNITS } from "../schema/primitives.ts";
import { isYears, YEARS } from "../schema/years.ts";
import { checkDay } from "./check-day.ts";
import { unitName } from "./check-value.ts";
import type { VersionPlace } from "./check-version.ts";
import type { Diagnostic } from "./diagnostic.ts";
import { isObject, type Json, valueAt } from "./json-value.ts";
import { called, resolveFact } from "./named-fact.ts";
import { ownFact } from "./own-fact.ts";
import { factsOfType } from "./parts.ts";
import { periodSetting } from "./period-setting.ts";
import { repeated } from "./repeated.ts";

/** Checks every due date of a version: on records, of periods, after a breach, for looking again. */
export function* checkDue(place: VersionPlace): Iterable<Diagnostic> {
  const { version } = place;
  for (const where of [
    ["duty", "due"],
    ["cadence", "due"],
    ["indicator", "breach", "due"],
    ["register", "lookAgain"],
  ]) {
    const due = valueAt(version, where);
    if (!isObject(due)) continue;
    yield* checkSource(place, due, where);
    if (where[0] === "duty") yield* checkDuty(place, due, where);
    if (where[0] === "cadence") yield* checkOnce(place, due, where);
    if (due.after !== undefined) yield* checkCount(place, due, where);
    else if (due.every !== undefined) yield* checkDay(place, due, where);
  }
  yield* checkFirstPeriod(place);
  yield* checkYears(place);
}

/** A cadence comes round with its periods, from the first one on, or once on its date. */
function* checkOnce(place: VersionPlace, due: Json, where: readonly string[]): Iterable<Diagnostic> {
  const { source, version, path } = place;
  const once = due.every === undefined && isIsoDate(due.on);
  for (const { name, title, example } of [
    { name: "covers", title: "所报周期", example: "previous" },
    { name: "firstPeriod", title: "首期", example: "2020" },
    { name: "years", title: "年份" },
  ]) {
    const at = [...path, "cadence", name];
    const written = valueAt(version, ["cadence", name]) !== undefined;
    if (once && written)
      yield source.at(at, "key-not-used", `只办一次的事项（期限为固定日期）不看“${name}”，应当删去`, {
        found: name,
        atKey: true,
      });
    else if (due.every !== undefined && !written && example !== undefined)
      yield source.at(at, "missing-key", `缺少键“${name}”（${title}），例如 "${name}": "${example}"`);
  }
  if (once) yield* checkInForce(place, due.on as IsoDate, where);
}

/** What is to be done once falls due while the version is in force; otherwise it would never be opened. */
function* checkInForce(
  { source, version, path }: VersionPlace,
  on: IsoDate,
  where: readonly string[],
): Iterable<Diagnostic> {
  const { effectiveFrom: from, effectiveTo: to } = version;
  const at = [...path, ...where, "on"];
  if (isIsoDate(from) && on < from)
    yield source.at(at, "due-before-effective", `届满日 ${on} 早于施行日期 ${from}`, { found: on });
  if (where[0] === "cadence" && isIsoDate(to) && on > to)
    yield source.at(
      at,
      "due-after-end",
      `届满日 ${on} 晚于最后施行日 ${to}，届时本版本已经停止施行，事项不会产生`,
      { found: on },
    );
}

/** A limit that another law sets names that law. */
function* checkSource(
  { source, path, rule }: VersionPlace,
  due: Json,
  where: readonly string[],
): Iterable<Diagnostic> {
  const cites = Array.isArray(rule.cites) ? rule.cites : [];
  if (due.source !== "law" || cites.some((cite) => isObject(cite) && cite.law !== undefined)) return;
  yield source.at(
    [...path, ...where, "source"],
    "law-not-cited",
    '期限来源是 law（法律规定），依据 cites 中应当引用该法律，例如 {"law": "行政处罚法", "article": "48"}',
    { found: due.source },
  );
}

function* checkDuty(place: VersionPlace, due: Json, where: readonly string[]): Iterable<Diagnostic> {
  const { source, path } = place;
  if (due.every !== undefined && due.after === undefined)
    yield source.at(
      [...path, ...where, "every"],
      "due-form",
      "一条台账上的应办事项没有周期，期限应为 after（自某日起）或者 on（固定日期）；每期一次的写成 cadence（周期事项）",
      { found: due.every, atKey: true },
    );
  else if (due.after === undefined && isIsoDate(due.on)) yield* checkInForce(place, due.on, where);
  const names = Array.isArray(due.after) ? due.after : [];
  for (const { key, index } of repeated(names, (name) => String(name)))
    yield source.at([...path, ...where, "after", index], "repeated-value", `起算事实“${key}”重复`, {
      found: key,
    });
  if (typeof due.after === "string") yield* ownFact(place, due.after, [...where, "after"], "date", "instant");
  for (const [i, name] of names.entries())
    yield* ownFact(place, name, [...where, "after", i], "date", "instant");
}

function* checkCount(place: VersionPlace, due: Json, where: readonly string[]): Iterable<Diagnostic> {
  const { source, version, path, parts } = place;
  const { count, unit, roll } = due;
  const at = [...path, ...where, "count"];
  if (unit === "working-day" && roll !== undefined)
    yield source.at(
      [...path, ...where, "roll"],
      "key-not-used",
      "按工作日计算的期限不会落在休息日，不看“roll”（遇休息日），应当删去",
      { found: "roll", atKey: true },
    );
  if (typeof unit !== "string" || !Object.hasOwn(UNITS, unit)) return;
  const { label } = UNITS[unit as keyof typeof UNITS];
  if (typeof count === "number" && !Number.isInteger(count) && unit !== "working-day")
    yield source.at(at, "count-unit", `只有工作日可以写半天，按${label}计算的应为整数`, { found: count });
  if (!isObject(count)) return;
  const facts = factsOfType(parts, version.appliesTo);
  const fact = yield* resolveFact({ source, facts }, count.fact, [...at, "fact"]);
  if (!fact) return;
  const ofRecord = where[0] === "indicator" && !fact.name.startsWith("setting.");
  if (fact.type !== "number" || ofRecord) {
    const needed = ofRecord ? "指标没有台账，数量只能写在设定（setting.…）里" : "数量所在的事实应为数";
    yield source.at([...at, "fact"], "fact-type", `${called(fact)}不可用：${needed}`, { found: fact.name });
    return;
  }
  const wanted = Object.hasOwn(QUANTITIES, unit) ? unit : undefined;
  if (fact.unit !== wanted)
    yield source.at(
      [...at, "fact"],
      "unit-mismatch",
      `期限按“${label}”计算，${called(fact)}的单位是${unitName(fact.unit)}`,
      { found: fact.name },
    );
}

function* checkFirstPeriod({ source, version, path, rule }: VersionPlace): Iterable<Diagnostic> {
  const first = valueAt(version, ["cadence", "firstPeriod"]);
  const every = valueAt(version, ["cadence", "due", "every"]);
  const period = typeof first === "string" ? parsePeriod(first) : undefined;
  if (!period || typeof every !== "string" || !Object.hasOwn(EVERY, every)) return;
  const at = [...path, "cadence", "firstPeriod"];
  const effectiveFrom = valueAt(rule, ["versions", 0, "effectiveFrom"]);
  if (period.every !== every) {
    const message = `周期是${EVERY[every as Every].label}，首期“${first}”的写法与其不符`;
    yield source.at(at, "first-period", message, {
      found: first,
      accepted: [FORMS[every as Every]],
    });
  } else if (isIsoDate(effectiveFrom) && period.startsOn < effectiveFrom)
    yield source.at(
      at,
      "first-period",
      `首期“${first}”自 ${period.startsOn} 起，早于规则施行日期 ${effectiveFrom}`,
      { found: first, suggestion: firstPeriodFrom(every as Every, effectiveFrom).id },
    );
}

function* checkYears(place: VersionPlace): Iterable<Diagnostic> {
  const below = ["cadence", "years", "fact"];
  const words = Object.entries(YEARS).map(([word, { label }]) => `${word}（${label}）`);
  const wanted = { fits: isYears, needs: words.join("、") };
  yield* periodSetting(place, valueAt(place.version, below), wanted, [...place.path, ...below]);
}

const FORMS = { year: "2020", "half-year": "2020-H1", quarter: "2020-Q1", month: "2020-01" } as const;

function firstPeriodFrom(every: Every, on: IsoDate): Period {
  const period = periodOf(every, on);
  return period.startsOn < on ? nextPeriod(period) : period;
}
