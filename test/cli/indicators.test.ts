import { describe, expect, it } from "vitest";
import { figureText } from "../../functions/cli/indicators.ts";
import type { Figure } from "../../functions/domain/entities.ts";

const records = [
  { type: "personnel", id: "h3", counted: "numerator" },
  { type: "personnel", id: "h4", counted: "numerator" },
  { type: "personnel", id: "h5", counted: "denominator" },
] as const satisfies Figure["records"];

describe("the figure behind a duty is told", () => {
  const rows: [string, Figure, string][] = [
    [
      "as good ones where a ratio is asked for",
      { numerator: 2, denominator: 3, required: 3, records },
      "达标数2，基数3，应达3；计入达标数（2）：h3、h4；只计入基数（1）：h5",
    ],
    [
      "as what is counted, good or bad, where a trend is",
      { numerator: 2, denominator: 3, previousNumerator: 1, previousDenominator: 4, records },
      "所计数2，基数3，上期1/4；计入所计数（2）：h3、h4；只计入基数（1）：h5",
    ],
  ];
  it.each(rows)("%s", (_name, figure, text) => expect(figureText(figure)).toBe(text));
});
