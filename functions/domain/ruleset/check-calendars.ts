import { NATIONAL } from "../calendar/calendars.ts";
import { weekdayName, weekdayOf } from "../calendar/dates.ts";
import type { CalendarYear } from "../schema/folder.ts";
import { type Diagnostic, show } from "./diagnostic.ts";
import type { Entry, Parts } from "./parts.ts";
import { repeated } from "./repeated.ts";
import type { Path, SourceFile } from "./source-file.ts";

type YearEntry = Entry<CalendarYear> & { readonly region: string };
/** What the national files say, which overlays may cancel or lie over. */
type National = { readonly has: (year: number) => boolean; readonly off: Dates; readonly work: Dates };
type Dates = ReadonlySet<string>;

/** Regions that have a file, readable or not. */
export function calendarRegions(parts: Parts): string[] {
  const files = [...parts.calendars.map(({ source }) => source.file), ...parts.unread];
  return [...new Set(files.flatMap((file) => /^calendars\/([^/]+)\//.exec(file)?.[1] ?? []))];
}

/** `unread`: files that are there, whose days are not known. */
export function* checkCalendars(
  entries: readonly YearEntry[],
  unread: ReadonlySet<string>,
): Iterable<Diagnostic> {
  const files = new Set([...entries.map(({ source }) => source.file), ...unread]);
  const hasYear = (region: string, year: number) => files.has(`calendars/${region}/${year}.json`);
  const own = entries.filter(({ region }) => region === NATIONAL);
  const dates = (list: "off" | "work") =>
    new Set(own.flatMap(({ value }) => value[list].map(({ date }) => date)));
  const national = {
    has: (year: number) => hasYear(NATIONAL, year),
    off: dates("off"),
    work: dates("work"),
  };
  for (const entry of entries) {
    yield* checkYear(entry, national);
    yield* checkNotices(entry);
    yield* checkChanges(entry);
    yield* checkDays(entry, national);
  }
  for (const years of Map.groupBy(entries, ({ region }) => region).values()) {
    yield* checkRepeatedDays(years);
    yield* checkGaps(years, hasYear);
  }
}

function* checkYear({ value, source, region }: YearEntry, national: National): Iterable<Diagnostic> {
  const { year, status, notice } = value;
  const named = yearOf(source);
  if (year !== named)
    yield source.at(["year"], "id-path", `年份 ${year} 与文件名“${named}.json”不一致`, {
      found: year,
      suggestion: String(named),
    });
  if (region !== NATIONAL && !national.has(year))
    yield source.at(["year"], "missing-national-year", `没有 ${year} 年的全国日历，地区日历无从叠加`, {
      found: year,
      suggestion: `calendars/${NATIONAL}/${year}.json`,
    });
  if (status === "published" && !notice)
    yield source.at(["status"], "missing-notice", "状态为 published（已公布）的，应当写明放假通知 notice");
  if (status === "unknown" && notice?.date !== undefined)
    yield source.at(
      ["notice", "date"],
      "notice-not-published",
      "状态为 unknown（未公布、未核实）的，不得写通知日期；通知已经公布的，状态应为 published",
      { found: notice.date },
    );
}

/** A notice is of its year or before it; where it can be read is a link of the calendar's pages. */
function* checkNotices({ value, source }: YearEntry): Iterable<Diagnostic> {
  const end = `${yearOf(source)}-12-31`;
  const notices = [
    { notice: value.notice, path: ["notice"] },
    ...(value.changes ?? []).map((notice, i) => ({ notice, path: ["changes", i] })),
  ];
  for (const { notice, path } of notices) {
    if (notice?.date !== undefined && notice.date > end)
      yield source.at(
        [...path, "date"],
        "notice-after-year",
        `通知日期 ${notice.date} 晚于 ${end}，不能安排该年度`,
        {
          found: notice.date,
        },
      );
    if (notice?.source !== undefined && !isPlainOrHttps(notice.source))
      yield source.at(
        [...path, "source"],
        "bad-form",
        `“source”（出处）“${show(notice.source)}”：应为 https:// 开头的网址，或者用文字写明获得的途径`,
        { found: notice.source },
      );
  }
}

/** Text that begins with another scheme (`javascript:`, `http:`) is neither. */
function isPlainOrHttps(written: string): boolean {
  if (!/^\s*[a-z][a-z\d+.-]*:/i.test(written)) return true;
  return /^https:\/\/[^\s"<>\\]+$/.test(written) && URL.canParse(written);
}

/** What changed a notice in the course of its year, and the days that say so. */
function* checkChanges({ value, source }: YearEntry): Iterable<Diagnostic> {
  const changes = value.changes ?? [];
  if (changes.length > 0 && value.status === "unknown")
    yield source.at(["changes"], "notice-not-published", "放假通知尚未公布或者未核实的，不得写年中调整", {
      atKey: true,
    });
  for (const { item, index } of repeated(changes, ({ date }) => date))
    yield source.at(["changes", index, "date"], "repeated-date", `${item.date} 的调整通知已列在前面`, {
      found: item.date,
    });
  const dates = changes.map(({ date }) => date);
  for (const list of LISTS)
    for (const [i, { changedOn }] of (value[list] ?? []).entries()) {
      if (changedOn === undefined || dates.includes(changedOn)) continue;
      const path = [list, i, "changedOn"];
      yield dates.length > 0
        ? source.at(path, "unknown-change", `changes 中没有 ${changedOn} 的调整通知`, {
            found: changedOn,
            accepted: dates,
          })
        : source.at(path, "unknown-change", `本年没有调整通知 changes，不得写 changedOn`, {
            found: changedOn,
          });
    }
}

const yearOf = (source: SourceFile): number =>
  Number(source.file.slice(-"2026.json".length, -".json".length));

const LISTS = ["off", "work", "cancelNationalWork"] as const;

const daysOf = ({ value, source }: YearEntry) =>
  LISTS.flatMap((list) =>
    (value[list] ?? []).map(
      ({ date }, i): { date: string; list: typeof list; path: Path; source: typeof source } => ({
        date,
        list,
        path: [list, i, "date"],
        source,
      }),
    ),
  );

function* checkDays(entry: YearEntry, national: National): Iterable<Diagnostic> {
  const { status } = entry.value;
  const year = yearOf(entry.source);
  for (const { date, list, path, source } of daysOf(entry)) {
    // A notice may rule on the last days of the year before: 2018-12-29 by the notice for 2019.
    if (date < `${year - 1}-12-01` || date > `${year}-12-31`)
      yield source.at(path, "date-not-in-year", `${date} 不属于 ${year} 年（含上年12月）`, { found: date });
    if (list !== "off" && status === "unknown")
      yield source.at(path, "notice-not-published", `${year} 年通知尚未公布或者未核实，不得列调休上班日`, {
        found: date,
      });
    const dayOff = weekdayOf(date) >= 6 || (entry.region !== NATIONAL && national.off.has(date));
    if (list === "work" && !dayOff)
      yield source.at(
        path,
        "work-on-weekday",
        `${date} 是${weekdayName(date)}，本来就是工作日，无须列为调休上班`,
        {
          found: date,
        },
      );
    if (list !== "cancelNationalWork") continue;
    if (entry.region === NATIONAL)
      yield source.at(path, "national-calendar", "cancelNationalWork 只用于地区日历，全国日历不得使用", {
        found: date,
      });
    else if (!national.work.has(date))
      yield source.at(path, "not-national-work", `全国日历没有把 ${date} 列为调休上班日，无从取消`, {
        found: date,
      });
  }
}

/** Also between two years: the last days of December may stand in either file, not in both. */
function* checkRepeatedDays(years: readonly YearEntry[]): Iterable<Diagnostic> {
  for (const { item, first } of repeated(years.flatMap(daysOf), ({ date }) => date)) {
    const place = first.source === item.source ? first.list : `${first.source.file} 的 ${first.list}`;
    yield item.source.at(item.path, "repeated-date", `${item.date} 已列在 ${place} 中，一天只能列一次`, {
      found: item.date,
    });
  }
}

function* checkGaps(
  entries: readonly YearEntry[],
  hasYear: (region: string, year: number) => boolean,
): Iterable<Diagnostic> {
  const sorted = [...entries].sort((a, b) => a.value.year - b.value.year);
  for (const [i, { value, source, region }] of sorted.entries()) {
    const before = sorted[i - 1]?.value.year;
    if (before === undefined || hasYear(region, before + 1)) continue;
    yield source.at(["year"], "calendar-gap", `${before} 年之后缺少 ${before + 1} 年的日历，年份不得间断`, {
      found: value.year,
      suggestion: `calendars/${region}/${before + 1}.json`,
    });
  }
}
