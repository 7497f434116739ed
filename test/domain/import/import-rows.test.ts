import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { importPenalty, importTable, penaltySheet } from "./fixtures.ts";

const CODE = "行政相对人代码_1(统一社会信用代码)";

describe("finding the header", () => {
  const [headers = [], cells = []] = penaltySheet({});
  test.each([
    ["a title above", [["昌吉市行政处罚信用信息公示表"], headers, cells]],
    ["an empty row above", [[], headers, cells]],
    [
      "full-width brackets and spaces",
      [headers.map((h) => ` ${h.replace("(", "（").replace(")", " ）")}`), cells],
    ],
    ["_1 written as -1", [headers.map((h) => h.replace("_", "-")), cells]],
    ["line breaks within", [headers.map((h) => `${h.slice(0, 2)}\r\n${h.slice(2)}`), cells]],
    ["columns in another order", [headers.toReversed(), cells.toReversed()]],
    ["a synonym", [headers.map((h) => h.replace("处罚类别", "行政处罚种类")), cells]],
  ])("with %s", (_, rows) => {
    const plan = importTable(rows);
    expect(plan).toMatchObject({ layout: "penalties-legal-persons", rejected: [], unknownColumns: [] });
    expect(plan.rows).toMatchObject([
      { row: 1, record: { agency: "housing", facts: { fineYuan: 350_000 } } },
    ]);
  });

  test("any mix of width, spaces and punctuation in the headers reads the same", () => {
    const noise = fc.constantFrom("", " ", "　", "\n", "_", "-", "（", ")", "·", "\u200b");
    fc.assert(
      fc.property(
        fc.array(noise, { minLength: headers.length * 2, maxLength: headers.length * 2 }),
        (pieces) => {
          const noisy = headers.map(
            (h, i) => `${pieces[2 * i]}${h.slice(0, 3)}${pieces[2 * i + 1]}${h.slice(3)}`,
          );
          const plan = importTable([noisy, cells]);
          expect(plan.unknownColumns).toEqual([]);
          expect(plan.rows[0]?.record.id).toBe(importTable([headers, cells]).rows[0]?.record.id);
        },
      ),
    );
  });

  test("a missing required column refuses the file by name", () => {
    expect(() => importPenalty({ 处罚决定日期: undefined })).toThrow(
      expect.objectContaining({
        code: "missing-column",
        kind: "invalid",
        message: expect.stringContaining("处罚决定日期"),
      }),
    );
  });

  test.each([
    [
      "no known header",
      [
        ["甲", "乙"],
        ["1", "2"],
      ],
      "unknown-layout",
    ],
    [
      "one column twice",
      [
        [...headers, "处罚 机关"],
        [...cells, "x"],
      ],
      "duplicate-column",
    ],
    [
      "an amount in 万元 and again in 元",
      [
        [...headers, "罚款金额(元)"],
        [...cells, "350000"],
      ],
      "duplicate-column",
    ],
    ["hundreds of columns", [[...headers, ...Array<string>(400).fill("列")], cells], "too-many-columns"],
    ["no rows at all", [], "unknown-layout"],
  ])("%s refuses the file", (_, rows, code) => {
    expect(() => importTable(rows)).toThrow(expect.objectContaining({ code }));
  });

  test.each([
    "__proto__",
    "constructor",
    "=cmd|'/c calc'!A1",
    "Bcc:\r\nall@example.org",
    "x".repeat(5000),
    "",
  ])("a hostile unknown header is kept as data (%#)", (header) => {
    const plan = importTable([
      [...headers, header],
      [...cells, "值"],
    ]);
    expect(plan.unknownColumns).toHaveLength(1);
    const name = plan.unknownColumns[0] ?? "";
    expect(name.length).toBeLessThan(70);
    expect(name).not.toMatch(/[\r\n]/);
    expect(Object.entries(plan.rows[0]?.record.extra ?? {})).toContainEqual([name, "值"]);
  });

  test("an unknown column without content is not reported", () => {
    expect(importTable([[...headers, "备用"], cells]).unknownColumns).toEqual([]);
  });
});

describe("judging rows", () => {
  test.each([
    ["an impossible date", { 处罚决定日期: "2026-02-29" }, "bad-date"],
    ["a month-first date", { 处罚决定日期: "9/29/2026" }, "bad-date"],
    ["an Excel serial number", { 处罚决定日期: "46237" }, "bad-date"],
    ["a decision after the day of the run", { 处罚决定日期: "2026-11-24" }, "future-date"],
    ["a wrong check digit", { [CODE]: "916523014497139081" }, "bad-credit-code"],
    ["a negative amount", { "罚款金额(万元)": "-1" }, "bad-amount"],
    ["an amount in words", { "罚款金额(万元)": "贰万元" }, "bad-amount"],
    ["seven decimals", { "罚款金额(万元)": "0.0000001" }, "bad-amount"],
    ["misplaced thousands separators", { "罚款金额(万元)": "1,20" }, "bad-amount"],
    ["scientific notation", { "罚款金额(万元)": "1e3" }, "bad-amount"],
    ["an unknown agency", { 处罚机关: "昌吉市不存在局" }, "unknown-agency"],
    ["an empty agency", { 处罚机关: "  " }, "empty"],
    ["a placeholder for the number", { 行政处罚决定书文号: "/" }, "empty"],
    ["an unknown kind of party", { 行政相对人类别: "外星人" }, "unknown-value"],
    ["a text too long to store", { 违法事实: "长".repeat(10_001) }, "too-long"],
  ])("%s is rejected", (_, changes, code) => {
    const plan = importPenalty(changes);
    expect(plan.rows).toEqual([]);
    expect(plan.rejected).toMatchObject([{ row: 1, code, column: Object.keys(changes)[0] }]);
  });

  test.each<[string, Record<string, string>, Record<string, unknown>]>([
    ["the day of the run", { 处罚决定日期: "2026-11-23" }, { decidedOn: "2026-11-23" }],
    ["full-width digits", { 处罚决定日期: "２０２６/９/１" }, { decidedOn: "2026-09-01" }],
    ["a midnight after the date", { 处罚决定日期: "2026/9/1 0:00" }, { decidedOn: "2026-09-01" }],
    ["a full-width credit code", { [CODE]: " ９１652301439507801j" }, { "party.code": "91652301439507801J" }],
    ["six decimals", { "罚款金额(万元)": "0.000001" }, { fineYuan: 0.01 }],
    ["the short name of an agency", { 处罚机关: "住建局" }, { documentNumber: "昌市建罚字〔2026〕1号" }],
    ["legal persons by another word", { 行政相对人类别: "法人" }, { "party.type": "法人及非法人组织" }],
    ["an amount of nothing", { "罚款金额(万元)": "0" }, { fineYuan: 0 }],
  ])("%s is accepted", (_, changes, facts) => {
    const plan = importPenalty(changes);
    expect(plan.rejected).toEqual([]);
    expect(plan.rows[0]?.record).toMatchObject({ agency: "housing", facts });
  });

  test.each(["", "/", "无", "—"])("an optional cell saying “%s” leaves the fact missing", (cell) => {
    const facts = importPenalty({ "罚款金额(万元)": cell, [CODE]: cell }).rows[0]?.record.facts;
    expect(facts).toBeDefined();
    expect(facts).not.toHaveProperty("fineYuan");
    expect(facts).not.toHaveProperty(["party.code"]);
  });

  test("all mistakes of a row are reported together, and the row counts once", () => {
    const plan = importPenalty({ 处罚决定日期: "", 处罚机关: "x" });
    expect(plan.rejected.map((r) => r.code)).toEqual(["empty", "unknown-agency"]);
    expect(plan.rejectedRows).toBe(1);
  });

  test("a row shifted by a comma is rejected", () => {
    const rows = penaltySheet({});
    rows[1]?.push("多余");
    expect(importTable(rows).rejected).toMatchObject([{ row: 1, code: "too-many-cells" }]);
  });

  test("empty rows are skipped and keep their place in the count", () => {
    const [headers = [], cells = []] = penaltySheet({});
    const plan = importTable([headers, ["", " "], cells, []]);
    expect(plan.total).toBe(1);
    expect(plan.rows[0]?.row).toBe(2);
  });

  test("an identity number in an unknown column is masked", () => {
    const extra = importPenalty({ 经办人: "张某 652301190001017775，６52301190001017775" }).rows[0]?.record
      .extra;
    expect(extra).toEqual({ 经办人: "张某 6523**********7775，6523**********7775" });
  });

  test("disclosure more than three years after the decision is a warning", () => {
    const codes = (until: string) =>
      importPenalty({ 公示截止期: until }).rows[0]?.warnings.map((w) => w.code);
    expect(codes("2029-09-11")).toEqual([]);
    expect(codes("2029-09-12")).toEqual(["disclosure-too-long"]);
    expect(codes("2026-09-10")).toEqual(["disclosure-before-decision"]);
  });
});

describe("the same decision twice in one file", () => {
  test("with other contents the later row is rejected and names the first", () => {
    const plan = importPenalty({}, { "罚款金额(万元)": "36" });
    expect(plan.rows).toHaveLength(1);
    expect(plan.rejected).toMatchObject([
      { row: 2, code: "duplicate", message: expect.stringContaining("第1行") },
    ]);
  });
  test("word for word it is unchanged", () => {
    expect(importPenalty({}, {})).toMatchObject({ unchanged: [{ row: 2, sameAs: 1 }], rejected: [] });
  });
  test("other brackets in the number are the same number", () => {
    expect(importPenalty({}, { 行政处罚决定书文号: "昌市建罚字［2026］1号" }).rejected).toMatchObject([
      { code: "duplicate" },
    ]);
  });
  test("another party of the same number is another record", () => {
    const plan = importPenalty({}, { 行政相对人名称: "昌吉市绿洲9号商贸有限公司" });
    expect(new Set(plan.rows.map((r) => r.record.id)).size).toBe(2);
  });
});
