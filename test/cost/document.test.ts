import { readFile } from "node:fs/promises";
import { describe, expect, it } from "vitest";
import { DOCUMENT, recorded, withTables } from "../../bench/cost/document.ts";
import { PRICED_NAMES, priceOf, REGIONS, SOURCES } from "../../bench/cost/prices.ts";

const text = await readFile(DOCUMENT, "utf8");
const measured = await recorded();

describe("docs/cost.md", () => {
  it("has the tables that figures, prices and assumptions come to (npm run cost -- --recorded)", () => {
    expect(withTables(text, measured)).toBe(text);
  });

  it("would not, were an operation dearer", () => {
    const putNew = { ...measured.operations.putNew, writeUnits: 40 };
    const dearer = { ...measured, operations: { ...measured.operations, putNew } };
    expect(withTables(text, dearer)).not.toBe(text);
  });

  it("has a place for every table and none without one", () => {
    expect(() => withTables(text.replace("<!-- cost:city -->", ""), measured)).toThrow(/no place for city/);
    expect(() => withTables(`${text}\n<!-- cost:village -->\n<!-- /cost -->\n`, measured)).toThrow(
      /no table "village"/,
    );
  });

  it("says of every price where it is from, or that it is estimated", () => {
    for (const region of REGIONS)
      for (const name of PRICED_NAMES) {
        const { amount, source } = priceOf(region, name);
        expect(amount, `${region} ${name}`).toBeGreaterThanOrEqual(0);
        if (source !== undefined) expect(SOURCES, `${region} ${name}`).toHaveProperty(source);
      }
  });
});
