import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { parseSourceFile } from "../../../functions/domain/ruleset/source-file.ts";

/** `undefined` for a text that is no JSON. */
function parsed(text: string): { value: unknown } | undefined {
  try {
    return { value: JSON.parse(text) };
  } catch {
    return undefined;
  }
}

/** JSON of our own making: no keys that are refused, texts of letters and signs, numbers of few digits. */
const plain = fc.letrec((tie) => ({
  value: fc.oneof(
    { maxDepth: 5 },
    tie("scalar"),
    fc.array(tie("value")),
    fc.dictionary(fc.stringMatching(/^[a-z]{1,8}$/), tie("value")),
  ),
  scalar: fc.oneof(
    fc.stringMatching(/^[\w 行政许可“”，：\\"/{}[\]-]{0,12}$/),
    fc.integer({ min: -1_000_000, max: 1_000_000 }),
    fc.integer({ min: -1_000_000, max: 1_000_000 }).map((n) => n / 100),
    fc.boolean(),
    fc.constant(null),
  ),
})).value;

const SIGNS = [
  '"',
  "“",
  "”",
  ":",
  "：",
  ",",
  "，",
  "{",
  "}",
  "[",
  "]",
  "｛",
  "】",
  "\\",
  "\\u",
  "/",
  "//",
  "/*",
  "'",
  "\n",
  "\r",
  "\t",
  "\0",
  "\u200B",
  "\uFEFF",
  "\uD800",
  "é",
  "是",
  "true",
  "NaN",
  "-",
  "1e999",
  "0",
  "7天",
  "__proto__",
];

/** JSON with a few pieces cut out, put in or exchanged. */
const mistaken = fc
  .tuple(
    plain,
    fc.array(fc.tuple(fc.nat(), fc.nat({ max: 3 }), fc.constantFrom("", ...SIGNS)), { maxLength: 4 }),
  )
  .map(([value, changes]) =>
    changes.reduce(
      (text, [at, length, sign]) => {
        const from = at % (text.length + 1);
        return text.slice(0, from) + sign + text.slice(from + length);
      },
      JSON.stringify(value, null, 2),
    ),
  );

describe("the reader of rule files", () => {
  it("reads plain JSON as JSON.parse does", () => {
    fc.assert(
      fc.property(plain, fc.boolean(), (value, pretty) => {
        const text = JSON.stringify(value, null, pretty ? 2 : undefined);
        const { source, problems } = parseSourceFile("a.json", text);
        expect(problems).toEqual([]);
        expect(source?.value).toEqual(JSON.parse(text));
      }),
    );
  });

  it("takes nothing that JSON.parse does not, and always ends with a place inside the text", () => {
    fc.assert(
      fc.property(mistaken, (text) => {
        const { source, problems } = parseSourceFile("a.json", text);
        const json = parsed(text);
        if (problems.length === 0) expect(json).toEqual({ value: source?.value });
        if (!json) expect(problems.length).toBeGreaterThan(0);
        for (const { line, column, message } of problems) {
          const lines = text.split("\n");
          expect(column >= 1 && column <= (lines[line - 1]?.length ?? -1) + 1).toBe(true);
          expect(message).toMatch(/\p{Script=Han}/u);
        }
      }),
      { numRuns: 3_000 },
    );
  });

  it("reads a megabyte of brackets, quotes or escapes without delay", () => {
    for (const piece of ["[", '"', "\\", '{"a":', "“", "/*", '"\\u200b"', "，"])
      expect(parseSourceFile("a.json", piece.repeat(1_000_000 / piece.length)).problems).not.toEqual([]);
  });
});
