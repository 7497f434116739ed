import { D } from "./digits.ts";

/** A Han character that may stand in an address; the others are words around it: 住在…, 位于…, 的. */
const N = "(?:(?![在于至到从住址的和与及将向往沿被对由位即系内是为后前当])\\p{Script=Han})";
/** 延安北路12号, not 铁路12号文. */
const ROAD = `(?:路|街|巷|大道|胡同|弄)${N}{0,3}?\\s?${D}{1,5}(?:[-—－之]${D}{1,4})?号(?!令|文|公告|通知|决定|意见)`;
const ESTATE = `(?:小区|家园|花园|花苑|公寓|新村|苑|城|府|湾|庭|大厦|广场|楼盘)\\s?[A-Za-z]?${D}{1,4}(?:号?楼|栋|幢|座|[-－]${D}{1,4})`;
const RURAL = `(?:村|社区|队|镇|乡|团)(?:${D}{1,3}|[一二三四五六七八九十]{1,3})(?:组|社|连|队)(?:${D}{1,4}号)?`;
const REST = `(?:${N}{0,6}?\\s?[A-Za-z]?${D}{1,4}(?:[-－]${D}{1,4}){0,3}(?:号?楼|号|栋|幢|座|单元|层|室|户)|楼)*`;

/** From the first name of a place to the room. Bounded on all sides, so that no text makes it slow. */
export const ADDRESS = new RegExp(`${N}{0,30}(?:${ROAD}|${ESTATE}|${RURAL})${REST}`, "gu");

const UP_TO_TOWNSHIP = /^.*(?:省|州|盟|市(?!场)|县|(?<![小社])区|旗|街道|镇|乡)/u;

/** 昌吉市建国路街道（详址略）: down to the county and township. */
export function maskAddress(address: string): string {
  const written = address.normalize("NFKC").replace(/[\s\p{Cf}]/gu, "");
  return `${UP_TO_TOWNSHIP.exec(written)?.[0] ?? ""}（详址略）`;
}
