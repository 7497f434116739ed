import { formatChineseDay } from "../calendar/dates.ts";
import { type IsoDate, type Quantity, UNITS, type Unit } from "../schema/primitives.ts";

const DIGITS = "零一二三四五六七八九";
const PLACES = ["", "十", "百", "千"];
const GROUPS = ["", "万", "亿"];
/** Nothing that a statute counts is longer; anything else stays in Arabic digits. */
const LARGEST = 999_999_999_999;

/** 10500 → 一万零五百, 12.5 → 十二点五. */
export function chineseNumber(n: number): string {
  const [whole = "0", decimals = ""] = String(Math.abs(n)).split(".");
  if (!/^\d+$/.test(whole) || Number(whole) > LARGEST || !/^\d{0,2}$/.test(decimals)) return String(n);
  const point = decimals === "" ? "" : `点${[...decimals].map((d) => DIGITS[Number(d)]).join("")}`;
  return `${n < 0 ? "负" : ""}${wholeNumber(whole)}${point}`;
}

function wholeNumber(digits: string): string {
  const groups = [...digits.padStart(12, "0").matchAll(/\d{4}/g)].map(([group]) => group);
  const said = groups.reduce((text, group, i) => {
    if (Number(group) === 0) return text;
    const gap = text !== "" && (group.startsWith("0") || groups[i - 1] === "0000") ? "零" : "";
    return `${text}${gap}${thousands(group)}${GROUPS[groups.length - 1 - i]}`;
  }, "");
  return said.replace(/^一十/, "十") || "零";
}

function thousands(group: string): string {
  return [...group.replace(/^0+/, "")]
    .map((digit, i, all) => (digit === "0" ? "零" : `${DIGITS[Number(digit)]}${PLACES[all.length - 1 - i]}`))
    .join("")
    .replace(/零+/g, "零")
    .replace(/零$/, "");
}

/** 七个工作日, 两个月, 二年, 六个半工作日, 半个工作日. */
export function counted(n: number, unit: Unit): string {
  const { counted: measure } = UNITS[unit];
  if (!measure.startsWith("个")) return `${chineseNumber(n)}${measure}`;
  const half = Number.isInteger(n) ? "" : "半";
  if (n < 1) return `半${measure}`;
  const whole = Math.floor(n);
  return `${whole === 2 ? "两" : chineseNumber(whole)}个${half}${measure.slice(1)}`;
}

/** A number of some quantity: 五万元, 二十个工作日; without one, or of pieces, the number alone. */
export function quantityText(n: number, quantity: Quantity | undefined): string {
  if (quantity === "yuan") return `${chineseNumber(n)}元`;
  if (quantity === "working-day" || quantity === "day") return counted(n, quantity);
  return chineseNumber(n);
}

/** 0.05 → 百分之五. Ratios carry at most what two decimals of a percentage can say. */
export const percentText = (ratio: number): string =>
  ratio === 1 ? "百分之百" : `百分之${chineseNumber(Number((ratio * 100).toFixed(2)))}`;

/** 2021-07-15 → 2021年7月15日. */
export const dateText = (date: IsoDate): string => `${date.slice(0, 4)}年${formatChineseDay(date)}`;
