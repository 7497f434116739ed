import type { Finding, Trace } from "../entities.ts";

export type LeafTrace = Extract<Trace, { fact: string }>;

/**
 * What a leaf did for the result: `holds` (true) and `fails` (false) carry it, for `missing` it waits, and whatever
 * an `unneeded` one is, the result stays.
 */
export type ReadLeaf = {
  readonly leaf: LeafTrace;
  readonly role: "holds" | "fails" | "missing" | "unneeded";
};

/** The leaves of a condition in the order in which they stand. */
export function readTrace(trace: Trace): ReadLeaf[] {
  return leavesOf(markMatters(trace)).map((leaf) => ({ leaf, role: roleOf(leaf) }));
}

function roleOf({ matters, result }: LeafTrace): ReadLeaf["role"] {
  if (matters === false) return "unneeded";
  if (result === null) return "missing";
  return result ? "holds" : "fails";
}

/** The same trace; nodes that the result does not rest on say `matters: false`. */
export function markMatters(trace: Trace, matters = true): Trace {
  const mark = matters ? {} : { matters: false as const };
  if ("all" in trace)
    return {
      ...trace,
      ...mark,
      all: trace.all.map((one) => markMatters(one, matters && decides(one, trace.result, false))),
    };
  if ("any" in trace)
    return {
      ...trace,
      ...mark,
      any: trace.any.map((one) => markMatters(one, matters && decides(one, trace.result, true))),
    };
  if ("not" in trace) return { ...trace, ...mark, not: markMatters(trace.not, matters) };
  return { ...trace, ...mark };
}

/** A finding as scripts get it. */
export function withMatters(finding: Finding): Finding {
  return finding.trace ? { ...finding, trace: markMatters(finding.trace) } : finding;
}

/** One `decisive` child settles the whole alone; until there is one, every child counts. */
function decides(child: Trace, whole: boolean | null, decisive: boolean): boolean {
  return whole !== decisive || child.result === decisive;
}

function leavesOf(trace: Trace): LeafTrace[] {
  if ("all" in trace) return trace.all.flatMap(leavesOf);
  if ("any" in trace) return trace.any.flatMap(leavesOf);
  return "not" in trace ? leavesOf(trace.not) : [trace];
}
