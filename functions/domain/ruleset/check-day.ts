import type { Every } from "../period/period.ts";
import { EVERY } from "../schema/due.ts";
import { monthDay } from "../schema/primitives.ts";
import type { VersionPlace } from "./check-version.ts";
import { type Diagnostic, type DiagnosticDetails, show } from "./diagnostic.ts";
import { isObject, type Json } from "./json-value.ts";
import { periodSetting } from "./period-setting.ts";
import type { Path } from "./source-file.ts";

/** The day of a period: as it stands in the rule, or in each value that a setting may take. */
export function* checkDay(place: VersionPlace, { on, every }: Json, where: Path): Iterable<Diagnostic> {
  const at = [...place.path, ...where, "on"];
  if (typeof every !== "string" || !Object.hasOwn(EVERY, every)) return;
  if (isObject(on)) yield* checkSetting(place, on.fact, every as Every, [...at, "fact"]);
  else if (typeof on === "string")
    for (const { code, message, ...details } of problems(on, every as Every))
      yield place.source.at(at, code, message, details);
}

function* checkSetting(place: VersionPlace, fact: unknown, every: Every, at: Path): Iterable<Diagnostic> {
  const setting = yield* periodSetting(place, fact, { fits: isMonthDay, needs: "月-日，例如 03-31" }, at);
  for (const { value } of setting?.accepted ?? [])
    for (const { code, message } of problems(String(value), every))
      yield place.source.at(at, code, `设定“${show(setting?.label ?? "")}”的值 ${value} 不可用：${message}`, {
        found: String(fact),
      });
}

export const isMonthDay = (value: unknown): boolean => monthDay.safeParse(value).success;

/** Last months of the periods that have them. */
const LAST_MONTHS = new Map<Every, readonly string[]>([
  ["half-year", ["06", "12"]],
  ["quarter", ["03", "06", "09", "12"]],
]);
const SHORT_MONTHS: Readonly<Record<string, number>> = { "02": 29, "04": 30, "06": 30, "09": 30, "11": 30 };

type Problem = { readonly code: string; readonly message: string } & DiagnosticDetails;

/** `MM-DD` must exist, in a leap year at least, and lie where its period ends. */
function* problems(on: string, every: Every): Iterable<Problem> {
  if (!/^\d\d-\d\d$/.test(on)) return;
  const [month, day] = on.split("-") as [string, string];
  const last = SHORT_MONTHS[month] ?? 31;
  if (Number(day) > last)
    yield {
      code: "impossible-date",
      message: `${Number(month)}月没有${Number(day)}日`,
      found: on,
      suggestion: `${month}-${last}`,
    };
  const months = LAST_MONTHS.get(every);
  if (months && !months.includes(month))
    yield {
      code: "month-day",
      message: `${EVERY[every].label}的届满日应当落在期末月份`,
      found: on,
      accepted: months.map(
        (one) => `${one}-${String(Math.min(Number(day), SHORT_MONTHS[one] ?? 31)).padStart(2, "0")}`,
      ),
    };
}
