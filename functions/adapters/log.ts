import { maskAll } from "../domain/mask.ts";
import { now } from "./clock.ts";

/** One JSON line on stderr, identity numbers masked. */
export function log(
  level: "info" | "warn" | "error",
  message: string,
  fields: Readonly<Record<string, unknown>> = {},
): void {
  const line = maskAll({ at: now().toISOString(), level, message, ...fields });
  process.stderr.write(`${JSON.stringify(line)}\n`);
}

/** What a fault says of itself, without the values that it carries. */
export function describeFault(fault: unknown): Record<string, unknown> {
  if (!(fault instanceof Error)) return { fault: String(fault) };
  const cause = fault.cause instanceof Error ? { cause: `${fault.cause.name}: ${fault.cause.message}` } : {};
  return { fault: `${fault.name}: ${fault.message}`, stack: fault.stack, ...cause };
}
