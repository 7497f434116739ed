import type { PersonalKind } from "../schema/personal.ts";
import { ADDRESS, maskAddress } from "./address.ts";
import { ALONE_AFTER, ALONE_BEFORE, bare, D, digits, GAP } from "./digits.ts";
import { isIdentityNumber, maskIdentityNumber } from "./identity-number.ts";

/** Personal data that can be told by its form alone, wherever it stands. */
export type Form = {
  readonly kind: PersonalKind;
  readonly form: RegExp;
  /** Whether what looks like it is it. */
  readonly is?: (written: string) => boolean;
  /** As a supervisor may see it. */
  readonly shown: (written: string) => string;
};

const lastFour = (written: string): string => `****${bare(written).slice(-4)}`;

/** 138****5678, 0994-****78 */
function maskPhone(written: string): string {
  const number = bare(written).replace(/^(?:00)?86(?=1\d{10}$)/, "");
  return number.startsWith("1")
    ? `${number.slice(0, 3)}****${number.slice(-4)}`
    : `${number.slice(0, number.length - 8 > 2 ? 4 : 3)}-****${number.slice(-2)}`;
}

/** The check of bank cards (GB/T 15694): every second digit from the right counts twice. */
function isCard(written: string): boolean {
  const number = bare(written);
  const sum = [...number].reverse().reduce((total, digit, i) => {
    const value = Number(digit) * (i % 2 === 1 ? 2 : 1);
    return total + (value > 9 ? value - 9 : value);
  }, 0);
  return sum % 10 === 0;
}

const PLATE =
  /[京津沪渝冀豫云辽黑湘皖鲁新苏浙赣鄂桂甘晋蒙陕吉闽贵粤青藏川宁琼][A-HJ-NP-Z][ ·•・-]?(?:[A-HJ-NP-Z0-9]{4,5}[A-HJ-NP-Z0-9挂学警港澳])(?![A-Za-z0-9])/gu;

/** In this order: what is longer comes first. */
export const FORMS: readonly Form[] = [
  {
    kind: "phone",
    form: /[A-Za-z0-9][A-Za-z0-9._%+-]{0,63}[@＠](?:[A-Za-z0-9-]{1,63}[.．]){1,5}[A-Za-z]{2,24}/gu,
    shown: (written) => `${written[0]}***@${written.split(/[@＠]/)[1]}`,
  },
  {
    kind: "identity-number",
    form: new RegExp(
      `(?<!${D})${digits(17)}${GAP}[0-9０-９xXｘＸ](?!${D})|${ALONE_BEFORE}${digits(15)}${ALONE_AFTER}`,
      "gu",
    ),
    is: (written) => isIdentityNumber(bare(written)),
    shown: (written) => maskIdentityNumber(plainForm(written)),
  },
  {
    kind: "identity-number",
    form: new RegExp(
      `(?<=(?:护照|通行证|居留证|居住证|永居证|证件号码?|驾驶证号?|档案编号)\\P{Script=Han}{0,3}(?:为|是|号码?)?[：: ]?)[A-Za-z]{0,3}${D}{7,15}${ALONE_AFTER}`,
      "gu",
    ),
    shown: (written) => maskIdentityNumber(plainForm(written)),
  },
  {
    kind: "identity-number",
    form: new RegExp(
      `${ALONE_BEFORE}(?:E[A-HJ-NP-Z]\\d{7}|[EGP]\\d{8}|[HM]\\d{8}(?:\\d{2})?)${ALONE_AFTER}`,
      "gu",
    ),
    shown: maskIdentityNumber,
  },
  {
    kind: "account",
    form: new RegExp(`(?<=(?:账号|帐号|账户|帐户|卡号)[为是]?[：: ]?)${D}(?:[ -]?${D}){7,29}(?!${D})`, "gu"),
    shown: lastFour,
  },
  {
    kind: "account",
    form: new RegExp(
      `${ALONE_BEFORE}(?<![A-Za-z]-)(?=[3-69３-６９])${D}(?:[ -]?${D}){15,18}${ALONE_AFTER}(?!号)`,
      "gu",
    ),
    is: isCard,
    shown: lastFour,
  },
  {
    kind: "phone",
    form: new RegExp(
      `${ALONE_BEFORE}(?:(?:\\+|00)?86[- ]?)?[1１][3-9３-９]${D}(?:${GAP}${D}){8}${ALONE_AFTER}(?!(?:[.．]${D}+)?[万亿]?元)`,
      "gu",
    ),
    shown: maskPhone,
  },
  {
    kind: "phone",
    form: new RegExp(
      `${ALONE_BEFORE}[（(]?[0０]${D}{2,3}[)）]?[-－— ]?[2-9２-９]${D}{6,7}${ALONE_AFTER}`,
      "gu",
    ),
    shown: maskPhone,
  },
  {
    kind: "phone",
    form: new RegExp(`(?<=(?:电话|手机|座机|联系方式|微信号?|QQ号?)[为是]?[：: ]?)${D}{5,12}(?!${D})`, "giu"),
    shown: (written) => `****${bare(written).slice(-2)}`,
  },
  { kind: "text", form: PLATE, shown: (written) => `${written.slice(0, 2)}·*****` },
  { kind: "address", form: ADDRESS, shown: maskAddress },
  {
    kind: "birth-date",
    form: new RegExp(
      `${D}{4}[年./-]${D}{1,2}[月./-]${D}{1,2}日?(?=[出]?生)|(?<=(?:出生日期|生日|生于)[为是]?[：: ]?)${D}{4}[年./-]${D}{1,2}[月./-]${D}{1,2}日?`,
      "gu",
    ),
    shown: () => "（出生日期略）",
  },
];

/** The characters as written, gaps left out. */
const plainForm = (written: string): string => written.normalize("NFKC").replace(/[^0-9A-Za-z]/g, "");
