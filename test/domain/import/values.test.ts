import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { readYuan } from "../../../functions/domain/import/amount.ts";
import { readCreditCode } from "../../../functions/domain/import/credit-code.ts";
import { deriveFacts } from "../../../functions/domain/import/derive.ts";
import { readIdentityNumber } from "../../../functions/domain/import/identity-number.ts";
import { readPenaltyKinds } from "../../../functions/domain/import/penalty-kinds.ts";
import { maskIdentityNumber } from "../../../functions/domain/personal/identity-number.ts";

describe("amounts in yuan", () => {
  const cents = fc.bigInt({ min: 0n, max: 999_999_999_999_999n });
  const in10k = (n: bigint) => `${n / 1_000_000n}.${String(n % 1_000_000n).padStart(6, "0")}`;
  const inYuan = (n: bigint) => `${n / 100n}.${String(n % 100n).padStart(2, "0")}`;

  test("is exact to the cent for every amount of up to fifteen digits", () => {
    fc.assert(
      fc.property(cents, (n) => {
        const reading = readYuan(in10k(n), "万元");
        expect(reading.ok && reading.value.toFixed(2)).toBe(inYuan(n));
      }),
    );
  });
  test("does not depend on thousands separators or trailing zeros", () => {
    fc.assert(
      fc.property(cents, (n) => {
        const grouped = in10k(n).replace(/^\d+/, (whole) => whole.replace(/\B(?=(\d{3})+$)/g, ","));
        expect(readYuan(grouped, "万元")).toEqual(readYuan(in10k(n).replace(/\.?0+$/, "") || "0", "万元"));
      }),
    );
  });
  test.each(["", "-0.1", "1.2.3", ".5", "5.", "NaN", "Infinity", "1,2", "9".repeat(40)])(
    "refuses “%s”",
    (text) => {
      expect(readYuan(text, "万元")).toMatchObject({ ok: false, code: "bad-amount" });
    },
  );
});

describe("amounts by the unit of the column and of the cell", () => {
  test.each([
    ["3.5", "万元", 35_000],
    ["3.5", "元", 3.5],
    ["12,000.50", "元", 12_000.5],
    ["5000元", "万元", 5000],
    ["3.5 万元", "元", 35_000],
    ["0.01", "元", 0.01],
  ] as const)("%s in a column of %s is %d yuan", (text, unit, yuan) => {
    expect(readYuan(text, unit)).toEqual({ ok: true, value: yuan });
  });
  test.each([
    ["0.001", "元"],
    ["0.001元", "万元"],
    ["0.0000001", "万元"],
    ["3亿元", "元"],
    ["元", "元"],
  ] as const)("%s in a column of %s is refused", (text, unit) => {
    expect(readYuan(text, unit)).toMatchObject({ ok: false, code: "bad-amount" });
  });
});

describe("kinds of penalty", () => {
  test.each([
    ["罚款", ["罚款"], false],
    ["罚款;没收违法所得", ["罚款", "没收"], false],
    ["罚款；没收违法所得、没收非法财物", ["罚款", "没收"], false],
    ["罚款;暂扣或吊销许可证件", ["罚款"], undefined],
    ["暂扣或吊销许可证件", undefined, undefined],
    ["吊销许可证件", ["吊销许可证件"], true],
    ["暂扣许可证件;责令停产停业", ["暂扣许可证件", "责令停产停业"], false],
    ["警告、通报批评", ["警告", "通报批评"], false],
    ["吊销营业执照", ["吊销许可证件"], true],
    ["暂扣或者吊销执照", undefined, undefined],
    ["罚款;打扫卫生", undefined, undefined],
    ["罚款;其他行政处罚", ["罚款", "其他"], false],
  ])("%s", (text, penaltyKinds, licenceRevoked) => {
    const { facts } = readPenaltyKinds(text);
    expect(facts.penaltyKinds).toEqual(penaltyKinds);
    expect(facts.licenceRevoked).toBe(licenceRevoked);
  });
  test("a kind that is not recognised is named", () => {
    expect(readPenaltyKinds("罚款;打扫卫生").unrecognised).toEqual(["打扫卫生"]);
  });
});

describe("identity numbers", () => {
  test.each([
    ["652301190001017775", "身份证", true],
    ["65230119000101892x", "", true],
    ["６52301190001017775", "居民身份证", true],
    ["652301190001013340", "身份证", false],
    ["652301190013017775", "身份证", false],
    ["652301900101777", "身份证", false],
    ["E12345678", "护照", true],
  ])("%s as %s: %s", (text, documentType, ok) => {
    const reading = readIdentityNumber(text, documentType);
    expect(reading.ok).toBe(ok);
    if (!reading.ok) expect(reading.message).not.toContain(text);
  });
  test.each([
    ["652301190001010019", "6523**********0019"],
    ["E12345678", "E*******8"],
    ["12", "**"],
  ])("%s is shown as %s", (number, masked) => {
    expect(maskIdentityNumber(number)).toBe(masked);
  });
});

describe("the result of a licence", () => {
  test.each([
    ["准予行政许可决定书", "", "准予"],
    ["不予行政许可决定书", "", "不予"],
    ["", "撤销行政许可", "撤销"],
    ["撤回行政许可决定书", "", "撤回"],
    ["行政许可决定书", "申请人撤回申请", undefined],
    ["行政许可决定书", "食品经营", undefined],
  ])("%s %s", (documentName, licenceContent, result) => {
    expect(deriveFacts({ kind: "行政许可", licenceContent }, documentName).result).toBe(result);
  });
});

describe("credit codes", () => {
  test.each([
    ["91652301439507801J", "a letter as check character", true],
    ["916523013184991040", "remainder 0, check character 0", true],
    ["916523014497139081", "a wrong check character", false],
    ["91652301439507801I", "a letter that is not used", false],
    ["9165230143950780", "too short", false],
  ])("%s: %s", (code, _, ok) => {
    expect(readCreditCode(code).ok).toBe(ok);
  });
});
