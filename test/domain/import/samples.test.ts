import { readFile } from "node:fs/promises";
import { describe, expect, test } from "vitest";
import { normaliseFacts } from "../../../functions/domain/decide/facts.ts";
import type { Ruleset } from "../../../functions/domain/ruleset/ruleset.ts";
import { AS_OF, FILES, importSample, rules } from "./fixtures.ts";

type Sheet = keyof typeof FILES;
type Planted = { sheet: Sheet; row: number; column: string; value: string; expect: "accept" | "reject" };
const expected: { summary: Record<Sheet, { rows: number; rejected: number }>; rows: Planted[] } = JSON.parse(
  await readFile(new URL("../../samples/expected.json", import.meta.url), "utf8"),
);
const plans = {
  legal: await importSample("legal"),
  natural: await importSample("natural"),
  licences: await importSample("licences"),
  documents: await importSample("documents"),
};

/** Header and code that a planted mistake is reported under. */
const REPORTED: Record<string, [RegExp, string[]]> = {
  date: [/决定日期$/, ["bad-date", "empty"]],
  doc: [/文书?号$/, ["empty"]],
  code: [/统一社会信用代码/, ["bad-credit-code"]],
  idNo: [/^证件号码$/, ["bad-identity-number"]],
  fine: [/^罚款金额\(?（?万元/, ["bad-amount"]],
  agency: [/机关$/, ["unknown-agency", "empty"]],
  lastReviewedOn: [/^上次清理日期$/, ["future-date"]],
  row: [/决定书文号$/, ["duplicate"]],
};

describe("the sample sheets", () => {
  test.each(Object.keys(FILES) as Sheet[])("%s: as many rows and rejected rows as expected", (sheet) => {
    const plan = plans[sheet];
    expect(plan.total).toBe(expected.summary[sheet].rows);
    expect(plan.rejectedRows).toBe(expected.summary[sheet].rejected);
    expect(plan.rows.length).toBe(plan.total - plan.rejectedRows);
    expect(plan.unchanged).toEqual([]);
    expect(plan.unknownColumns).toEqual([]);
    expect(new Set(plan.rows.map(({ record }) => record.id)).size).toBe(plan.rows.length);
  });

  test.each(expected.rows)("$sheet row $row, $column “$value”: $expect", (planted) => {
    const plan = plans[planted.sheet];
    const rejected = plan.rejected.filter((r) => r.row === planted.row);
    const accepted = plan.rows.find((r) => r.row === planted.row);
    if (planted.expect === "accept") {
      expect(rejected).toEqual([]);
      expect(accepted).toBeDefined();
      return;
    }
    const [header, codes] = REPORTED[planted.column] as [RegExp, string[]];
    expect(accepted).toBeUndefined();
    expect(rejected).toHaveLength(1);
    expect(rejected[0]?.column.normalize("NFKC")).toMatch(header);
    expect(codes).toContain(rejected[0]?.code);
    const shown = planted.column === "idNo" ? "（证件号码略）" : planted.value;
    expect(rejected[0]?.value).toBe(shown);
    expect(rejected[0]?.message).toMatch(/[一-龥]/);
  });

  const legal = (row: number) => plans.legal.rows.find((r) => r.row === row)?.record;
  test.each([
    ["a date cell", 4, "decidedOn", "2026-08-03"],
    ["a date with slashes", 3, "decidedOn", "2026-09-14"],
    ["a date without separators", 5, "decidedOn", "2026-08-21"],
    ["a Chinese date", 7, "decidedOn", "2026-09-02"],
    ["an amount with a thousands separator", 17, "fineYuan", 12_005_000],
    ["an amount with decimals", 4, "fineYuan", 1000],
    [
      "a formula as inert text",
      23,
      "party.name",
      '=HYPERLINK("http://x.example","昌吉市博格达31号食品有限公司")',
    ],
    ["a name without line breaks", 25, "party.name", "昌吉市宁边44号药房有限公司 Bcc: all@example.org"],
    ["a credit code in capitals", 31, "party.code", "91652301163703755M"],
  ])("take %s", (_, row, fact, value) => {
    expect(legal(row)?.facts[fact]).toBe(value);
  });

  test("a penalty row gives a whole record", () => {
    expect(legal(1)).toMatchObject({
      type: "enforcement-decision",
      id: expect.stringMatching(/^housing-[0-9a-f]{16}$/),
      agency: "housing",
      facts: {
        kind: "行政处罚",
        title: "未取得许可擅自经营行政处罚",
        documentNumber: "昌市建罚字〔2026〕1号",
        decidedOn: "2026-09-11",
        "party.name": "昌吉市庭州78号食品有限公司",
        "party.type": "法人及非法人组织",
        penaltyKinds: ["罚款"],
        penaltyKindText: "罚款",
        fineYuan: 350_000,
        confiscatedYuan: 3000,
        licenceRevoked: false,
        disclosureUntil: "2029-09-10",
        validUntil: "2027-09-11",
      },
      extra: { 数据来源单位: "昌吉市住房和城乡建设局" },
      source: { file: FILES.legal, row: 1 },
    });
  });

  test("a licence row knows its result, and 长期 has no end", () => {
    const licence = plans.licences.rows.find((r) => r.row === 4)?.record.facts;
    expect(licence).toMatchObject({ kind: "行政许可", result: "准予", title: "建筑工程施工许可证" });
    expect(licence).not.toHaveProperty("validUntil");
  });

  test("a normative document belongs to its issuer", () => {
    expect(plans.documents.rows[0]?.record).toMatchObject({
      type: "normative-document",
      agency: "sangong",
      facts: { issuer: "三工镇人民政府", issuerKind: "乡镇", issuedOn: "2024-02-29", status: "有效" },
    });
  });

  test("no identity number appears in rejections, keys or extra cells", () => {
    const { rows, ...rest } = plans.natural;
    const open = JSON.stringify([rest, rows.map(({ record }) => [record.id, record.extra])]);
    expect(open).not.toMatch(/65230119000101\d{3}[\dX]/);
    expect(rows[0]?.record.facts["party.idNumber"]).toBe("652301190001017775");
  });

  test.each(Object.keys(FILES) as Sheet[])("%s: the record type takes every fact as it is", (sheet) => {
    for (const { record } of plans[sheet].rows) {
      expect(normaliseFacts(rules as Ruleset, record.type, record.facts, AS_OF)).toEqual(record.facts);
    }
  });

  test("importing again gives the same ids and hashes", async () => {
    const again = await importSample("legal");
    expect(again.rows).toEqual(plans.legal.rows);
  });
});
