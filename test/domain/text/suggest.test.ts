import { describe, expect, it } from "vitest";
import { nearest } from "../../../functions/domain/text/suggest.ts";

describe("what was likely meant", () => {
  it.each<readonly [name: string, written: string, accepted: readonly string[], meant: string | undefined]>([
    ["a letter left out", "titl", ["title", "id"], "title"],
    ["two letters exchanged", "knid", ["kind", "fact"], "kind"],
    ["one letter in three", "superviser", ["supervision", "government"], "supervision"],
    ["a part of one word alone", "处罚", ["行政许可", "行政处罚"], "行政处罚"],
    ["nothing: a part of several words", "行政", ["行政许可", "行政处罚"], undefined],
    ["nothing: every letter is another", "拘留", ["警告", "罚款"], undefined],
    ["nothing: the opposite", "不同意", ["同意", "存在问题"], undefined],
    ["nothing: there is no word", "a", [], undefined],
  ])("%s", (_name, written, accepted, meant) => {
    expect(nearest(written, accepted)).toBe(meant);
  });
});
