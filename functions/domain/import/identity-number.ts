import { stdnum } from "stdnum";
import { mask } from "../mask.ts";
import { maskIdentityNumber } from "../personal/identity-number.ts";
import { plainText, type Reading, read, refuse } from "./cell.ts";

/** Masks identity numbers inside other text, also where they are written in full-width digits. */
export function maskIdentityNumbersIn(text: string): string {
  return mask(text.replace(/[０-９Ｘｘ]/g, (character) => character.normalize("NFKC")));
}

/** `documentType`: what the sheet says of the kind of document; only resident identity cards have a check digit. */
export function readIdentityNumber(text: string, documentType: string): Reading<string> {
  const number = plainText(text).replaceAll(" ", "").toUpperCase();
  if (documentType !== "" && !documentType.includes("身份证")) return read(number);
  if (stdnum.CN?.ric?.validate(number).isValid === true) return read(number);
  return refuse(
    "bad-identity-number",
    `证件号码${maskIdentityNumber(number)}不是有效的居民身份证号码；应为18位，出生日期真实，末位校验码符合 GB 11643。`,
  );
}
