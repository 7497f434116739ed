import { normaliseFacts } from "../decide/facts.ts";
import type { Subject } from "../entities.ts";
import { YifaError } from "../errors.ts";
import type { IsoDate } from "../schema/primitives.ts";
import type { Rule, RuleCase } from "../schema/rule.ts";
import type { LeafCoverage } from "./leaf-coverage.ts";
import type { Ruleset } from "./ruleset.ts";

export type Expected = RuleCase["expect"];
/** What came of a case, by the names under which a case may expect it. */
export type Found = { readonly [K in keyof Expected]?: Expected[K] };
export type CaseRun = {
  readonly rule: Rule;
  readonly ruleCase: RuleCase;
  readonly ruleset: Ruleset;
  readonly on: IsoDate;
  readonly coverage: LeafCoverage;
};

/** The record of a case with its facts as `decide` wants them; nothing on it may be done only after the day `on`. */
export function subjectOf(
  { facts, id, agency }: NonNullable<RuleCase["record"]>,
  type: string,
  from: { readonly id: string; readonly ruleset: Ruleset; readonly on: IsoDate; readonly pointer: string },
): Subject {
  try {
    const read = normaliseFacts(from.ruleset, type, facts, from.on);
    return { type, id: id ?? from.id, facts: read, ...(agency !== undefined && { agency }) };
  } catch (error) {
    if (!(error instanceof YifaError)) throw error;
    const pointer = `${from.pointer}${error.pointer ?? ""}`;
    const ofCase = error.code === "future-date" ? "（案例的查询日期 on，没有写的为运行当日）" : "";
    throw new YifaError(error.kind, error.code, `${error.message}${ofCase}`, { pointer, cause: error });
  }
}
