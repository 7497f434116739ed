import type { Trace } from "../domain/entities.ts";
import type { Ruleset } from "../domain/ruleset/ruleset.ts";
import { OPERATORS } from "../domain/schema/operators.ts";
import type { FactValue } from "../domain/schema/primitives.ts";
import { factLabel } from "./decision-text.ts";

const show = (value: FactValue | undefined): string =>
  value === undefined
    ? ""
    : value === true
      ? "是"
      : value === false
        ? "否"
        : Array.isArray(value)
          ? value.join("、")
          : String(value);

/** A condition with what was found, one leaf a line: √ true, × false, ？ unknown. */
export function traceLines(trace: Trace, ruleset: Ruleset, type: string, depth = 1): string[] {
  const pad = "  ".repeat(depth);
  const mark = trace.result === null ? "？" : trace.result ? "√" : "×";
  if ("all" in trace)
    return [`${pad}${mark} 同时满足：`, ...trace.all.flatMap((t) => traceLines(t, ruleset, type, depth + 1))];
  if ("any" in trace)
    return [`${pad}${mark} 满足其一：`, ...trace.any.flatMap((t) => traceLines(t, ruleset, type, depth + 1))];
  if ("not" in trace)
    return [`${pad}${mark} 不是下列情形：`, ...traceLines(trace.not, ruleset, type, depth + 1)];
  const found = trace.found === undefined ? "未填写" : show(trace.found);
  const personal = ruleset.recordTypes.get(type)?.facts.find((f) => f.name === trace.fact)?.personal;
  return [
    `${pad}${mark} ${factLabel(ruleset, type, trace.fact)}${OPERATORS[trace.operator].label}${show(trace.expected)}（实为：${personal ? "略" : found}）`,
  ];
}
