import type { StoredRecord } from "../../entities.ts";
import { OTHER_KINDS } from "./classes.ts";
import type { Decision, Uncounted } from "./decisions.ts";
import { list } from "./facts.ts";

/** The kind of penalty that an amount belongs to. */
const PENALTY_AMOUNTS = [
  { fact: "fineYuan", penalty: "罚款", lacks: "缺罚款金额" },
  { fact: "confiscatedYuan", penalty: "没收", lacks: "缺没收金额（不能确定金额的，不计入）" },
] as const;
type AmountFact = (typeof PENALTY_AMOUNTS)[number]["fact"] | "amountYuan";

/** Exact in fen; as exact in yuan as a double is. */
export function sumYuan(records: readonly StoredRecord[], facts: readonly AmountFact[]): number {
  const amounts = records.flatMap((record) => facts.map((fact) => countedFen(record, fact)));
  const sum = amounts.reduce((total, amount) => total + amount, 0n);
  return Number(`${sum / 100n}.${String(sum % 100n).padStart(2, "0")}`);
}

/** A fine without the kind 罚款 contradicts itself and is not counted. */
function countedFen(record: StoredRecord, fact: AmountFact): bigint {
  const penalty = PENALTY_AMOUNTS.find((one) => one.fact === fact)?.penalty;
  const imposed = penalty === undefined || list(record, "penaltyKinds").includes(penalty);
  return imposed ? (fen(record, fact) ?? 0n) : 0n;
}

/** Money in whole fen: a fact in yuan has at most two decimals. */
function fen({ facts }: StoredRecord, fact: AmountFact): bigint | undefined {
  const value = facts[fact];
  return typeof value === "number" ? BigInt(Math.round(value * 100)) : undefined;
}

/** Of decisions that are counted: amounts that nobody wrote down, or that the kinds of penalty leave no room for. */
export function amountsUncounted({ kind, records }: Decision): Uncounted[] {
  return records.flatMap((record) =>
    reasonsOf(record, kind).map((reason) => ({ record, in: "金额", reason })),
  );
}

function reasonsOf(record: StoredRecord, kind: string): string[] {
  if (kind !== "行政处罚") {
    const lacks = OTHER_KINDS[kind]?.amount === "expected" && fen(record, "amountYuan") === undefined;
    return lacks ? ["缺涉及金额"] : [];
  }
  return PENALTY_AMOUNTS.flatMap(({ fact, penalty, lacks }) => {
    const amount = fen(record, fact);
    if (list(record, "penaltyKinds").includes(penalty))
      return amount === undefined ? [`处罚种类含${penalty}，${lacks}`] : [];
    return amount === undefined || amount === 0n ? [] : [`处罚种类不含${penalty}，${penalty}金额未计入`];
  });
}
