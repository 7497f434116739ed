import type { Facts, Scalar } from "../schema/primitives.ts";
import type { Claim, Selection } from "./compiled-type.ts";
import type { Judge, Verdict } from "./judge.ts";

export type Statement = { readonly rule: string; readonly says: Scalar };

/** What flags say of the facts that one record leaves out. A fact is supplied when none of its flags says, or may yet say, anything else. */
export class Claims {
  readonly supplied: Record<string, Scalar> = {};
  /** What was said of facts on which flags contradict each other. */
  readonly contradicted = new Map<string, readonly Statement[]>();
  readonly #heard = new Map<string, { count: number; said: Statement[]; possible: Scalar[] }>();
  readonly #selection: Selection;
  readonly #judge: Judge;
  readonly #stated: Facts;

  constructor(selection: Selection, judge: Judge, stated: Facts) {
    this.#selection = selection;
    this.#judge = judge;
    this.#stated = stated;
  }

  /** Hears one flag; with the last of a fact it is settled, and what was supplied is returned. */
  hear(rule: string): readonly [fact: string, value: Scalar] | undefined {
    const claim = this.#selection.claims.get(rule);
    if (!claim || Object.hasOwn(this.#stated, claim.fact)) return undefined;
    const { fact } = claim;
    const heard = this.#heard.get(fact) ?? { count: 0, said: [], possible: [] };
    this.#heard.set(fact, heard);
    const verdict = this.#judge.verdict(rule);
    const values = possibleValues(verdict, claim);
    heard.possible.push(...values);
    const [says] = values;
    if (verdict.own !== null && verdict.setAside === false && says !== undefined) {
      heard.said.push({ rule, says });
    }
    heard.count++;
    if (heard.count < (this.#selection.claimants.get(fact) ?? 0)) return undefined;
    return this.#settle(fact, heard.said, heard.possible);
  }

  #settle(fact: string, said: readonly Statement[], possible: readonly Scalar[]) {
    const [first] = said;
    if (!first) return undefined;
    if (said.some(({ says }) => says !== first.says)) {
      this.contradicted.set(fact, said);
      return undefined;
    }
    if (possible.some((value) => value !== first.says)) return undefined;
    this.supplied[fact] = first.says;
    return [fact, first.says] as const;
  }
}

/** What a flag says, or may yet say. One that an exception sets aside is silent, also of `otherwise`. */
function possibleValues({ own, setAside }: Verdict, { value, otherwise }: Claim): Scalar[] {
  if (setAside === true) return [];
  const ifNot = otherwise === undefined ? [] : [otherwise];
  return own === true ? [value] : own === false ? ifNot : [value, ...ifNot];
}
