import { YifaError } from "../errors.ts";
import { type Period, parsePeriod } from "../period/period.ts";
import type { IsoDate } from "../schema/primitives.ts";

/**
 * The half of a year that is reported on, as `2026H2` or `2026-H2`.
 * @throws {YifaError} where it is none, or has not begun on day `on`.
 */
export function parseHalf(text: string, on: IsoDate): Period {
  const half = parsePeriod(text.replace(/^(\d{4})H/, "$1-H"));
  if (half?.every !== "half-year")
    throw new YifaError("invalid", "usage", `半年“${text.slice(0, 40)}”不可用，应写成 2026H1、2026H2`);
  if (half.startsOn > on)
    throw new YifaError("invalid", "usage", `${half.label}自 ${half.startsOn} 起，在 ${on} 尚未开始`);
  return half;
}
