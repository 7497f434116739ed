import type { Trace } from "../entities.ts";
import type { Leaf } from "../read/leaf.ts";
import type { Condition } from "../schema/condition.ts";
import type { Rule } from "../schema/rule.ts";

export type LeafSeen = {
  readonly pointer: string;
  readonly leaf: Leaf;
  seenTrue: boolean;
  seenFalse: boolean;
};

/** Which leaves of a rule's conditions its cases have seen true, and which false. */
export class LeafCoverage {
  readonly #leaves = new Map<string, LeafSeen>();

  constructor(rule: Rule) {
    rule.versions.forEach(({ effectiveFrom, when, gate, indicator }, i) => {
      const base = `/versions/${i}`;
      if (when) this.#add(`${effectiveFrom}/when`, `${base}/when`, when);
      if (gate) this.#add(`${effectiveFrom}/opensWhen`, `${base}/gate/opensWhen`, gate.opensWhen);
      for (const part of ["numerator", "denominator"] as const) {
        if (indicator) this.#add(`${effectiveFrom}/${part}`, `${base}/indicator/${part}`, indicator[part]);
      }
    });
  }

  #add(key: string, pointer: string, node: Condition): void {
    if ("all" in node)
      node.all.forEach((child, i) => {
        this.#add(`${key}/${i}`, `${pointer}/all/${i}`, child);
      });
    else if ("any" in node)
      node.any.forEach((child, i) => {
        this.#add(`${key}/${i}`, `${pointer}/any/${i}`, child);
      });
    else if ("not" in node) this.#add(`${key}/0`, `${pointer}/not`, node.not);
    else this.#leaves.set(key, { pointer, leaf: node, seenTrue: false, seenFalse: false });
  }

  /** Counts one evaluation; `root` is `<effectiveFrom>/<part>`. Unknown leaves count for neither. */
  see(root: string, trace: Trace): void {
    if ("all" in trace)
      trace.all.forEach((child, i) => {
        this.see(`${root}/${i}`, child);
      });
    else if ("any" in trace)
      trace.any.forEach((child, i) => {
        this.see(`${root}/${i}`, child);
      });
    else if ("not" in trace) this.see(`${root}/0`, trace.not);
    else {
      const seen = this.#leaves.get(root);
      if (seen && trace.result === true) seen.seenTrue = true;
      if (seen && trace.result === false) seen.seenFalse = true;
    }
  }

  get leaves(): readonly LeafSeen[] {
    return [...this.#leaves.values()];
  }
}
