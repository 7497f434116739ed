import { describe, expect, it } from "vitest";
import { bulkImport } from "../../functions/application/bulk-import.ts";
import type { NoticeLine } from "../../functions/domain/notice/line.ts";
import {
  breakAfter,
  calls,
  drop,
  droppedIn,
  handle,
  items,
  numbered,
  objects,
  penalties,
  sent,
  start,
  stateOf,
} from "../support/bulk-road.ts";
import { text, workbook } from "../support/sheets.ts";

const KEY = "imports/housing/处罚 11月.csv";
const BAD = { ...numbered(3), 处罚决定日期: "2026-02-30", 行政相对人名称: '=HYPERLINK("x")' };
const OTHER = { ...numbered(4), 处罚机关: "昌吉市司法局" };
const rows = penalties(numbered(1), numbered(2), BAD, OTHER, numbered(1), numbered(5));

const lines = async () => (await items("line")).map(({ data }) => data as NoticeLine);
const reportOf = (id: string) => objects.get(`reports/housing/${id}.csv`)?.toString("utf8") ?? "";

describe("a sheet that is dropped into the folder of an agency", () => {
  it("is imported: its rows are stored, the others reported, and the agency told", async () => {
    const message = drop(KEY, rows);
    expect(await handle(message)).toBe(true);
    const state = await stateOf(message);
    expect(state).toMatchObject({
      agency: "housing",
      file: "处罚 11月.csv",
      status: "done",
      layout: "penalties-legal-persons",
      row: 6,
      accepted: 3,
      updated: 0,
      unchanged: 1,
      rejected: 2,
    });
    const records = await items("record");
    expect(records).toHaveLength(3);
    expect(records[0]?.data).toMatchObject({ agency: "housing", source: { import: state.id } });
    const report = reportOf(state.id);
    expect(report.startsWith("\uFEFF行,栏目,代码,原因,原文\r\n")).toBe(true);
    expect(report).toMatch(/"3","处罚决定日期","bad-date","[^"]*2026-02-30[^"]*"/);
    expect(report).toMatch(/"4","agency","other-agency","[^"]*昌吉市司法局。"/);
    expect(await lines()).toMatchObject([
      {
        kind: "import",
        agency: "housing",
        status: "collecting",
        text: expect.stringMatching(/^处罚 11月．csv 已导入：新增 3，更新 0，未变 1，退回 2 行；/),
      },
    ]);
  });

  it("is imported once, however often it is told of", async () => {
    const message = drop(KEY, rows);
    await handle(message);
    const before = [await stateOf(message), await items("record"), await lines()];
    expect(await handle(message)).toBe(true);
    expect([await stateOf(message), await items("record"), await lines()]).toEqual(before);
  });

  it("changes nothing when it is dropped again", async () => {
    await handle(drop(KEY, rows));
    const again = drop(KEY, rows, "e2");
    await handle(again);
    expect(await stateOf(again)).toMatchObject({ status: "done", accepted: 0, updated: 0, unchanged: 4 });
    expect(await items("record")).toHaveLength(3);
  });

  it("gives no identity number away in what is told of it", async () => {
    const number = "652301190001017775";
    const message = drop(KEY, penalties({ ...numbered(1), 处罚决定日期: number, 处罚机关: `甲${number}` }));
    await handle(message);
    const told = JSON.stringify([
      await stateOf(message),
      await lines(),
      reportOf((await stateOf(message)).id),
    ]);
    expect(told).toContain("证件号码略");
    expect(told).not.toContain(number);
  });

  it("a formula in what is reported is inert where the report is opened", async () => {
    const message = drop(KEY, penalties({ ...numbered(1), 处罚决定日期: "=1+1" }));
    await handle(message);
    expect(reportOf((await stateOf(message)).id)).toContain(`"'=1+1"`);
  });
});

describe("a file that cannot be taken is refused as a whole, with the reason", () => {
  const formula = workbook('<row r="1"><c r="A1"><f>1+1</f></c></row>');
  it.each<[string, string, string | Buffer, string]>([
    ["a formula", "imports/housing/表.xlsx", formula, "formula"],
    ["an unknown layout", "imports/housing/表.xlsx", workbook(text("甲")), "unknown-layout"],
    ["bytes of no encoding", "imports/housing/表.csv", Buffer.from([0x61, 0xff, 0xff]), "unknown-encoding"],
    ["lines of no encoding", "imports/housing/表.jsonl", Buffer.from([0x61, 0xff, 0xff]), "unknown-encoding"],
    ["another kind of file", "imports/housing/合同.docx", "甲", "unknown-file-type"],
    ["no such agency", "imports/nobody/表.csv", rows, "misplaced-file"],
    ["no folder", "imports/表.csv", rows, "misplaced-file"],
    ["a folder below", "imports/housing/2026/表.csv", rows, "misplaced-file"],
  ])("%s", async (_, key, content, code) => {
    const message = drop(key, content);
    expect(await handle(message)).toBe(true);
    const state = await stateOf(message);
    expect(state).toMatchObject({ status: "refused", reason: { code }, accepted: 0 });
    expect(state.reason?.message).toMatch(/[一-龥].*。$/u);
    expect(await items("record")).toEqual([]);
    expect((await lines()).map(({ text: told }) => told)).toEqual(
      code === "misplaced-file" ? [] : [expect.stringContaining("未导入")],
    );
  });

  it("a bad last row of the file leaves the rows before it alone", async () => {
    const message = drop(KEY, `${rows}\r\n"open`);
    await handle(message);
    expect(await stateOf(message)).toMatchObject({ status: "refused", row: 0 });
    expect(await items("record")).toEqual([]);
  });

  it("one that is gone before it was read", async () => {
    const message = drop(KEY, rows);
    objects.delete(KEY);
    await handle(message);
    expect(await stateOf(message)).toMatchObject({ status: "refused", reason: { code: "file-gone" } });
  });

  it("what is not a message of S3 comes back and ends in the dead letters; its test message does not", async () => {
    expect(await handle("{}")).toBe(false);
    expect(await handle('{"Service":"Amazon S3","Event":"s3:TestEvent"}')).toBe(true);
  });
});

/** What an import came to, without when and how often it was tried. */
const outcome = async (message: string) => {
  const { startedAt, changedAt, version, pieces, tries, ...state } = await stateOf(message);
  const history = (await items("history")).filter(({ pk }) => String(pk).startsWith("case#"));
  return {
    state,
    records: (await items("record")).length,
    history: history.length,
    report: reportOf(state.id),
  };
};

describe("an import that is interrupted", () => {
  it("goes on in another call when its time is nearly over, and comes to the same", async () => {
    const whole = drop(KEY, rows);
    await bulkImport(droppedIn(whole), () => 900_000, 2);
    const expected = await outcome(whole);
    await start();
    const message = drop(KEY, rows);
    let left = 3;
    for (let next: string | undefined = message; next; next = sent.pop()) {
      await bulkImport(droppedIn(next), () => (left-- > 0 ? 900_000 : 1000), 2);
      if (left < 0) left = 1;
    }
    expect(await outcome(message)).toEqual(expected);
  });

  it("comes to the same after it was killed behind every single call in turn", async () => {
    const whole = drop(KEY, rows);
    await bulkImport(droppedIn(whole), () => 900_000, 2);
    const expected = await outcome(whole);
    let killed = true;
    let count = 0;
    for (; killed; count++) {
      await start();
      const message = drop(KEY, rows);
      breakAfter(count + 1);
      killed = await bulkImport(droppedIn(message), () => 900_000, 2).then(
        () => false,
        () => true,
      );
      breakAfter(Number.POSITIVE_INFINITY);
      await bulkImport(droppedIn(message), () => 900_000, 2);
      expect(await outcome(message)).toEqual(expected);
      expect(await lines()).toHaveLength(1);
    }
    expect(count).toBeGreaterThan(15);
  }, 120_000);

  it("two runs at the same moment store and count each row once", async () => {
    const message = drop(KEY, rows);
    await Promise.allSettled([1, 2].map(() => bulkImport(droppedIn(message), () => 900_000, 2)));
    await bulkImport(droppedIn(message), () => 900_000, 2);
    expect(await stateOf(message)).toMatchObject({ status: "done", accepted: 3, unchanged: 1, rejected: 2 });
    expect(await lines()).toHaveLength(1);
  });

  it("is given up, and told, when it comes no farther again and again", async () => {
    const message = drop(KEY, rows);
    await bulkImport(droppedIn(message), () => 900_000, 2);
    const needed = calls;
    await start();
    drop(KEY, rows);
    // Not one batch is stored: the process dies each time that the file is being read.
    for (let run = 0; run < 3; run++) {
      breakAfter(run === 0 ? 6 : 5);
      await bulkImport(droppedIn(message), () => 900_000, 2).catch(() => undefined);
    }
    breakAfter(Number.POSITIVE_INFINITY);
    expect(await handle(message)).toBe(true);
    expect(await stateOf(message)).toMatchObject({
      status: "failed",
      reason: { code: "no-progress" },
      row: 0,
    });
    expect((await lines())[0]?.text).toContain("导入中止");
    expect(needed).toBeGreaterThan(6);
  });
});
