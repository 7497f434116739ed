import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, it } from "vitest";
import { recordItem } from "../../functions/adapters/store/items.ts";
import { connect } from "../../functions/adapters/store/table.ts";
import { putNew, transact } from "../../functions/adapters/store/writes.ts";
import { records } from "../domain/report/annual-records.ts";
import { reportCommand } from "../support/report-command.ts";

const FINED = {
  kind: "行政处罚",
  documentNumber: "昌市建罚字〔2026〕1号",
  decidedOn: "2026-09-17",
  "party.name": "丁小某",
  penaltyKinds: ["罚款", "没收"],
  fineYuan: 50000.5,
  confiscatedYuan: 12000,
  outcome: "撤销",
  outcomeOn: "2026-10-12",
};
const UNCOUNTED = { documentNumber: "652301190001010019", decidedOn: "2026-09-18", "party.name": "戊小某" };

const command = reportCommand("test/fixtures/rules", async () => {
  const stored = [
    ...records([FINED, UNCOUNTED]),
    ...records([{ ...FINED, decidedOn: "2025-03-01", outcomeOn: "2025-04-01" }]).map((one) => ({
      ...one,
      id: "old",
    })),
    ...records([FINED]).map((one) => ({ ...one, id: "r9", agency: "justice" })),
  ];
  await transact(stored.map((one) => putNew(connect().table, recordItem(one, []))));
});
const annual = (...words: string[]) =>
  command.run("annual", "--agency", "housing", "--on", "2027-01-10", ...words);

it("fills the tables of the agency and the year, and exits 1 where a record could not be counted", async () => {
  const path = join(command.dir, "年报.xlsx");
  expect(await annual("--year", "2026", "--out", path)).toBe(1);
  expect(command.printed).toEqual([`已写入 ${path}：计入 1 宗（次），1 条未能计入，见“未能计入的台账”`]);
  const sheets = await command.sheets(path);
  expect([...sheets.keys()]).toEqual([
    "说明",
    "行政处罚",
    "行政许可",
    "行政强制",
    "其他行政执法行为",
    "决定后续结果",
    "清单",
    "未能计入的台账",
  ]);
  const [title, , groups, headers, row] = sheets.get("行政处罚") ?? [];
  expect(title?.[0]).toBe("2026年度行政处罚实施情况统计表");
  expect(groups).toContain("行政处罚实施数量（宗）");
  const cell = (header: string, from = 0) => row?.[headers?.indexOf(header, from) ?? -1];
  expect([cell("没收违法所得、没收非法财物"), cell("罚款"), cell("合计")]).toEqual([1, 0, 1]);
  expect(row?.slice(-3)).toEqual([50000.5, 12000, 62000.5]);
  expect(sheets.get("决定后续结果")?.[4]).toEqual(["行政处罚", 1, 0, 0, 0, 0]);
  expect(sheets.get("清单")?.slice(3)).toEqual([
    [
      1,
      "昌市建罚字〔2026〕1号",
      "行政处罚",
      new Date("2026-09-17T00:00:00Z"),
      "没收违法所得、没收非法财物",
      1,
      62000.5,
      "撤销（2026-10-12）",
    ],
  ]);
  expect(sheets.get("未能计入的台账")?.[3]?.slice(1)).toEqual([
    "r2",
    "（证件号码略）",
    null,
    new Date("2026-09-18T00:00:00Z"),
    "各表",
    "缺执法类别",
  ]);
  expect(JSON.stringify([...sheets])).not.toMatch(/丁小某|戊小某/);
});

it("exits 0 where all was counted", async () => {
  expect(await annual("--year", "2025", "--out", join(command.dir, "a.xlsx"))).toBe(0);
  expect(command.printed[0]).toMatch(/计入 1 宗（次）$/);
});

it("writes over a file only when told to", async () => {
  const path = join(command.dir, "a.xlsx");
  await annual("--year", "2025", "--out", path);
  const before = readFileSync(path);
  expect(await annual("--year", "2026", "--out", path)).toBe(2);
  expect(command.refused.join("")).toContain(`文件“${path}”已经存在`);
  expect(readFileSync(path)).toEqual(before);
  await annual("--year", "2026", "--out", path, "--force");
  expect(readFileSync(path)).not.toEqual(before);
});

it("takes the agency's short name and the year for a file name", async () => {
  const home = process.cwd();
  const path = "行政执法统计年报-住建局-2025.xlsx";
  process.chdir(command.dir);
  await annual("--year", "2025").finally(() => process.chdir(home));
  expect(command.printed[0]).toContain(path);
  expect((await command.sheets(join(command.dir, path))).size).toBe(8);
});

it("gives the tables as one JSON value without parties", async () => {
  expect(await annual("--year", "2026", "--json")).toBe(1);
  expect(command.printed).toHaveLength(1);
  expect(command.printed[0]).not.toMatch(/丁小某|戊小某|1900/);
  const answer = JSON.parse(command.printed[0] ?? "");
  expect(answer).toMatchObject({
    agency: "housing",
    year: 2026,
    madeOn: "2027-01-10",
    penalties: { total: 1, fineYuan: 50000.5, fineAndConfiscatedYuan: 62000.5 },
    licences: { applied: 0, accepted: 0 },
    outcomes: { 行政处罚: { 撤销: 1 } },
    decisions: [
      { kind: "行政处罚", class: "没收违法所得、没收非法财物", decidedOn: "2026-09-17", records: ["r1"] },
    ],
    uncounted: [{ record: "r2", in: "各表", reason: "缺执法类别" }],
  });
});

it.each([
  [["--year", "2028"], 2, "统计年度“2028”应为已经开始的年度，2000至2027"],
  [["--year", "26"], 2, "统计年度“26”"],
  [["--year", "2026", "--agency", "nobody"], 1, "机关“nobody”"],
  [["--year", "2026", "--json", "--out", "a.xlsx"], 2, "不能与"],
  [["--year", "2026", "--out", "/nowhere/a.xlsx"], 2, "所在的文件夹不存在"],
])("%j is refused with status %i", async (words, status, says) => {
  expect(await annual(...words)).toBe(status);
  expect(command.refused.join("")).toContain(says);
  expect(command.printed).toEqual([]);
});
