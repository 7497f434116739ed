import { TRENDS } from "../schema/period-effects.ts";
import { acceptedNames } from "./accepted.ts";
import type { VersionPlace } from "./check-version.ts";
import type { Diagnostic } from "./diagnostic.ts";
import { isObject, valueAt } from "./json-value.ts";
import { ownFact } from "./own-fact.ts";
import { byId } from "./parts.ts";

const THRESHOLDS = acceptedNames([
  { id: "atLeastRatio", label: "最低比例" },
  { id: "trend", label: "走势" },
  { id: "atMostAverage", label: "平均用时" },
]);

/** What an indicator asks for, and whose records it counts, must go together. */
export function* checkIndicator(place: VersionPlace): Iterable<Diagnostic> {
  const { source, version, path } = place;
  const { indicator } = version;
  if (!isObject(indicator)) return;
  const at = [...path, "indicator"];
  const { over, responsible } = indicator;
  const [first, second] = THRESHOLDS.accepted.filter((name) => indicator[name] !== undefined);
  if (first === undefined)
    yield source.at(at, "indicator-threshold", "指标应当有且只有一种要求，这里没有", THRESHOLDS);
  if (second !== undefined)
    yield source.at(
      [...at, second],
      "indicator-threshold",
      `指标应当有且只有一种要求，这里有 ${first}、${second}；应当分成两条规则`,
      { ...THRESHOLDS, atKey: true },
    );
  yield* checkAverage(place);
  yield* checkTrend(place);
  if (over !== "all" || responsible === undefined) return;
  if (isObject(responsible) && responsible.group === undefined) return;
  yield source.at(
    [...at, "responsible"],
    "indicator-owner",
    "各机关的台账合并核算（over 为 all）的，只能由一个机关负责",
    {
      found: isObject(responsible) ? responsible.group : responsible,
      accepted: ['{"agency": …}', '{"supervisor": …}'],
    },
  );
}

/** From one day or instant of the record to another. */
function* checkAverage(place: VersionPlace): Iterable<Diagnostic> {
  const { source, version, path } = place;
  const at = ["indicator", "atMostAverage"];
  const average = valueAt(version, at);
  if (!isObject(average)) return;
  yield* ownFact(place, average.from, [...at, "from"], "date", "instant");
  yield* ownFact(place, average.to, [...at, "to"], "date", "instant");
  if (average.from === undefined || average.from !== average.to) return;
  yield source.at([...path, ...at, "to"], "compares-with-itself", "截止事实与起算事实相同，用时总是零", {
    found: average.to,
  });
}

/** Which period a record belongs to is said by the date of its type. */
function* checkTrend({ source, version, path, parts }: VersionPlace): Iterable<Diagnostic> {
  const trend = valueAt(version, ["indicator", "trend"]);
  const recordType = byId(parts.recordTypes).get(String(version.appliesTo));
  if (typeof trend !== "string" || !Object.hasOwn(TRENDS, trend)) return;
  if (!recordType || recordType.date !== undefined) return;
  const message = `${recordType.label}没有自己的日期（records 中的 date），分不出上一期的台账，不能看走势`;
  yield source.at([...path, "indicator", "trend"], "indicator-undated", message, { found: trend });
}
