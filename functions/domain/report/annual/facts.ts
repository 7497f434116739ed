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
export const date: (record: StoredRecord, name: string) => IsoDate | undefined = text;

export function list({ facts }: StoredRecord, name: string): readonly string[] {
  const value = facts[name];
  return Array.isArray(value) ? value : [];
}

/** Money in whole fen: a fact in yuan has at most two decimals. */
export function fen({ facts }: StoredRecord, name: string): bigint | undefined {
  const value = facts[name];
  return typeof value === "number" ? BigInt(Math.round(value * 100)) : undefined;
}

/** Exact in fen; as exact in yuan as a double is. */
export function sumYuan(records: readonly StoredRecord[], names: readonly string[]): number {
  const amounts = records.flatMap((record) => names.map((name) => fen(record, name) ?? 0n));
  const sum = amounts.reduce((total, amount) => total + amount, 0n);
  return Number(`${sum / 100n}.${String(sum % 100n).padStart(2, "0")}`);
}
