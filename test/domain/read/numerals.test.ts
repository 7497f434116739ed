import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  chineseNumber,
  counted,
  dateText,
  percentText,
  quantityText,
} from "../../../functions/domain/read/numerals.ts";

describe("numbers read as a statute writes them", () => {
  const numbers: [number, string][] = [
    [0, "零"],
    [1, "一"],
    [10, "十"],
    [12, "十二"],
    [20, "二十"],
    [48, "四十八"],
    [100, "一百"],
    [101, "一百零一"],
    [110, "一百一十"],
    [1001, "一千零一"],
    [1010, "一千零一十"],
    [10_000, "一万"],
    [10_500, "一万零五百"],
    [50_000, "五万"],
    [100_000, "十万"],
    [105_000, "十万五千"],
    [1_000_000, "一百万"],
    [10_000_001, "一千万零一"],
    [100_000_000, "一亿"],
    [100_010_000, "一亿零一万"],
    [12.5, "十二点五"],
    [0.05, "零点零五"],
    [-3, "负三"],
    [1e21, "1e+21"],
    [1.234, "1.234"],
  ];
  it.each(numbers)("%d is %s", (n, text) => expect(chineseNumber(n)).toBe(text));

  it("no two whole numbers read alike", () => {
    fc.assert(
      fc.property(fc.nat(999_999_999), fc.nat(999_999_999), (a, b) => {
        expect(chineseNumber(a) === chineseNumber(b)).toBe(a === b);
      }),
    );
  });

  const counts: [number, "working-day" | "day" | "month" | "year", string][] = [
    [7, "working-day", "七个工作日"],
    [2, "working-day", "两个工作日"],
    [12, "working-day", "十二个工作日"],
    [6.5, "working-day", "六个半工作日"],
    [2.5, "working-day", "两个半工作日"],
    [0.5, "working-day", "半个工作日"],
    [15, "day", "十五日"],
    [2, "month", "两个月"],
    [2, "year", "二年"],
  ];
  it.each(counts)("%d of %s is %s", (n, unit, text) => expect(counted(n, unit)).toBe(text));

  it("money, percentages and dates carry their units", () => {
    expect(quantityText(50_000, "yuan")).toBe("五万元");
    expect(quantityText(20, "working-day")).toBe("二十个工作日");
    expect(quantityText(2, "piece")).toBe("二");
    expect([0.05, 0.7, 0.125, 1].map(percentText)).toEqual([
      "百分之五",
      "百分之七十",
      "百分之十二点五",
      "百分之百",
    ]);
    expect(dateText("2021-07-15")).toBe("2021年7月15日");
  });
});
