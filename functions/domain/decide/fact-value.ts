import { dayOf, INSTANT_FORMS, toInstant } from "../calendar/instants.ts";
import { mask } from "../mask.ts";
import type { FactDefinition } from "../schema/folder.ts";
import { type FactValue, type IsoDate, isIsoDate, QUANTITIES, type Quantity } from "../schema/primitives.ts";

const MAX_TEXT = 10_000;
const MAX_LIST = 100;
const MAX_LIST_TEXT = 200;

export type ValueProblem = {
  readonly code: string;
  /** With what was found, unless it is personal. */
  readonly message: string;
  readonly found?: string;
  readonly accepted?: readonly string[];
  /** Of accepted words, where they do not explain themselves. */
  readonly labels?: Readonly<Record<string, string>>;
};

/** Why a fact cannot hold a value. With `on`, the date of something already done may not lie after that day. */
export function valueProblem(
  fact: Pick<FactDefinition, "name" | "label" | "type" | "unit" | "values" | "done" | "personal">,
  value: unknown,
  on?: IsoDate,
): ValueProblem | undefined {
  const shown = fact.personal ? "（略）" : mask(String(JSON.stringify(value))).slice(0, 80);
  const subject = `“${fact.label}”（${fact.name}）的值 ${shown} 不可用`;
  const wrong = (code: string, form: string) => ({ code, message: `${subject}，${form}` });
  const notListed = (found: string): ValueProblem => ({
    code: "value-not-listed",
    message: subject,
    found: found.slice(0, 200),
    accepted: fact.values ?? [],
  });
  switch (fact.type) {
    case "date":
      if (!isIsoDate(value))
        return wrong("impossible-date", "应为真实存在的日期 YYYY-MM-DD，例如 2026-09-28");
      return fact.done && on && value > on ? wrong("future-date", `已经发生的日期不得晚于 ${on}`) : undefined;
    case "instant": {
      const instant = toInstant(value);
      if (instant === undefined) return wrong("impossible-instant", INSTANT_FORMS);
      return fact.done && on && dayOf(instant) > on
        ? wrong("future-date", `已经发生的时刻不得晚于 ${on}`)
        : undefined;
    }
    case "boolean":
      return typeof value === "boolean" ? undefined : wrong("wrong-type", "应为 true 或 false");
    case "number":
      if (typeof value !== "number" || !Number.isFinite(value))
        return wrong("wrong-type", "应为数，例如 5000");
      if (value < 0) return wrong("negative", "不得小于 0，例如 5000");
      if (fact.unit === undefined || fitsUnit(value, fact.unit)) return undefined;
      return wrong("unit-value", `单位是“${QUANTITIES[fact.unit].label}”，${STEPS[fact.unit].words}`);
    case "list": {
      if (!isTextList(value)) return wrong("wrong-type", '应为文本列表，例如 ["罚款"]');
      const odd = value.find((item) => fact.values && !fact.values.includes(item));
      return odd === undefined ? undefined : notListed(odd);
    }
    case "text":
      if (typeof value !== "string" || value.length > MAX_TEXT)
        return wrong("wrong-type", `应为文本，最多 ${MAX_TEXT} 字`);
      return fact.values && !fact.values.includes(value) ? notListed(value) : undefined;
  }
}

/** A value without a problem as records keep it: of an instant there is one way of writing it. */
export const asKept = ({ type }: Pick<FactDefinition, "type">, value: FactValue): FactValue =>
  type === "instant" ? (toInstant(value) ?? value) : value;

/** The smallest part of a unit that there is. */
const STEPS: Readonly<Record<Quantity, { readonly part: number; readonly words: string }>> = {
  yuan: { part: 100, words: "至多两位小数，例如 5000 或 99.5" },
  "working-day": { part: 2, words: "应为整数或者半日，例如 7 或 0.5" },
  day: { part: 1, words: "应为整数，例如 15" },
  piece: { part: 1, words: "应为整数，例如 2" },
};

/** Within what a double can tell: 0.29 × 100 is not 29. */
function fitsUnit(value: number, unit: Quantity): boolean {
  const parts = value * STEPS[unit].part;
  return Math.abs(parts - Math.round(parts)) < 1e-6;
}

function isTextList(value: unknown): value is string[] {
  return (
    Array.isArray(value) &&
    value.length <= MAX_LIST &&
    value.every((item) => typeof item === "string" && item.length <= MAX_LIST_TEXT)
  );
}
