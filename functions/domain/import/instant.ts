import { type Instant, toInstant } from "../calendar/instants.ts";
import { plainText, quote, type Reading, read, refuse } from "./cell.ts";
import { MIDNIGHT, readDate } from "./date.ts";

const TIMES = [
  /^(.*\d)[ T]+(\d{1,2}):(\d{2})(?::(\d{2})(?:\.\d{1,9})?)?$/,
  /^(.*日) *(\d{1,2})时(?:(\d{1,2})分(?:(\d{1,2})秒)?)?$/,
];

/** A date and a time of day in Beijing; where only the date stands there, or midnight, only the day is known. */
export function readInstant(text: string): Reading<Instant> {
  const plain = plainText(text);
  const instant = MIDNIGHT.test(plain) ? undefined : (toInstant(plain) ?? timed(plain));
  if (instant !== undefined) return read(instant);
  const date = readDate(plain);
  if (date.ok) return date;
  return refuse(
    "bad-instant",
    `${quote(plain)}不是可识别的真实时刻；应为 2026-09-28 10:30、2026/9/28 10:30 或 2026年9月28日10时30分，只知道日期的写日期。`,
  );
}

function timed(plain: string): Instant | undefined {
  for (const form of TIMES) {
    const [, day, hour, minute = "00", second = "00"] = form.exec(plain) ?? [];
    if (day === undefined || hour === undefined) continue;
    const date = readDate(day);
    const time = [hour, minute, second].map((part) => part.padStart(2, "0")).join(":");
    return date.ok ? toInstant(`${date.value}T${time}`) : undefined;
  }
  return undefined;
}
