import type { Trace } from "../entities.ts";
import type { Condition } from "../schema/condition.ts";
import type { Rule } from "../schema/rule.ts";

export type LeafSeen = {
  readonly pointer: string;
  readonly text: string;
  seenTrue: boolean;
  seenFalse: boolean;
};

/** Which leaves of a rule's conditions its cases have seen true, and which false. */
export class LeafCoverage {
  readonly #leaves = new Map<string, LeafSeen>();

  constructor(rule: Rule) {
    rule.versions.forEach((version, i) => {
      const base = `/versions/${i}`;
      if (version.when) this.#add(`${version.effectiveFrom}/when`, `${base}/when`, version.when);
      if (version.gate)
        this.#add(`${version.effectiveFrom}/opensWhen`, `${base}/gate/opensWhen`, version.gate.opensWhen);
      for (const part of ["numerator", "denominator"] as const) {
        if (version.indicator)
          this.#add(`${version.effectiveFrom}/${part}`, `${base}/indicator/${part}`, version.indicator[part]);
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
    else {
      const value = node.value === undefined ? "" : ` ${JSON.stringify(node.value)}`;
      this.#leaves.set(key, {
        pointer,
        text: `${node.fact} ${node.operator}${value}`,
        seenTrue: false,
        seenFalse: false,
      });
    }
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
      const leaf = this.#leaves.get(root);
      if (leaf && trace.result === true) leaf.seenTrue = true;
      if (leaf && trace.result === false) leaf.seenFalse = true;
    }
  }

  get leaves(): readonly LeafSeen[] {
    return [...this.#leaves.values()];
  }
}
