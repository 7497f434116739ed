import { describe, expect, it } from "vitest";
import { readDate } from "../../../functions/domain/import/date.ts";
import { readInstant } from "../../../functions/domain/import/instant.ts";

describe("a cell with an instant", () => {
  it.each<[string, string, string]>([
    ["may be written with a space", "2026-09-28 10:30", "2026-09-28T10:30+08:00"],
    ["may have one digit for month, day and hour", "2026/9/8 9:05", "2026-09-08T09:05+08:00"],
    ["may be written in words", "2026年9月28日14时", "2026-09-28T14:00+08:00"],
    ["may be written in words to the minute", "2026年9月28日 9时5分", "2026-09-28T09:05+08:00"],
    ["may be written in full-width forms", "２０２６－０９－２８　１０：３０", "2026-09-28T10:30+08:00"],
    ["is of a date cell of a workbook", "2026-09-28 10:30:00", "2026-09-28T10:30+08:00"],
    ["may come from a system that writes UTC", "2026-09-28T02:30:00.000Z", "2026-09-28T10:30+08:00"],
    ["may hold the day alone", "2026年9月28日", "2026-09-28"],
    ["at midnight is a day as Excel writes it", "2026-09-28 00:00:00", "2026-09-28"],
  ])("%s", (_name, text, value) => {
    expect(readInstant(text)).toEqual({ ok: true, value });
  });

  it.each(["上午10:30", "2026-09-28 25:00", "2026-09-31 10:30", "2026年9月28日61分", "10:30", "9/28 10:30"])(
    "is refused where it says “%s”",
    (text) => {
      expect(readInstant(text)).toMatchObject({ ok: false, code: "bad-instant" });
    },
  );
});

describe("a cell with a date that also has a time of day", () => {
  it("is of that day", () => {
    expect(readDate("2026-09-28 10:30:00")).toEqual({ ok: true, value: "2026-09-28" });
  });

  it("is refused where there is no such time", () => {
    expect(readDate("2026-09-28 25:00:00")).toMatchObject({ ok: false, code: "bad-date" });
  });
});
