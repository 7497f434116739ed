import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { IndicatorVersion } from "../../../functions/domain/decide/count.ts";
import { countIndicator } from "../../../functions/domain/decide/indicator.ts";
import type { Outcome, Subject } from "../../../functions/domain/entities.ts";
import type { Trend } from "../../../functions/domain/schema/period-effects.ts";
import { shippedRules } from "../../support/rules.ts";

const ruleset = await shippedRules();

/** Of decisions whose result is known, those that were granted. `complex` stands for the base. */
function version(asks: { atLeastRatio: number } | { trend: Trend }): IndicatorVersion {
  return {
    effectiveFrom: "2019-08-06",
    appliesTo: "enforcement-decision",
    indicator: {
      numerator: { fact: "licenceRevoked", operator: "equal", value: true },
      denominator: { fact: "complex", operator: "equal", value: true },
      every: "year",
      responsible: "record.agency",
      breach: {
        action: "disclose",
        due: { after: "periodEnd", count: 20, unit: "working-day", source: "default" },
        ladder: "general",
      },
      ...asks,
    },
  };
}

/** `+` in both, `-` in the base only, `?` in the base and perhaps above, `~` perhaps in the base, `.` in neither. */
const FACTS: Record<string, Subject["facts"]> = {
  "+": { licenceRevoked: true, complex: true },
  "-": { licenceRevoked: false, complex: true },
  "?": { complex: true },
  "~": { licenceRevoked: false },
  ".": { licenceRevoked: false, complex: false },
};
const subjects = (marks: string): Subject[] =>
  [...marks].map((mark, i) => ({ type: "enforcement-decision", id: String(i), facts: FACTS[mark] ?? {} }));

const count = (asks: Parameters<typeof version>[0], now: string, before?: string) =>
  countIndicator(
    version(asks),
    { subjects: subjects(now), on: "2026-12-31" },
    before === undefined ? undefined : { subjects: subjects(before), on: "2025-12-31" },
    ruleset,
  );

describe("a ratio", () => {
  const rows: [string, number, string, Outcome, number, readonly string[]][] = [
    ["is met exactly", 0.05, `+${"-".repeat(19)}`, "does-not-apply", 1, []],
    ["is missed where a part of one is one more", 0.05, `+${"-".repeat(20)}`, "applies", 2, []],
    ["asks for nothing of nothing", 0.05, "..", "does-not-apply", 0, []],
    ["is open where one record would meet it", 0.5, "?-", "undetermined", 1, ["licenceRevoked"]],
    ["is open where one record would widen the base", 0.5, "+-~", "undetermined", 1, ["complex"]],
    ["is met whatever the open records are", 0.3, "++-?~", "does-not-apply", 2, []],
    ["is missed whatever the open records are", 1, "--?", "applies", 3, []],
  ];
  it.each(rows)("%s", async (_name, atLeastRatio, marks, outcome, required, missing) => {
    expect(await count({ atLeastRatio }, marks)).toMatchObject({ outcome, required, missing });
  });
});

describe("a trend", () => {
  const rows: [string, Trend, string, string, Outcome][] = [
    ["that should fall, falls", "falling", "+---", "+--", "does-not-apply"],
    ["that should fall, stays", "falling", "+-", "++--", "applies"],
    ["that should fall, rises", "falling", "++-", "+-", "applies"],
    ["that should not rise, stays", "not-rising", "+-", "++--", "does-not-apply"],
    ["that should not rise, rises by little", "not-rising", "++-", "+++--", "applies"],
    ["that should rise, rises by little", "rising", "++-", "+++--", "does-not-apply"],
    ["that should rise, stays", "rising", "++--", "+-", "applies"],
    ["that should fall, has nothing left to fall", "falling", "--", "---", "does-not-apply"],
    ["that should fall, has fallen to nothing", "falling", "--", "+-", "does-not-apply"],
    ["that should fall, may have something left to fall", "falling", "-?", "--", "undetermined"],
    ["that should rise, is whole and was whole", "rising", "++", "+++", "does-not-apply"],
    ["that should rise, is whole whatever it was", "rising", "++", "+?", "does-not-apply"],
    ["that should rise, was whole and is not", "rising", "++-", "++", "applies"],
    ["that should rise, may still be whole", "rising", "+?", "++", "undetermined"],
    ["that should rise, is whole unless the base is wider", "rising", "++~", "++", "undetermined"],
    ["of thirds stays, which no rounding may turn into a move", "rising", "+--", "++----", "applies"],
    ["has nothing to ask of a period in which nothing was counted", "rising", "..", "+-", "does-not-apply"],
    ["cannot be told where nothing was counted before", "falling", "+-", "..", "undetermined"],
    ["cannot be told where facts of now decide", "falling", "?---", "+---", "undetermined"],
    ["cannot be told where facts of before decide", "falling", "+----", "?---", "undetermined"],
    [
      "cannot be told where facts of before decide whether there is a base",
      "not-rising",
      "-",
      "~",
      "undetermined",
    ],
    ["is told where open facts do not decide", "falling", "?---", "++--", "does-not-apply"],
  ];
  it.each(rows)("%s", async (_name, trend, now, before, outcome) => {
    expect((await count({ trend }, now, before)).outcome).toBe(outcome);
  });

  it("names both figures and the facts that keep it open", async () => {
    expect(await count({ trend: "falling" }, "?-", "+~")).toMatchObject({
      numerator: 0,
      denominator: 2,
      previousNumerator: 1,
      previousDenominator: 1,
      missing: ["licenceRevoked", "complex"],
    });
  });
});

describe("any indicator", () => {
  const marks = fc.string({ unit: fc.constantFrom("+", "-", "?", "~", "."), maxLength: 6 });
  const asks = fc.oneof(
    fc.record({ atLeastRatio: fc.constantFrom(0.05, 0.5, 0.7, 1) }),
    fc.record({ trend: fc.constantFrom<Trend>("falling", "not-rising", "rising") }),
  );
  const settled = (text: string, fill: readonly boolean[]) =>
    [...text]
      .map((mark, i) => (mark === "?" ? (fill[i] ? "+" : "-") : mark === "~" ? (fill[i] ? "-" : ".") : mark))
      .join("");

  it("once told, is told the same whatever the missing facts turn out to be", async () => {
    const fills = fc.array(fc.boolean(), { minLength: 12, maxLength: 12 });
    await fc.assert(
      fc.asyncProperty(asks, marks, marks, fills, async (asked, now, before, fill) => {
        const { outcome } = await count(asked, now, before);
        fc.pre(outcome !== "undetermined");
        const later = await count(asked, settled(now, fill), settled(before, fill.slice(6)));
        expect(later.outcome).toBe(outcome);
      }),
      { numRuns: 500 },
    );
  });

  it("lists each record once, and as many in the numerator as it counts", async () => {
    await fc.assert(
      fc.asyncProperty(asks, marks, async (asked, now) => {
        const { records, numerator } = await count(asked, now, now);
        expect(records.map(({ id }) => id)).toEqual(subjects(now).map(({ id }) => id));
        expect(records.filter(({ counted }) => counted === "numerator")).toHaveLength(numerator);
      }),
    );
  });
});
