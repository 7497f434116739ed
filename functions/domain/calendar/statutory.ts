import type { IsoDate } from "../schema/primitives.ts";
import { addDays } from "./dates.ts";

/** Public holidays for everybody by 全国年节及纪念日放假办法 2: days off that need no notice. */
export type StatutoryDay = { readonly date: IsoDate; readonly name: string };

type Law = {
  /** The first whole year that it governs. */
  readonly from: number;
  /** By month and day. */
  readonly solar: readonly (readonly [monthDay: string, name: string])[];
  /** By lunar month and day; the eve of the new year is day 0 of the first month. */
  readonly lunar: readonly (readonly [month: number, day: number, name: string])[];
  readonly qingming: boolean;
};

const solar = (name: string, ...days: string[]) => days.map((day) => [day, name] as const);
const spring = (...days: number[]) => days.map((day) => [1, day, "春节"] as const);
const NEW_YEAR = solar("元旦", "01-01");
const NATIONAL_DAYS = solar("国庆节", "10-01", "10-02", "10-03");
const FESTIVALS = [
  [5, 5, "端午节"],
  [8, 15, "中秋节"],
] as const;

/** 政务院 1949; 国务院令第270号 (1999), 第513号 (2007), 第644号 (2013), 第795号 (2024). */
const LAWS: readonly Law[] = [
  {
    from: 1900,
    solar: [...NEW_YEAR, ...solar("劳动节", "05-01"), ...NATIONAL_DAYS.slice(0, 2)],
    lunar: spring(1, 2, 3),
    qingming: false,
  },
  {
    from: 2000,
    solar: [...NEW_YEAR, ...solar("劳动节", "05-01", "05-02", "05-03"), ...NATIONAL_DAYS],
    lunar: spring(1, 2, 3),
    qingming: false,
  },
  {
    from: 2008,
    solar: [...NEW_YEAR, ...solar("劳动节", "05-01"), ...NATIONAL_DAYS],
    lunar: [...spring(0, 1, 2), ...FESTIVALS],
    qingming: true,
  },
  {
    from: 2014,
    solar: [...NEW_YEAR, ...solar("劳动节", "05-01"), ...NATIONAL_DAYS],
    lunar: [...spring(1, 2, 3), ...FESTIVALS],
    qingming: true,
  },
  {
    from: 2025,
    solar: [...NEW_YEAR, ...solar("劳动节", "05-01", "05-02"), ...NATIONAL_DAYS],
    lunar: [...spring(0, 1, 2, 3), ...FESTIVALS],
    qingming: true,
  },
];

const lawOf = (year: number): Law => LAWS.findLast(({ from }) => from <= year) as Law;

/** How many there are: eleven from 2014 to 2024, thirteen since 2025. */
export function statutoryCount(year: number): number {
  const law = lawOf(year);
  return law.solar.length + law.lunar.length + (law.qingming ? 1 : 0);
}

/** Those with a fixed date, at any distance. */
export const solarStatutoryDays = (year: number): StatutoryDay[] =>
  lawOf(year).solar.map(([monthDay, name]) => ({ date: `${year}-${monthDay}`, name }));

/**
 * All of them, in order of date. `lunarDay` gives the day of this year with that lunar month and day (no leap month);
 * Qingming is computed for 2001 to 2099.
 */
export function statutoryDays(
  year: number,
  lunarDay: (month: number, day: number) => IsoDate,
): StatutoryDay[] {
  const law = lawOf(year);
  const lunar = law.lunar.map(([month, day, name]) => ({
    date: day === 0 ? addDays(lunarDay(month, 1), -1) : lunarDay(month, day),
    name,
  }));
  const spring = law.qingming ? [{ date: qingming(year), name: "清明节" }] : [];
  return [...solarStatutoryDays(year), ...lunar, ...spring].sort((a, b) => (a.date < b.date ? -1 : 1));
}

/** The customary formula of the solar term for the 21st century. */
function qingming(year: number): IsoDate {
  const of = year % 100;
  const day = Math.floor(of * 0.2422 + 4.81) - Math.floor(of / 4);
  return `${year}-04-0${day}`;
}
