import type { Affected } from "../publication/affected.ts";
import type { Directory } from "../schema/folder.ts";
import type { Change } from "./case-impact.ts";

/** A change with what of the stored things it can touch. */
export type StoredChange = Change & { readonly affected: Affected };

/** A share of an agency list: those whose place in it leaves `part` when divided by `of`. */
type Share = { readonly part: number; readonly of: number };

/**
 * A part of what is stored that is walked by itself: records of a type that the change touches, open duties that other
 * calendars may move, or all else that awaits a line by the next mailing day.
 */
export type Lane =
  | ({ readonly kind: "records"; readonly type: string } & Share)
  | ({ readonly kind: "dates" } & Share)
  | { readonly kind: "awaiting" };

/** So many at most, whatever the number of types. */
const MOST = 32;
const SHARES = 8;

/** The names of the lanes of a change: together they hold everything once. */
export function lanesOf({ dates, types }: Affected): string[] {
  const lists = [...types.map((type) => `records.${type}`), ...(dates ? ["dates"] : [])];
  const of = Math.max(1, Math.min(SHARES, Math.floor(MOST / Math.max(1, lists.length))));
  const shared = lists.flatMap((list) => Array.from({ length: of }, (_, part) => `${list}.${part}-${of}`));
  return [...shared, "awaiting"];
}

/** What a name of `lanesOf` stands for. */
export function readLane(name: string): Lane {
  if (name === "awaiting") return { kind: "awaiting" };
  const [, list = "", part, of] = /^(.+)\.(\d+)-(\d+)$/.exec(name) ?? [];
  const share = { part: Number(part), of: Number(of) };
  if (list === "dates") return { kind: "dates", ...share };
  if (list.startsWith("records.")) return { kind: "records", type: list.slice("records.".length), ...share };
  throw new Error(`no lane of an impact: ${name}`);
}

export const agenciesOf = ({ part, of }: Share, { agencies }: Directory): string[] =>
  agencies.flatMap(({ id }, n) => (n % of === part ? [id] : []));
