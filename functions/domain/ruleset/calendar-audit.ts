import { NATIONAL, UNVERIFIED } from "../calendar/calendars.ts";
import { weekdayOf } from "../calendar/dates.ts";
import { statutoryCount } from "../calendar/statutory.ts";
import type { CalendarYear } from "../schema/folder.ts";
import type { IsoDate } from "../schema/primitives.ts";
import { checkCalendars } from "./check-calendars.ts";
import type { Diagnostic } from "./diagnostic.ts";
import { kindOf } from "./file-kinds.ts";
import { Findings } from "./findings.ts";
import { atFile, folderProblems } from "./folder-limits.ts";
import { emptyParts, type Parts } from "./parts.ts";
import { parseSourceFile } from "./source-file.ts";

export type AuditedYear = {
  readonly year: number;
  readonly status: CalendarYear["status"];
  readonly number?: string;
  /** Nobody has seen the number of its notice. */
  readonly unverified: boolean;
  /** Weekdays off less weekend days worked, by the year's own notice; of national years only. */
  readonly daysOff?: number;
};
export type CalendarAudit = {
  readonly calendars: readonly { readonly calendar: string; readonly years: readonly AuditedYear[] }[];
  readonly found: readonly Diagnostic[];
};

type YearEntry = Parts["calendars"][number];

/** Before 2000 the statutory days were others; no calendar reaches back so far. */
const FIRST_CHECKED_YEAR = 2000;
/** National notices come out from late October to mid December. */
const NEXT_YEAR_MISSED_FROM = "11-01";

/** Everything that can be known of the calendars of a rules folder without its other files, on a day. */
export function auditCalendars(files: ReadonlyMap<string, string>, on: IsoDate): CalendarAudit {
  const own = new Map([...files].filter(([path]) => path.startsWith("calendars/")));
  const findings = new Findings();
  const parts = readCalendars(own, findings);
  findings.add(checkCalendars(parts.calendars, parts.unread));
  const regions = Map.groupBy(parts.calendars, ({ region }) => region);
  if (!regions.has(NATIONAL))
    findings.add([
      atFile(`calendars/${NATIONAL}`, "missing-calendar", "没有全国日历", {
        accepted: [`calendars/${NATIONAL}/<年份>.json`],
      }),
    ]);
  for (const [region, years] of regions) {
    for (const entry of years) {
      findings.add(unnamedSources(entry));
      if (region === NATIONAL) findings.add(wrongSum(entry));
    }
    findings.add(missedYears(region, years, on));
  }
  const calendars = [...regions]
    .map(([calendar, years]) => ({
      calendar,
      years: years.map(auditedYear).sort((a, b) => a.year - b.year),
    }))
    .sort((a, b) => (a.calendar < b.calendar ? -1 : 1));
  return { calendars, found: findings.all() };
}

function readCalendars(files: ReadonlyMap<string, string>, findings: Findings): Parts {
  const parts = emptyParts();
  findings.add(folderProblems(files));
  for (const [path, content] of files) {
    const { source, problems } = parseSourceFile(path, content);
    findings.add(problems);
    const kind = kindOf(path);
    if (!kind)
      findings.add([
        atFile(path, "unknown-file", "日历文件夹中没有放在这里的文件", {
          accepted: ["calendars/<地区>/<年份>.json"],
        }),
      ]);
    const refused = source && kind?.read(source, parts);
    if (refused) findings.add(refused.errors);
    if (refused || problems.length > 0) parts.unread.add(path);
  }
  return parts;
}

function* unnamedSources({ value, source }: YearEntry): Iterable<Diagnostic> {
  const message = "应当写明出处 source（网址或者获得的途径），供日后查对";
  if (value.notice && value.notice.source === undefined)
    yield source.at(["notice"], "no-source", `放假通知${message}`);
  for (const [i, change] of (value.changes ?? []).entries())
    if (change.source === undefined) yield source.at(["changes", i], "no-source", `调整通知${message}`);
}

/** However days are moved about, a year gives as many days off as the law does, and those that a change added. */
function* wrongSum({ value, source }: YearEntry): Iterable<Diagnostic> {
  const { year, status } = value;
  if (status === "unknown" || year < FIRST_CHECKED_YEAR) return;
  const [weekdays, worked] = [weekdaysOff(value), value.work.length];
  const extra = (value.changes ?? []).reduce((sum, change) => sum + (change.extraDaysOff ?? 0), 0);
  const due = statutoryCount(year) + extra;
  if (weekdays - worked === due) return;
  const law = extra > 0 ? `法定 ${due - extra} 天、年中调整多放 ${extra} 天` : `法定 ${due} 天`;
  yield source.at(
    ["off"],
    "annual-sum",
    `${year} 年周一至周五放假 ${weekdays} 天，调休上班 ${worked} 天，相抵为 ${weekdays - worked} 天，与${law}不符，请对照通知逐日核对`,
    { atKey: true },
  );
}

/** The year of the day, and from November the next one, should have a notice. */
function* missedYears(region: string, years: readonly YearEntry[], on: IsoDate): Iterable<Diagnostic> {
  const current = Number(on.slice(0, 4));
  const awaited = on.slice(5) >= NEXT_YEAR_MISSED_FROM ? [current, current + 1] : [current];
  for (const year of awaited) {
    const entry = years.find(({ value }) => value.year === year);
    if (entry?.value.status === "published") continue;
    const message = `工作日历 ${region} 还没有 ${year} 年的放假安排：跨入该年度的届满日均为暂定，通知公布后应当即时补录`;
    yield entry
      ? entry.source.warn(["status"], "year-not-published", message)
      : {
          ...atFile(`calendars/${region}/${year}.json`, "year-not-published", message),
          severity: "warning",
        };
  }
}

const weekdaysOff = ({ off }: CalendarYear): number => off.filter(({ date }) => weekdayOf(date) <= 5).length;

function auditedYear({ value, region }: YearEntry): AuditedYear {
  const { year, status, notice } = value;
  return {
    year,
    status,
    ...(notice && { number: notice.number }),
    unverified: status === "published" && notice?.number === UNVERIFIED,
    ...(region === NATIONAL && status === "published" && { daysOff: weekdaysOff(value) - value.work.length }),
  };
}
