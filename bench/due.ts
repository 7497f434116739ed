import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, open, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { readCalendars } from "../functions/adapters/calendar-folder.ts";
import { addDays } from "../functions/domain/calendar/dates.ts";
import { type DueQuery, dueDate, dueDateOnly } from "../functions/domain/calendar/due-date.ts";
import { median, seconds } from "./timing.ts";

const LINES = 1_000_000;
const ROUNDS = 3;
const UNITS = ["working-day", "working-day", "working-day", "day", "month"] as const;

/** Six years of days, terms of 1 to 40, mostly working days. */
function question(i: number): DueQuery {
  const after = addDays("2020-01-01", (i * 37) % 2190);
  return { after, count: 1 + (i % 40), unit: UNITS[i % 5] as DueQuery["unit"], calendar: "cn-xj" };
}

/** Due dates per second: the command as a process from start to end, and the pure functions. */
export async function benchDue(): Promise<string[]> {
  const questions = Array.from({ length: LINES }, (_, i) => question(i));
  const folder = await mkdtemp(join(tmpdir(), "yifa-bench-"));
  try {
    const input = join(folder, "questions.jsonl");
    await writeFile(input, questions.map((one) => `${JSON.stringify(one)}\n`).join(""));
    const times: number[] = [];
    for (let round = 0; round < ROUNDS; round++) times.push(await answerAll(input, join(folder, "answers")));
    const calendars = readCalendars("rules");
    const all = async (compute: (query: DueQuery) => unknown) => {
      for (const query of questions) compute(query);
    };
    const alone = await seconds(() => all((query) => dueDateOnly(calendars, query)));
    const derived = await seconds(() => all((query) => dueDate(calendars, query)));
    return [
      `npx yifa due --stdin, ${LINES} lines with start   ${rate(median(times))} lines/s, rounds ${rate(Math.max(...times))} to ${rate(Math.min(...times))} (at least 100000 wanted)`,
      `dueDateOnly, the date alone   ${rate(alone)} dates/s`,
      `dueDate, with every day counted and skipped   ${rate(derived)} dates/s`,
    ];
  } finally {
    await rm(folder, { recursive: true });
  }
}

const rate = (time: number) => (LINES / time).toFixed(0);

/** Seconds of one process that answers a file into another. */
async function answerAll(input: string, output: string): Promise<number> {
  const [from, to] = [await open(input), await open(output, "w")];
  const time = await seconds(async () => {
    const answering = spawn("npx", ["yifa", "due", "--stdin"], { stdio: [from.fd, to.fd, "inherit"] });
    const [code] = await once(answering, "exit");
    if (code !== 0) throw new Error(`yifa due --stdin ended with ${code}`);
  });
  await Promise.all([from.close(), to.close()]);
  const answers = (await readFile(output, "utf8")).trimEnd().split("\n").length;
  if (answers !== LINES) throw new Error(`${answers} answers to ${LINES} lines`);
  return time;
}
