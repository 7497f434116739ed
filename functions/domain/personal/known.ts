import type { StoredRecord } from "../entities.ts";
import type { FactDefinition, RecordType } from "../schema/folder.ts";
import type { PersonalKind } from "../schema/personal.ts";
import type { Facts, IsoDate } from "../schema/primitives.ts";
import { D, GAP } from "./digits.ts";
import { isMinorsCase } from "./minor.ts";
import { isFirm, nameForm, namesIn } from "./name.ts";

/** What one record tells of persons, to be found again wherever else it is written. */
export type Known = {
  readonly terms: readonly { readonly kind: PersonalKind; readonly form: RegExp; readonly written: string }[];
  readonly minor: boolean;
};

/** Stands where something was erased: rules ask whether a fact is there, and it was. */
export const ERASED = "（已删除）";

export const NOBODY: Known = { terms: [], minor: false };

/** Whether a fact of a record is personal: one about a firm is not, and what is not known to be a firm is a person. */
export function isPersonal(
  fact: FactDefinition,
  facts: Facts,
): fact is FactDefinition & { personal: PersonalKind } {
  if (fact.personal === undefined) return false;
  const { fact: other = "", values = [] } = fact.personalUnless ?? {};
  const value = facts[other];
  return typeof value !== "string" || !values.includes(value);
}

/** `on`: the day that counts for the age of a person where the record has no date. */
export function knownOf(
  recordType: RecordType,
  { facts, extra = {} }: Pick<StoredRecord, "facts" | "extra">,
  on: IsoDate,
): Known {
  const own = recordType.facts.flatMap((fact) => {
    const value = facts[fact.name];
    return isPersonal(fact, facts) && typeof value === "string" ? termsOf(fact.personal, value) : [];
  });
  const beside = Object.entries(extra).flatMap(([header, value]) => {
    const kind = kindOfColumn(header);
    return kind === undefined ? [] : termsOf(kind, value);
  });
  const terms = [...own, ...beside].sort((a, b) => b.written.length - a.written.length);
  return { terms, minor: isMinorsCase(recordType, facts, on) };
}

/** Columns that no fact takes, by what stands above them. */
const COLUMNS: readonly (readonly [RegExp, PersonalKind])[] = [
  [/身份证|证件号|护照/u, "identity-number"],
  [/住址|地址|住所|户籍/u, "address"],
  [/电话|手机|联系方式/u, "phone"],
  [/账号|帐号|账户|卡号/u, "account"],
  [/姓名|代表人|负责人|联系人|举报人|投诉人|受害人|被侵害人|伤者|经营者|当事人|监护人|证人/u, "name"],
];

export const kindOfColumn = (header: string): PersonalKind | undefined =>
  COLUMNS.find(([form]) => form.test(header.normalize("NFKC")))?.[1];

export function termsOf(kind: PersonalKind, value: string): Known["terms"][number][] {
  if (kind === "text" || kind === "birth-date" || kind === "minor") return [];
  const values = kind === "name" ? namesIn(value) : [value.trim()];
  return values
    .filter(
      (written) =>
        [...written].length >= 2 &&
        written !== ERASED &&
        !/[某*＊略]/u.test(written) &&
        (kind !== "name" || /^\D+$/u.test(written)) &&
        !(kind === "name" && isFirm(written)),
    )
    .map((written) => ({ kind, written, form: new RegExp(formOf(kind, written), "giu") }));
}

function formOf(kind: PersonalKind, written: string): string {
  if (kind === "name" || kind === "address") return nameForm(written);
  const characters = [...written.normalize("NFKC").replace(/[^0-9A-Za-z]/g, "")];
  if (characters.length < 4) return "(?!)";
  const wide = (c: string) => `[${c}${String.fromCodePoint((c.codePointAt(0) as number) + 0xfee0)}]`;
  return `(?<!${D})${characters.map(wide).join(GAP)}(?!${D})`;
}
