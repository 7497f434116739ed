import type { Operation } from "../../bench/cost/operations.ts";
import { COUNTED, type Usage } from "../../bench/cost/usage.ts";

/** Rules and people's names may grow by so much without anybody looking; one call more never passes. */
const MARGIN = 0.05;

/** What an operation consumes otherwise than is on record. */
export function changes(operation: Operation, before: Usage, now: Usage): string[] {
  return COUNTED.filter((key) => Math.abs(now[key] - before[key]) > MARGIN * before[key] + 0.005).map(
    (key) =>
      `${operation}: ${key} ${before[key]} → ${now[key]}；where that is meant, \`npm run cost\` puts it on record and into docs/cost.md`,
  );
}
