import { readFile } from "node:fs/promises";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { normaliseFacts } from "../../../functions/domain/decide/facts.ts";
import { columnsByHeader, normaliseHeader } from "../../../functions/domain/import/header.ts";
import type { Rejection } from "../../../functions/domain/import/import-row.ts";
import type { Ruleset } from "../../../functions/domain/ruleset/ruleset.ts";
import type { Facts } from "../../../functions/domain/schema/primitives.ts";
import { AS_OF, type ImportPlan, importTable, layouts, readTable, rules } from "./fixtures.ts";

/** What each sample gives on the day of the run; `records` are some of the rows that go in. */
type Expected = Pick<ImportPlan, "layout" | "unchanged" | "unknownColumns"> & {
  rows: number;
  rejected: Omit<Rejection, "message">[];
  warnings: { row: number; code: string }[];
  records: { row: number; agency: string; facts: Facts }[];
};
const folder = new URL("../../samples/layouts/", import.meta.url);
const expected: Record<string, Expected> = JSON.parse(
  await readFile(new URL("expected.json", folder), "utf8"),
);
const samples = await Promise.all(
  Object.entries(expected).map(async ([file, want]) => {
    const table = await readTable(`layouts/${file}`);
    return { file, want, table, plan: importTable(table, file) };
  }),
);

describe("a sample of each other layout", () => {
  test.each(samples)("$file is known by its headers and gives what it should", ({ want, plan }) => {
    const { layout, total, unchanged, unknownColumns, rejected, rows } = plan;
    const warnings = rows.flatMap(({ row, warnings }) => warnings.map(({ code }) => ({ row, code })));
    expect({ layout, rows: total, unchanged, unknownColumns, warnings }).toEqual({
      layout: want.layout,
      rows: want.rows,
      unchanged: want.unchanged,
      unknownColumns: want.unknownColumns,
      warnings: want.warnings,
    });
    expect(rejected.map(({ message, ...place }) => place)).toEqual(want.rejected);
    for (const { message } of rejected) expect(message).toMatch(/^[^\n]*[一-龥][^\n]*。$/u);
    expect(rows.length + plan.rejectedRows + unchanged.length).toBe(total);
  });

  test.each(samples.flatMap(({ file, want, plan }) => want.records.map((r) => ({ file, plan, ...r }))))(
    "$file row $row gives its agency and facts",
    ({ plan, row, agency, facts }) => {
      const record = plan.rows.find((r) => r.row === row)?.record;
      expect(record?.agency).toBe(agency);
      expect(record?.facts).toEqual(facts);
    },
  );

  test.each(samples)("$file: the record type takes every fact as it is", ({ plan }) => {
    for (const { record } of plan.rows)
      expect(normaliseFacts(rules as Ruleset, record.type, record.facts, AS_OF)).toEqual(record.facts);
  });

  test.each(samples)("$file a second time gives the same records", ({ file, table, plan }) => {
    expect(importTable(table, file)).toEqual(plan);
  });

  test.each(samples)("$file: no identity number in rejections, ids or extra cells", ({ plan }) => {
    const { rows, ...rest } = plan;
    const open = JSON.stringify([rest, rows.map(({ record }) => [record.id, record.extra])]);
    expect(open).not.toMatch(/65230119000101\d{3}[\dX]/);
  });
});

describe("a required column that is missing", () => {
  const cases = samples.flatMap(({ file, table, plan }) => {
    const layout = layouts.find(({ id }) => id === plan.layout);
    if (!layout) throw new Error(plan.layout);
    const byHeader = columnsByHeader(layout);
    const headerRow = table.findIndex(
      (cells) => cells.filter((c) => byHeader.has(normaliseHeader(c))).length > 2,
    );
    const headers = table[headerRow] ?? [];
    return headers.flatMap((text, index) => {
      const column = byHeader.get(normaliseHeader(text));
      const without = table.map((cells) => cells.filter((_, i) => i !== index));
      return column?.required ? [{ file, header: column.header, layout: layout.id, table: without }] : [];
    });
  });
  test.each(cases)("$file without $header is refused by name", ({ file, header, layout, table }) => {
    expect(() => importTable(table, file)).toThrow(
      expect.objectContaining({
        code: "missing-column",
        message: expect.stringContaining(`“${header}”`),
        details: { layout, missing: [header] },
      }),
    );
  });
});

test("whatever the cells hold, each row is taken, said again or rejected with place and reason", () => {
  const piece = fc.constantFrom(
    "2026-09-11",
    "2026-13-40",
    "万元",
    "3.5",
    "-1",
    "昌吉市司法局",
    "身份证",
    "无",
    "=1+1",
  );
  const cell = fc.oneof(piece, fc.string({ unit: "binary", maxLength: 30 }), fc.constant(""));
  const sheet = fc.constantFrom(...samples).chain(({ file, table, plan }) => {
    const headers = table.find((cells) => cells.filter((c) => c !== "").length > 2) ?? [];
    const filled = table.at(-2) ?? [];
    const row = fc
      .array(fc.option(cell, { nil: undefined, freq: 3 }), { maxLength: headers.length + 1 })
      .map((changes) =>
        filled.map((old, i) => changes[i] ?? old).concat(changes.slice(filled.length).map(String)),
      );
    return fc
      .array(row, { maxLength: 6 })
      .map((rows) => ({ file, layout: plan.layout, rows: [headers, ...rows] }));
  });
  fc.assert(
    fc.property(sheet, ({ file, layout, rows }) => {
      const plan = importTable(rows, file);
      expect(plan.layout).toBe(layout);
      expect(plan.rows.length + plan.unchanged.length + plan.rejectedRows).toBe(plan.total);
      for (const { row, column, code, message, value } of plan.rejected) {
        expect(row).toBeLessThan(rows.length);
        expect(rows[0]).toContain(column);
        expect(code).toMatch(/^[a-z-]+$/);
        expect(message).toMatch(/。$/);
        expect(value.length).toBeLessThanOrEqual(200);
      }
      for (const { record } of plan.rows)
        expect(normaliseFacts(rules as Ruleset, record.type, record.facts, AS_OF)).toEqual(record.facts);
    }),
    { numRuns: 300 },
  );
});

describe("a sheet that fits two layouts alike", () => {
  const headers = ["文书号", "对象", "代码", "种类或事项", "依据", "决定或检查日期", "结论", "机关"];
  const sheet = (...more: string[]) => [[...headers, ...more]];

  test("is refused, and the columns that decide are named", () => {
    expect(() => importTable(sheet(), "台账.csv")).toThrow(
      expect.objectContaining({
        code: "ambiguous-layout",
        message: expect.stringMatching(/行政强制台账.*“强制种类”.*行政检查台账.*“检查事项”/),
        details: {
          decides: [
            { layout: "compulsory-measures", columns: expect.arrayContaining(["强制决定日期"]) },
            { layout: "inspections", columns: expect.arrayContaining(["双随机任务编号"]) },
          ],
        },
      }),
    );
  });
  test("is taken once one of them is there", () => {
    expect(importTable(sheet("双随机任务编号"), "台账.csv").layout).toBe("inspections");
  });
});
