import { describe, expect, it, test } from "vitest";
import { readRulesFolder } from "../../../functions/adapters/rules-folder.ts";
import { auditCalendars } from "../../../functions/domain/ruleset/calendar-audit.ts";
import { formatDiagnostic } from "../../../functions/domain/ruleset/diagnostic.ts";
import { replaceOnce } from "../../support/corpus.ts";

const shipped = await readRulesFolder("rules");
const NATIONAL_2026 = "calendars/cn/2026.json";

/** What is found when one file of the shipped calendars is another; `undefined` takes it away. */
function found(path: string, text: string | undefined, on = "2026-06-01"): string[] {
  const files = new Map(shipped);
  if (text === undefined) files.delete(path);
  else files.set(path, text);
  return auditCalendars(files, on).found.map(formatDiagnostic);
}
const edited = (path: string, from: string, to: string): string =>
  replaceOnce(shipped.get(path) ?? "", [from, to]);

describe("the audit of calendars", () => {
  it("finds nothing in the shipped ones, whose sums are those of the law", () => {
    const { calendars, found } = auditCalendars(shipped, "2026-06-01");
    expect(found).toEqual([]);
    const sums = calendars.find(({ calendar }) => calendar === "cn")?.years.map((one) => one.daysOff);
    expect(sums).toEqual([
      ...Array(4).fill(10),
      ...Array(7).fill(11),
      12, // 2015: 3 September besides
      ...Array(4).fill(11),
      13, // 2020: the Spring Festival was made longer by two days
      ...Array(4).fill(11),
      13,
      13,
      undefined,
    ]);
  });

  it("tells a day off that was forgotten", () => {
    const text = edited(NATIONAL_2026, ',\n    { "date": "2026-10-07", "name": "国庆节" }', "");
    expect(found(NATIONAL_2026, text)).toEqual([
      "calendars/cn/2026.json:11:3: error annual-sum 2026 年周一至周五放假 18 天，调休上班 6 天，相抵为 12 天，与法定 13 天不符，请对照通知逐日核对",
    ]);
  });

  it("tells an extension of a holiday that does not say how long it is", () => {
    const path = "calendars/cn/2020.json";
    const text = edited(path, ',\n      "extraDaysOff": 2', "");
    expect(found(path, text)).toEqual([expect.stringContaining("相抵为 13 天，与法定 11 天不符")]);
    expect(found(path, edited(path, '"extraDaysOff": 2', '"extraDaysOff": 3'))).toEqual([
      expect.stringContaining("与法定 11 天、年中调整多放 3 天不符"),
    ]);
  });

  it("tells a make-up day that is not on a weekend", () => {
    expect(found(NATIONAL_2026, edited(NATIONAL_2026, "2026-10-10", "2026-10-09"))).toEqual([
      expect.stringContaining("error work-on-weekday 2026-10-09 是星期五"),
    ]);
  });

  it("tells notices that do not say where they were found", () => {
    const path = "calendars/cn/2019.json";
    const text = (shipped.get(path) ?? "").replaceAll(/,\n\s+"source": "[^"]+"/g, "");
    expect(found(path, text).map((line) => line.replace(/ 放假.*| 调整.*/, ""))).toEqual([
      "calendars/cn/2019.json:5:13: error no-source",
      "calendars/cn/2019.json:11:5: error no-source",
    ]);
  });

  it("tells a year that is missing between others", () => {
    expect(found("calendars/cn-xj/2012.json", undefined)).toEqual([
      expect.stringContaining("error calendar-gap 2011 年之后缺少 2012 年的日历"),
    ]);
  });

  it("tells a folder without a national calendar", () => {
    const { found } = auditCalendars(new Map(), "2026-06-01");
    expect(found.map(({ code }) => code)).toEqual(["missing-calendar"]);
  });

  it("tells files that are no calendars", () => {
    expect(found("calendars/cn/2026年.json", "{}")).toEqual([expect.stringContaining("error unknown-file")]);
    expect(found("calendars/cn/2027.json", "{")).toEqual([
      expect.stringContaining("calendars/cn/2027.json:1:"),
    ]);
  });

  test.each([
    ["2026-10-31", [], "before November nobody expects the next year"],
    ["2026-11-01", ["cn", "cn-xj"], "from November its absence is told"],
    ["2027-01-01", ["cn", "cn-xj"], "and in the year itself all the more"],
  ])("on %s warns for %j: %s", (on, regions, _why) => {
    const warned = auditCalendars(shipped, on).found;
    expect(
      warned.every(({ severity, code }) => severity === "warning" && code === "year-not-published"),
    ).toBe(true);
    expect(warned.map(({ file }) => file.split("/")[1]).sort()).toEqual(regions);
  });

  it("warns of a next year without a file", () => {
    const files = new Map([...shipped].filter(([path]) => !path.endsWith("/2027.json")));
    expect(auditCalendars(files, "2026-11-01").found.map(formatDiagnostic)).toEqual([
      "calendars/cn-xj/2027.json:1:1: warning year-not-published 工作日历 cn-xj 还没有 2027 年的放假安排：跨入该年度的届满日均为暂定，通知公布后应当即时补录",
      "calendars/cn/2027.json:1:1: warning year-not-published 工作日历 cn 还没有 2027 年的放假安排：跨入该年度的届满日均为暂定，通知公布后应当即时补录",
    ]);
  });
});
