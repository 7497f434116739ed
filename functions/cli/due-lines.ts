import { once } from "node:events";
import type { Readable, Writable } from "node:stream";
import type { Calendars } from "../domain/calendar/calendars.ts";
import { dueDateOnly } from "../domain/calendar/due-date.ts";
import { readDueQuery } from "../domain/calendar/due-query.ts";
import { YifaError } from "../domain/errors.ts";

/** Left at the beginning of a text by editors on Windows. */
const BYTE_ORDER_MARK = "\uFEFF";

/** Answers one JSON question a line, in order, a chunk at a time; says how many could not be read. */
export async function answerLines(
  input: Readable,
  output: Writable,
  calendars: Calendars,
  defaultCalendar: string,
): Promise<number> {
  let failed = 0;
  let rest = "";
  const answer = (line: string): string => {
    try {
      return JSON.stringify(dueDateOnly(calendars, readDueQuery(parse(line), defaultCalendar)));
    } catch (error) {
      if (!(error instanceof YifaError)) throw error;
      failed++;
      return JSON.stringify({
        error: { code: error.code, message: error.message, pointer: error.pointer ?? "" },
      });
    }
  };
  const write = async (lines: readonly string[]): Promise<void> => {
    if (lines.length === 0) return;
    if (!output.write(`${lines.map(answer).join("\n")}\n`)) await once(output, "drain");
  };
  input.setEncoding("utf8");
  for await (const chunk of input) {
    const lines = (rest + chunk).split("\n");
    rest = lines.pop() as string;
    await write(lines);
  }
  if (rest !== "") await write([rest]);
  return failed;
}

function parse(line: string): unknown {
  try {
    return JSON.parse(line.startsWith(BYTE_ORDER_MARK) ? line.slice(1) : line);
  } catch {
    throw new YifaError(
      "invalid",
      "bad-json",
      `“${line.trim().slice(0, 60)}”不是一行 JSON，例如 {"after":"2026-09-28","count":7,"unit":"working-day"}`,
    );
  }
}
