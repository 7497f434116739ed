import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import type * as z from "zod";
import { type CalendarFiles, type Calendars, compileCalendars } from "../domain/calendar/calendars.ts";
import { YifaError } from "../domain/errors.ts";
import { type CalendarYear, calendarYear, settings } from "../domain/schema/folder.ts";

/** Reads the calendars of a rules folder and nothing else of it, so that asking for one date starts quickly. */
export const readCalendars = (rulesDir: string): Calendars => compileCalendars(readCalendarFiles(rulesDir));

export function readCalendarFiles(rulesDir: string): CalendarFiles {
  const regions = list(join(rulesDir, "calendars"), rulesDir).filter((entry) => entry.isDirectory());
  return new Map(regions.map(({ name }) => [name, readRegion(join(rulesDir, "calendars", name), rulesDir)]));
}

/** The calendar that `settings.json` names. */
export function readDefaultCalendar(rulesDir: string): string {
  const file = join(rulesDir, "settings.json");
  return check(settings.shape.calendar, (readJson(file) as { calendar?: unknown } | null)?.calendar, file);
}

function readRegion(dir: string, rulesDir: string): CalendarYear[] {
  return list(dir, rulesDir)
    .filter(({ name }) => /^\d{4}\.json$/.test(name))
    .map(({ name }) => check(calendarYear, readJson(join(dir, name)), join(dir, name)));
}

function list(dir: string, rulesDir: string) {
  try {
    return readdirSync(dir, { withFileTypes: true }).sort((a, b) => (a.name < b.name ? -1 : 1));
  } catch (cause) {
    const message = `读不到“${dir}”：“${rulesDir}”应为规则文件夹，可用 --rules 指明，例如 --rules rules`;
    throw new YifaError("unavailable", "no-rules-folder", message, { cause });
  }
}

function readJson(file: string): unknown {
  try {
    return JSON.parse(readFileSync(file, "utf8"));
  } catch (cause) {
    const found = cause instanceof SyntaxError ? "不是 JSON" : "读不到";
    throw new YifaError("unavailable", "bad-rules-file", `${file} ${found}，可用 yifa rules check 检查`, {
      cause,
    });
  }
}

function check<T>(schema: z.ZodType<T>, value: unknown, file: string): T {
  const result = schema.safeParse(value);
  if (result.success) return result.data;
  const issue = result.error.issues[0];
  const message = `${file} 的 /${issue?.path.join("/") ?? ""} 不合格式：${issue?.message ?? ""}；可用 yifa rules check 检查`;
  throw new YifaError("unavailable", "bad-rules-file", message);
}
