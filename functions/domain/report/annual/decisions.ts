import type { StoredRecord } from "../../entities.ts";
import { isSuspendedOrRevoked } from "../../import/penalty-kinds.ts";
import { normalisePart } from "../../import/record-key.ts";
import type { IsoDate } from "../../schema/primitives.ts";
import { amountsUncounted } from "./amounts.ts";
import { COMPULSORY_GROUPS, classOf, heaviest, LICENCE_CLASSES, OTHER_KINDS } from "./classes.ts";
import { date, list, text, within, type Year } from "./facts.ts";

/** One decision (宗) of the year, or one inspection (次). */
export type Decision = {
  readonly kind: string;
  /** Where it is counted within the table of its kind. */
  readonly class: string;
  /** Its number, else the id of its record. */
  readonly number: string;
  readonly decidedOn: IsoDate;
  /** One of each party; joint offenders share a decision. */
  readonly records: readonly StoredRecord[];
};

/** What a record could not be counted in, and why. */
export type Uncounted = { readonly record: StoredRecord; readonly in: string; readonly reason: string };

type Placed = { readonly record: StoredRecord; readonly kind: string; readonly classes: readonly string[] };

/** Each record decided in the year is part of one decision or told as uncounted; so is one that has no date. */
export function decisionsOf(
  records: readonly StoredRecord[],
  year: Year,
): { decisions: Decision[]; uncounted: Uncounted[] } {
  const uncounted: Uncounted[] = [];
  const placed: Placed[] = [];
  for (const record of records) {
    const decidedOn = date(record, "decidedOn");
    if (decidedOn === undefined ? isPending(record) : !within(decidedOn, year)) continue;
    const place = placeOf(record);
    const reasons = [
      ...(decidedOn === undefined ? ["缺作出决定日期"] : []),
      ...(place.lacks ? [place.lacks] : []),
    ];
    if (reasons.length > 0) uncounted.push({ record, in: "各表", reason: reasons.join("，") });
    else placed.push({ record, ...place });
  }
  const decisions = [...Map.groupBy(placed, decisionKey).values()].map(oneDecision);
  return { decisions, uncounted: [...uncounted, ...decisions.flatMap(amountsUncounted)] };
}

/** An application that has not been decided: nothing is missing. */
const isPending = (record: StoredRecord): boolean =>
  text(record, "kind") === "行政许可" &&
  text(record, "result") === undefined &&
  (date(record, "appliedOn") ?? date(record, "acceptedOn")) !== undefined;

function placeOf(record: StoredRecord): { kind: string; classes: string[]; lacks?: string } {
  const kind = text(record, "kind");
  if (kind === undefined) return { kind: "", classes: [], lacks: "缺执法类别" };
  const [classes, lacks] = classesOf(record, kind);
  return classes.length === 0 ? { kind, classes, lacks } : { kind, classes };
}

/** The class or, of a penalty, all its kinds; and what is missing where there is none. */
function classesOf(record: StoredRecord, kind: string): [classes: string[], lacks: string] {
  if (kind === "行政处罚") return [penaltyKinds(record), "缺处罚种类"];
  if (kind === "行政许可") {
    const result = text(record, "result");
    const own = result === undefined ? undefined : classOf(LICENCE_CLASSES, result);
    return [own === undefined ? [] : [own], "缺决定结果"];
  }
  if (kind === "行政强制") {
    const measure = text(record, "compulsoryMeasure");
    const known = measure !== undefined && classOf(COMPULSORY_GROUPS, measure) !== undefined;
    return [known ? [measure] : [], "缺强制种类"];
  }
  return [Object.hasOwn(OTHER_KINDS, kind) ? [kind] : [], `执法类别“${kind}”没有对应的统计表`];
}

/** Suspended or revoked, whichever: both are of one class. */
function penaltyKinds(record: StoredRecord): string[] {
  const either = isSuspendedOrRevoked(text(record, "penaltyKindText") ?? "") ? ["吊销许可证件"] : [];
  return [...list(record, "penaltyKinds"), ...either];
}

const decisionKey = ({ record, kind, classes }: Placed): string =>
  [documentKey(record, kind), ...(kind === "行政处罚" ? [] : classes)].join();

/** Licences are counted by application and inspections by what is inspected; of the rest one document is one decision. */
export function documentKey(record: StoredRecord, kind: string): string {
  const number = text(record, "documentNumber");
  if (number === undefined || kind === "行政许可" || kind === "行政检查") return JSON.stringify([record.id]);
  return JSON.stringify([kind, date(record, "decidedOn"), normalisePart(number)]);
}

function oneDecision(placed: Placed[]): Decision {
  const [{ record, kind }] = placed as [Placed];
  const classes = placed.flatMap((one) => one.classes);
  return {
    kind,
    class: (kind === "行政处罚" ? heaviest(classes) : classes[0]) as string,
    number: text(record, "documentNumber") ?? record.id,
    decidedOn: date(record, "decidedOn") as IsoDate,
    records: placed.map((one) => one.record),
  };
}
