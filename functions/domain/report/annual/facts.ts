import type { StoredRecord } from "../../entities.ts";
import type { IsoDate } from "../../schema/primitives.ts";

/** First and last day, both counted. */
export type Year = { readonly from: IsoDate; readonly to: IsoDate };

export const yearOf = (year: number): Year => ({ from: `${year}-01-01`, to: `${year}-12-31` });

export const within = (day: IsoDate | undefined, { from, to }: Year): boolean =>
  day !== undefined && day >= from && day <= to;

export function text({ facts }: StoredRecord, name: string): string | undefined {
  const value = facts[name];
  return typeof value === "string" && value !== "" ? value : undefined;
}

/** Facts of type date hold dates that exist, and sort as text. */
export const date = (record: StoredRecord, name: string): IsoDate | undefined => text(record, name);

export function list({ facts }: StoredRecord, name: string): readonly string[] {
  const value = facts[name];
  return Array.isArray(value) ? value : [];
}
