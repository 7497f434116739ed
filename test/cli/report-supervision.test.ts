import { join } from "node:path";
import stringWidth from "string-width";
import { describe, expect, it } from "vitest";
import { measureItem } from "../../functions/adapters/store/items.ts";
import { connect } from "../../functions/adapters/store/table.ts";
import { putNew, transact } from "../../functions/adapters/store/writes.ts";
import { putRecord } from "../../functions/application/put-record.ts";
import { reportCommand } from "../support/report-command.ts";
import { MEASURE, RECORDS } from "./supervised.ts";

const ON = "2026-11-23";
const command = reportCommand("rules", async (ruleset) => {
  const caller = { name: "test", role: "administrator" } as const;
  for (const record of RECORDS) await putRecord({ ...record, caller, on: ON, ruleset });
  await transact([putNew(connect().table, measureItem(MEASURE))]);
});

describe("yifa report supervision", () => {
  const supervision = (...words: string[]) => command.run("supervision", "--on", ON, ...words);

  it("shows the table in 80 columns", async () => {
    expect(await supervision("--half", "2026H2")).toBe(0);
    const lines = command.printed.join("\n").split("\n");
    expect(lines).toEqual(
      expect.arrayContaining([
        "住建局          3     2     33.3%   2     73    56    2       1       0.0%",
        "市场监督管理局  1     1     100.0%  0     0     0     1       1       100.0%",
        "住建局          2       1       50.0%   1       1       100.0%  0     43.3",
        "住建局          1     0     0     0     0     0     0     0     0",
        "市场监督管理局  0     0     0     0     0     0     0     0     1",
        "其余 41 个机关本半年没有应计事项。",
      ]),
    );
    expect(Math.max(...lines.map((line) => stringWidth(line)))).toBeLessThanOrEqual(80);
  });

  it("writes the workbook, and not over one that is there", async () => {
    const path = join(command.dir, "督查.xlsx");
    expect(await supervision("--half", "2026H2", "--out", path)).toBe(0);
    const sheets = await command.sheets(path);
    expect([...sheets.keys()]).toEqual(["总表", "逾期明细", "指标来源"]);
    expect(
      sheets
        .get("总表")
        ?.find(([agency]) => agency === "昌吉市市场监督管理局")
        ?.slice(1, 8),
    ).toEqual([1, 1, 1, 0, 0, 0, 1]);
    const late = sheets.get("逾期明细")?.filter(([agency]) => agency === "昌吉市住房和城乡建设局");
    expect(late?.map(([, number, , due, , standing, days]) => [number, due, standing, days])).toEqual([
      ["昌市建罚字〔2026〕2号 （证件号码略）", new Date("2026-09-28"), "逾期未办", 56],
      ["昌市建罚字〔2026〕1号", new Date("2026-09-28"), "逾期办结", 17],
    ]);
    expect(await supervision("--half", "2026H2", "--out", path)).toBe(2);
    expect(command.refused.join("")).toContain("已经存在");
  });

  it("gives one JSON value, with nobody's identity number in it", async () => {
    expect(await supervision("--half", "2026H2", "--json")).toBe(0);
    const [text = ""] = command.printed;
    const { half, rows } = JSON.parse(text);
    expect(half).toMatchObject({ startsOn: "2026-07-01", endsOn: "2026-12-31" });
    expect(rows.find((row: { agency: string }) => row.agency === "housing").duties.onTimeRate).toEqual({
      numerator: 1,
      denominator: 3,
    });
    expect(text).not.toContain("652301190001010019");
  });

  it.each(["2027H1", "2026Q1", "今年"])("refuses %s", async (half) => {
    expect(await supervision("--half", half)).toBe(2);
    expect(command.refused.join("")).toContain(half === "2027H1" ? "尚未开始" : "应写成 2026H1、2026H2");
  });
});

describe("yifa report ledger", () => {
  const ledger = (...words: string[]) => command.run("ledger", "--on", ON, ...words);
  const rowsOf = async (path: string): Promise<Record<string, unknown>[]> => {
    const [[, data = []] = []] = [...(await command.sheets(path))];
    const at = data.findIndex(([first]) => first === "序号");
    return data
      .filter(([first]) => typeof first === "number")
      .map((row) => Object.fromEntries(row.map((cell, n) => [data[at]?.[n] ?? `${n}`, cell])));
  };

  const cases: [name: string, title: string, rows: unknown[]][] = [
    [
      "disclosure",
      "执法决定公示台账",
      [
        { 决定文书号: "昌市建罚字〔2026〕1号", 行政相对人名称: "'=1+1", 公开日期: new Date("2026-10-15") },
        { 决定文书号: "昌市建罚字〔2026〕2号 （证件号码略）" },
        { 决定文书号: "昌市市监许字〔2026〕9号" },
      ],
    ],
    [
      "review",
      "重大执法决定法制审核台账",
      [{ 法制审核结果: "同意", 先决定后审核: "否" }, { 先决定后审核: "是" }],
    ],
    ["recording", "执法全过程记录台账", [{ 案件编号: "昌市建案〔2026〕7号" }]],
    ["normative-documents", "规范性文件台账", [{ 文号: "昌市建规〔2026〕1号" }]],
    [
      "measures",
      "督办台账",
      [{ 责任机关: "昌吉市住房和城乡建设局", 措施: "督办", 文号: "司法局督办〔2026〕1号", 状态: "已签发" }],
    ],
  ];
  it.each(cases)("writes the ledger of %s", async (name, title, rows) => {
    const path = join(command.dir, "台账.xlsx");
    expect(await ledger(name, "--out", path)).toBe(0);
    expect(command.printed).toEqual([
      `已写入 ${path}：${rows.length} 件`,
      ...(name === "review" ? ["另有 1 件缺少事实，尚不能认定是否应当列入，未列入。"] : []),
    ]);
    expect([...(await command.sheets(path)).keys()]).toEqual([title]);
    expect(await rowsOf(path)).toMatchObject(rows);
  });

  const ranges: [string, string[], number][] = [
    ["of one agency", ["--agency", "housing"], 2],
    ["from a day on", ["--from", "2026-09-17"], 3],
    ["to the day before", ["--to", "2026-09-16"], 0],
  ];
  it.each(ranges)("gives the records %s as JSON", async (_name, words, count) => {
    expect(await ledger("disclosure", "--json", ...words)).toBe(0);
    const [text = ""] = command.printed;
    expect(JSON.parse(text).rows).toHaveLength(count);
    expect(text).not.toContain("652301190001010019");
  });

  it("tells of measures by the day on which they were drafted", async () => {
    expect(await ledger("measures", "--json", "--from", "2026-10-21")).toBe(0);
    expect(JSON.parse(command.printed[0] ?? "").rows).toEqual([]);
  });

  const refusals: [string, string[], number, string][] = [
    ["days the wrong way round", ["disclosure", "--from", "2026-12-31", "--to", "2026-07-01"], 2, "早于"],
    ["an agency that there is not", ["disclosure", "--agency", "housng"], 1, "housng"],
    ["a ledger that there is not", ["penalties"], 2, "参数 LEDGER 的值“penalties”不可用，可用：disclosure"],
  ];
  it.each(refusals)("refuses %s", async (_name, words, status, told) => {
    expect(await ledger(...words)).toBe(status);
    expect(command.refused.join("")).toContain(told);
  });
});
