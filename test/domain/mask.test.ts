import { describe, expect, it } from "vitest";
import { mask, maskAll } from "../../functions/domain/mask.ts";

describe("mask", () => {
  it.each([
    ["a resident number", "652301199003071234", "（证件号码略）"],
    ["one that ends in X", "身份证65230119900307123X号", "身份证（证件号码略）号"],
    ["one in lower case", "65230119900307123x", "（证件号码略）"],
    ["a unified social credit code stays", "91652301MA776BXY5K", "91652301MA776BXY5K"],
    ["an all-digit credit code of an office stays", "116523010105170001", "116523010105170001"],
    ["a longer number stays", "6523011990030712345", "6523011990030712345"],
    ["an impossible month stays", "652301199013071234", "652301199013071234"],
    [
      "a hash in which a number seems to stand stays",
      `规则集 ab652301199003071234${"cd".repeat(22)}，证件652301199003071234`,
      `规则集 ab652301199003071234${"cd".repeat(22)}，证件（证件号码略）`,
    ],
    ["a telephone", "0994-2345678", "（联系方式略）"],
  ])("%s", (_, text, expected) => {
    expect(mask(text)).toBe(expected);
  });

  it("reaches every text and key of plain data", () => {
    const number = "652301199003071234";
    expect(JSON.stringify(maskAll({ a: [number, { [number]: number, n: 1, nothing: null }] }))).not.toContain(
      number,
    );
  });
});
