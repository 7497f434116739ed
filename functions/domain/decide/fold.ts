import type { Trace } from "../entities.ts";
import type { Operator } from "../schema/operators.ts";
import type { FactValue } from "../schema/primitives.ts";

/** json-rules-engine's result tree, as far as it is read here. */
export type ResultNode = {
  readonly all?: ResultNode[];
  readonly any?: ResultNode[];
  readonly not?: ResultNode;
  readonly fact?: string;
  readonly operator?: string;
  readonly value?: unknown;
  readonly result?: boolean;
  readonly factResult?: unknown;
  readonly valueResult?: unknown;
};

export type Folded = {
  readonly result: boolean | null;
  readonly missing: readonly string[];
  readonly trace: Trace;
};

const NONE: readonly string[] = [];

/**
 * Three values and the trace from one run (Kleene): a leaf on a missing fact is unknown, `false` decides an `all`,
 * `true` decides an `any`. `missing` lists the facts that keep the result open.
 */
export function fold(node: ResultNode): Folded {
  if (node.all) return foldMany(node.all, false);
  if (node.any) return foldMany(node.any, true);
  if (node.not) {
    const inner = fold(node.not);
    const result = inner.result === null ? null : !inner.result;
    return { result, missing: inner.missing, trace: { not: inner.trace, result } };
  }
  return foldLeaf(node);
}

function foldMany(nodes: readonly ResultNode[], decisive: boolean): Folded {
  let result: boolean | null = !decisive;
  let missing: string[] | undefined;
  const traces: Trace[] = [];
  for (const node of nodes) {
    const inner = fold(node);
    traces.push(inner.trace);
    if (inner.result === decisive) result = decisive;
    else if (inner.result === null) {
      if (result !== decisive) result = null;
      if (missing) missing.push(...inner.missing);
      else missing = [...inner.missing];
    }
  }
  const trace: Trace = decisive ? { any: traces, result } : { all: traces, result };
  return { result, missing: result === null && missing ? missing : NONE, trace };
}

function foldLeaf(node: ResultNode): Folded {
  const fact = node.fact as string;
  const operator = node.operator as Operator;
  const found = node.factResult as FactValue | undefined;
  if (operator === "isPresent" || operator === "isMissing") {
    const result = node.result === true;
    return {
      result,
      missing: NONE,
      trace: found === undefined ? { fact, operator, result } : { fact, operator, found, result },
    };
  }
  const expected = node.valueResult as FactValue | undefined;
  const lacking = found === undefined ? [fact] : [];
  if (expected === undefined) lacking.push((node.value as { fact: string }).fact);
  const result = lacking.length > 0 ? null : node.result === true;
  const trace: Trace = {
    fact,
    operator,
    result,
    ...(expected !== undefined && { expected }),
    ...(found !== undefined && { found }),
  };
  return { result, missing: lacking.length > 0 ? lacking : NONE, trace };
}
