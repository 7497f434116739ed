import { cpSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import columns from "string-width";
import { afterEach, beforeEach, describe, expect, it, test, vi } from "vitest";
import { program } from "../../functions/cli/program.ts";

let out: string;
let err: string;

beforeEach(() => {
  out = err = "";
  vi.spyOn(console, "log").mockImplementation((line) => {
    out += `${line}\n`;
  });
  vi.spyOn(process.stdout, "write").mockImplementation((text) => {
    out += text;
    return true;
  });
  vi.spyOn(process.stderr, "write").mockImplementation((text) => {
    err += text;
    return true;
  });
});

afterEach(() => {
  vi.restoreAllMocks();
  process.exitCode = undefined;
});

const run = async (...words: string[]) =>
  (await program()).parseAsync(["calendar", ...words], { from: "user" });

describe("yifa calendar show", () => {
  it("marks days off and days made up for, and names the notices", async () => {
    await run("show", "2026", "--calendar", "cn-xj");
    expect(out).toContain("2026 年工作日历 cn-xj：已公布，全年工作日 244 天");
    expect(out).toContain(" 9   10   11   12   13   14班 15休");
    expect(out).toContain("25   26   27休 28休 29休 30   31");
    expect(out).toContain("休  2月15日至2月23日（9天）  春节  国办发明电〔2025〕7号");
    expect(out).toContain("班  2月28日（星期六）  春节调休上班  国办发明电〔2025〕7号");
    expect(out).toContain("cn-xj：新疆维吾尔自治区2026年肉孜节、古尔邦节放假安排；文号 未核实");
  });

  it("uses the calendar of the settings where none is named", async () => {
    await run("show", "2026");
    expect(out).toContain("工作日历 cn-xj");
  });

  test.each([2004, 2015, 2020, 2027, 2150])("keeps %d within 80 columns", async (year) => {
    await run("show", String(year), "--calendar", "cn");
    const wide = out.split("\n").filter((line) => columns(line) > 80 && !line.includes("https://"));
    expect(wide).toEqual([]);
  });

  it("shows of a year without a notice what the law says, and that the rest is provisional", async () => {
    await run("show", "2031", "--calendar", "cn");
    expect(out).toContain("未公布或未核实");
    expect(out).toContain("暂定");
    expect(out).toContain("休  10月1日至10月3日（3天）  国庆节  全国年节及纪念日放假办法");
    expect(out).toContain("没有该年度的放假通知");
  });

  it("gives the same as JSON, with the notice that changed the year", async () => {
    await run("show", "2020", "--calendar", "cn", "--json");
    const view = JSON.parse(out);
    expect(view).toMatchObject({ calendar: "cn", year: 2020, status: "published", workingDays: 249 });
    expect(view.notices.map(({ number }: { number: string }) => number)).toEqual([
      "国办发明电〔2019〕16号",
      "国办发明电〔2020〕1号",
    ]);
    expect(view.days).toContainEqual({
      date: "2020-01-31",
      working: false,
      name: "春节",
      source: "国办发明电〔2020〕1号",
    });
  });

  test.each([
    [["show", "26"], "年份“26”不可用"],
    [["show", "2026", "--calendar", "cn-bj"], "没有工作日历“cn-bj”，可用：cn、cn-xj"],
    [["draft", "2100"], "只能拟出 2001 至 2099 年的日历"],
    [["draft", "2027", "--calendar", "../x"], "工作日历“../x”不可用"],
  ])("refuses %j", async (words, message) => {
    await expect(run(...words)).rejects.toThrow(message);
  });
});

describe("yifa calendar check", () => {
  it("finds the shipped calendars right, and says which years nobody knows", async () => {
    await run("check", "--on", "2026-10-31");
    expect(process.exitCode).toBeUndefined();
    expect(out).toContain("工作日历 cn：已公布 2004—2026；未公布或未核实 2027");
    expect(out).toContain("工作日历 cn-xj：已公布 2022—2026；未公布或未核实 2004—2021、2027");
    expect(out.trimEnd().split("\n").at(-1)).toBe("工作日历无误");
  });

  it("warns from November of a next year that nobody has entered", async () => {
    await run("check", "--on", "2026-11-01", "--json");
    const { errors, warnings } = JSON.parse(out);
    expect(errors).toEqual([]);
    expect(warnings.map(({ file }: { file: string }) => file)).toEqual([
      "calendars/cn-xj/2027.json",
      "calendars/cn/2027.json",
    ]);
    expect(process.exitCode).toBeUndefined();
  });
});

describe("yifa calendar draft", () => {
  it("proposes from the packaged data a year that passes the check", async () => {
    const dir = mkdtempSync(join(tmpdir(), "yifa-calendar-"));
    try {
      cpSync("rules", dir, { recursive: true });
      await run("draft", "2026");
      expect(err).toContain("尚未对照通知");
      writeFileSync(join(dir, "calendars/cn/2026.json"), out);
      out = "";
      await run("check", "--rules", dir, "--on", "2026-10-01");
      expect(out.replaceAll(/\n {2}/g, "")).toContain("文号未核实 2004—2005、2008、2026");
      expect(process.exitCode).toBeUndefined();
    } finally {
      rmSync(dir, { recursive: true });
    }
  });

  it("lists of a year without data the statutory days, and says so", async () => {
    await run("draft", "2028");
    const drafted = JSON.parse(out);
    expect(drafted).toMatchObject({ year: 2028, status: "unknown", work: [] });
    expect(drafted.off).toHaveLength(12);
    expect(drafted.off.at(-1)).toEqual({ date: "2028-10-03", name: "国庆节、中秋节" });
    expect(err).toContain("没有 2028 年的数据");
    expect(err.replaceAll("\n", "")).toContain("只列法定放假日，不含调休，状态为 unknown");
  });

  it("leaves a regional year empty, as nobody can compute it", async () => {
    await run("draft", "2028", "--calendar", "cn-xj");
    expect(JSON.parse(out)).toMatchObject({ status: "unknown", off: [], cancelNationalWork: [] });
    expect(err).toContain("地区放假日期不能推算");
  });
});
