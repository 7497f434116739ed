import type { CalendarYear } from "../schema/folder.ts";
import type { IsoDate } from "../schema/primitives.ts";
import { NATIONAL, UNVERIFIED } from "./calendars.ts";
import { type StatutoryDay, statutoryDays } from "./statutory.ts";

type Days = { readonly off: readonly StatutoryDay[]; readonly work: readonly StatutoryDay[] };
/** What is known of a year without its notice. */
export type YearSources = {
  /** Days collected by others from the notice. */
  readonly packaged: Days | undefined;
  readonly lunarDay: (month: number, day: number) => IsoDate;
};

/** A year's file to be proof-read against the notice; without collected days only the statutory ones stand in it. */
export function draftYear(calendar: string, year: number, { packaged, lunarDay }: YearSources): CalendarYear {
  if (calendar !== NATIONAL) return regionalDraft(calendar, year);
  const title = `国务院办公厅关于${year}年部分节假日安排的通知`;
  if (!packaged)
    return {
      year,
      status: "unknown",
      notice: {
        number: "尚未公布",
        title: `${title}（尚未公布）`,
        source: "所列仅为《全国年节及纪念日放假办法》第二条规定的放假日，不含调休，待通知公布后替换",
      },
      off: oneADay(statutoryDays(year, lunarDay)),
      work: [],
    };
  return {
    year,
    status: "published",
    notice: { number: UNVERIFIED, title, source: "放假日期取自软件包 chinese-days，尚未对照通知原文" },
    off: [...packaged.off],
    work: packaged.work.map(({ date, name }) => ({ date, name: `${name}调休上班` })),
  };
}

const regionalDraft = (calendar: string, year: number): CalendarYear => ({
  year,
  status: "unknown",
  notice: {
    number: "尚未公布",
    title: `${calendar} 地区${year}年放假安排（尚未公布）`,
    source: "地区放假日期不能推算，待通知公布后填写",
  },
  off: [],
  work: [],
  cancelNationalWork: [],
});

/** Mid-Autumn may fall on a National Day: a date stands in a file once. */
function oneADay(days: readonly StatutoryDay[]): StatutoryDay[] {
  return [...Map.groupBy(days, ({ date }) => date)].map(([date, own]) => ({
    date,
    name: own.map(({ name }) => name).join("、"),
  }));
}

/** As calendar files are written: one day a line. */
export function calendarFileText(year: CalendarYear): string {
  const { off, work, cancelNationalWork, ...head } = year;
  const lists = { off, work, ...(cancelNationalWork && { cancelNationalWork }) };
  const days = Object.entries(lists).map(([key, list]) => {
    const lines = list.map(({ date, name }) => `    { "date": "${date}", "name": ${JSON.stringify(name)} }`);
    return `  "${key}": ${lines.length === 0 ? "[]" : `[\n${lines.join(",\n")}\n  ]`}`;
  });
  const opening = JSON.stringify({ $schema: "../../schema/calendar.schema.json", ...head }, null, 2);
  return `${[opening.slice(0, -"\n}".length), ...days].join(",\n")}\n}\n`;
}
