import { TRENDS } from "../schema/period-effects.ts";
import { acceptedNames } from "./accepted.ts";
import type { VersionPlace } from "./check-version.ts";
import type { Diagnostic } from "./diagnostic.ts";
import { isObject, valueAt } from "./json-value.ts";
import { byId } from "./parts.ts";

const THRESHOLDS = acceptedNames([
  { id: "atLeastRatio", label: "最低比例" },
  { id: "trend", label: "走势" },
]);

/** What an indicator asks for, and whose records it counts, must go together. */
export function* checkIndicator(place: VersionPlace): Iterable<Diagnostic> {
  const { source, version, path } = place;
  const { indicator } = version;
  if (!isObject(indicator)) return;
  const at = [...path, "indicator"];
  const { atLeastRatio, trend, over, responsible } = indicator;
  if (atLeastRatio === undefined && trend === undefined)
    yield source.at(at, "indicator-threshold", "指标应当有且只有一种要求，这里没有", THRESHOLDS);
  if (atLeastRatio !== undefined && trend !== undefined)
    yield source.at(
      [...at, "trend"],
      "indicator-threshold",
      "指标应当有且只有一种要求，这里有 atLeastRatio、trend；应当分成两条规则",
      { ...THRESHOLDS, atKey: true },
    );
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

/** Which period a record belongs to is said by the date of its type. */
function* checkTrend({ source, version, path, parts }: VersionPlace): Iterable<Diagnostic> {
  const trend = valueAt(version, ["indicator", "trend"]);
  const recordType = byId(parts.recordTypes).get(String(version.appliesTo));
  if (typeof trend !== "string" || !Object.hasOwn(TRENDS, trend)) return;
  if (!recordType || recordType.date !== undefined) return;
  const message = `${recordType.label}没有自己的日期（records 中的 date），分不出上一期的台账，不能看走势`;
  yield source.at([...path, "indicator", "trend"], "indicator-undated", message, { found: trend });
}
