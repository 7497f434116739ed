import type { FactDefinition } from "../schema/folder.ts";
import { type IsoDate, isIsoDate } from "../schema/primitives.ts";

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
  fact: Pick<FactDefinition, "name" | "label" | "type" | "values" | "done" | "personal">,
  value: unknown,
  on?: IsoDate,
): ValueProblem | undefined {
  const shown = fact.personal ? "（略）" : String(JSON.stringify(value)).slice(0, 80);
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
    case "boolean":
      return typeof value === "boolean" ? undefined : wrong("wrong-type", "应为 true 或 false");
    case "number":
      if (typeof value !== "number" || !Number.isFinite(value))
        return wrong("wrong-type", "应为数，例如 5000");
      return value < 0 ? wrong("negative", "不得小于 0，例如 5000") : undefined;
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

function isTextList(value: unknown): value is string[] {
  return (
    Array.isArray(value) &&
    value.length <= MAX_LIST &&
    value.every((item) => typeof item === "string" && item.length <= MAX_LIST_TEXT)
  );
}
