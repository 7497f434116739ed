import { Command } from "commander";
import stringWidth from "string-width";
import { readCalendarFiles, readDefaultCalendar } from "../adapters/calendar-folder.ts";
import { addDays, addMonths, formatChineseDay, weekdayName, weekdayOf } from "../domain/calendar/dates.ts";
import { type YearView, yearView } from "../domain/calendar/year-view.ts";
import { CALENDAR_STATUSES } from "../domain/schema/calendar.ts";
import type { IsoDate } from "../domain/schema/primitives.ts";
import { calendarOption, yearArgument } from "./calendar-options.ts";
import { fill } from "./fill.ts";
import { jsonOption, rulesOption } from "./ruleset-option.ts";

type Day = YearView["days"][number];

export function showCommand(): Command {
  return new Command("show")
    .addArgument(yearArgument())
    .addOption(calendarOption("工作日历，例如 cn-xj（缺省按 settings.json）"))
    .addOption(rulesOption())
    .addOption(jsonOption())
    .description("显示一年的放假和调休，注明所依据的通知")
    .addHelpText("after", "\n例：npx yifa calendar show 2026 --calendar cn-xj")
    .action(show);
}

function show(year: number, options: { calendar?: string; rules: string; json?: true }): void {
  const files = readCalendarFiles(options.rules);
  const view = yearView(files, options.calendar ?? readDefaultCalendar(options.rules), year);
  if (options.json) console.log(JSON.stringify(view));
  else for (const line of lines(view)) console.log(line);
}

function lines(view: YearView): string[] {
  const { calendar, year, status, notices, workingDays } = view;
  const [months, marks] = [Array.from({ length: 12 }, (_, i) => i + 1), marksOf(view.days)];
  const rows = [0, 2, 4, 6, 8, 10].flatMap((i) =>
    beside(...(months.slice(i, i + 2).map((m) => monthLines(year, m, marks)) as [string[], string[]])),
  );
  const total =
    status === "published"
      ? `全年工作日 ${workingDays} 天`
      : `除已知放假日外周一至周五共 ${workingDays} 天，暂定`;
  return [
    ...fill(`${year} 年工作日历 ${calendar}：${CALENDAR_STATUSES[status].label}，${total}`),
    "休＝放假，班＝调休上班；其余周六、周日休息，周一至周五上班",
    "",
    ...rows,
    ...periods(view.days),
    "",
    ...(notices.length === 0 ? ["没有该年度的放假通知"] : []),
    ...notices.flatMap((one) => fill(noticeText(one), "", "  ")),
  ];
}

const noticeText = ({ calendar, number, date, title, source }: YearView["notices"][number]): string =>
  [
    `${calendar}：${title}`,
    `文号 ${number}`,
    ...(date ? [date] : []),
    ...(source ? [`出处 ${source}`] : []),
  ].join("；");

const marksOf = (days: readonly Day[]): ReadonlyMap<IsoDate, string> =>
  new Map(days.map(({ date, working }) => [date, working ? "班" : "休"]));

const CELL = 5;
const MONTH = 7 * CELL;

/** A month from Monday to Sunday, each line as wide as the others. */
function monthLines(year: number, month: number, marks: ReadonlyMap<IsoDate, string>): string[] {
  const first = `${year}-${String(month).padStart(2, "0")}-01`;
  const next = addMonths(first, 1);
  let line = " ".repeat((weekdayOf(first) - 1) * CELL);
  const weeks: string[] = [];
  for (let date = first; date < next; date = addDays(date, 1)) {
    line += pad(`${String(Number(date.slice(8))).padStart(2)}${marks.get(date) ?? ""}`, CELL);
    if (weekdayOf(date) < 7) continue;
    weeks.push(line);
    line = "";
  }
  if (line !== "") weeks.push(line);
  const head = ["一", "二", "三", "四", "五", "六", "日"].map((name) => pad(name, CELL)).join("");
  return [`${month}月`, head, ...weeks].map((text) => pad(text, MONTH));
}

function beside(left: readonly string[], right: readonly string[]): string[] {
  const height = Math.max(left.length, right.length);
  const blank = " ".repeat(MONTH);
  const rows = Array.from({ length: height }, (_, i) =>
    `${left[i] ?? blank}    ${right[i] ?? blank}`.trimEnd(),
  );
  return [...rows, ""];
}

const pad = (text: string, width: number): string =>
  text + " ".repeat(Math.max(0, width - stringWidth(text)));

/** Days in a row for one reason are one line. */
function periods(days: readonly Day[]): string[] {
  const found: Day[][] = [];
  for (const day of days) {
    const run = found.at(-1);
    const [first, last] = [run?.[0], run?.at(-1)];
    const goes = first && last && addDays(last.date, 1) === day.date;
    if (goes && first.working === day.working && first.name === day.name && first.source === day.source)
      run?.push(day);
    else found.push([day]);
  }
  return found.flatMap((run) => {
    const [first, last] = [run[0] as Day, run.at(-1) as Day];
    const span =
      run.length === 1
        ? `${formatChineseDay(first.date)}（${weekdayName(first.date)}）`
        : `${formatChineseDay(first.date)}至${formatChineseDay(last.date)}（${run.length}天）`;
    return fill(`${first.working ? "班" : "休"}  ${span}  ${first.name}  ${first.source}`, "", "    ");
  });
}
