import { dayOf } from "../calendar/instants.ts";
import type { RecordType } from "../schema/folder.ts";
import { type Facts, type IsoDate, isIsoDate } from "../schema/primitives.ts";
import { bare } from "./digits.ts";
import { birthDateIn } from "./identity-number.ts";

/** 未成年人保护法第二条. */
const ADULT_YEARS = 18;

/**
 * Whether a case is about somebody under eighteen: a fact says so, or a birth date or identity number does. What counts
 * is the earliest day that the record states, because the act lies before the decision; without any, `on`.
 * 未成年人保护法第一百零三条，预防未成年人犯罪法第五十九条.
 */
export function isMinorsCase(recordType: RecordType, facts: Facts, on: IsoDate): boolean {
  const days: IsoDate[] = [];
  const births: IsoDate[] = [];
  for (const { name, type, personal } of recordType.facts) {
    const value = facts[name];
    if (personal === "minor" && value === true) return true;
    if (typeof value !== "string") continue;
    if (personal === "birth-date" && isIsoDate(value)) births.push(value);
    else if (personal === "identity-number") births.push(birthDateIn(bare(value)) ?? "");
    else if (type === "date" || type === "instant") days.push(dayOf(value));
  }
  const day = days.sort()[0] ?? on;
  return births.some((birth) => birth !== "" && isMinorOn(birth, day));
}

/** On the birthday itself still: a year of age is full on the day after it. */
function isMinorOn(birth: IsoDate, day: IsoDate): boolean {
  return day <= `${Number(birth.slice(0, 4)) + ADULT_YEARS}${birth.slice(4)}`;
}
