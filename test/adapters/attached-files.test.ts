import { describe, expect, it, vi } from "vitest";
import { dueCalendar } from "../../functions/adapters/due-calendar.ts";
import { measureDocument } from "../../functions/adapters/measure-document.ts";
import { makeFiles } from "../../functions/application/attachments.ts";
import type { MeasurePaper } from "../../functions/domain/measure/paper.ts";
import { type DueEntry, dueEntries } from "../../functions/domain/notice/due-entries.ts";
import { aDuty, shippedRuleset } from "../domain/notice/rules.ts";
import { partsOf } from "../support/zip.ts";

const ruleset = await shippedRuleset();
vi.spyOn(process.stderr, "write").mockImplementation(() => true);

/** Properties of the events of an `.ics` file, unfolded and unescaped. */
function eventsOf(file: Uint8Array): Record<string, string>[] {
  const lines = Buffer.from(file).toString("utf8").replaceAll("\r\n ", "").split("\r\n");
  return lines
    .join("\n")
    .split("BEGIN:VEVENT\n")
    .slice(1)
    .map((event) =>
      Object.fromEntries(
        event.split("\n").map((line): [string, string] => {
          const at = line.indexOf(":");
          return [line.slice(0, at), line.slice(at + 1).replace(/\\(.)/g, "$1")];
        }),
      ),
    );
}

describe("the calendar of due dates", () => {
  const entries = (change = {}): DueEntry[] => dueEntries([aDuty(change)], ruleset);

  it("has a whole day for each duty, and says that nothing is busy on it", () => {
    expect(eventsOf(dueCalendar(entries(), "2026-11-20"))).toMatchObject([
      {
        UID: "enforcement-decision:A1:disclosure.licence-or-penalty:1@yifa",
        SEQUENCE: "0",
        DTSTAMP: "20261119T160000Z",
        "DTSTART;VALUE=DATE": "20261123",
        SUMMARY: "期限：昌市监罚〔2026〕12号 行政许可、行政处罚决定七个工作日内公开",
        TRANSP: "TRANSPARENT",
        DESCRIPTION: expect.stringContaining("依据昌市政办发〔2019〕18号"),
      },
    ]);
  });

  it("moves the entry when the date moves: the same UID, a higher SEQUENCE", () => {
    const [before] = eventsOf(dueCalendar(entries(), "2026-11-20"));
    const [after] = eventsOf(dueCalendar(entries({ dueOn: "2026-11-25", version: 2 }), "2026-11-21"));
    expect(after?.UID).toBe(before?.UID);
    expect(Number(after?.SEQUENCE)).toBeGreaterThan(Number(before?.SEQUENCE));
    expect(after?.["DTSTART;VALUE=DATE"]).toBe("20261125");
  });

  it("is the same bytes for the same mail, in lines of at most 75", () => {
    const hostile = entries({ title: "长\r\nBEGIN:VALARM\r\n;,\\𠮷".repeat(20), caseNumber: "a;b,c" });
    const file = dueCalendar(hostile, "2026-11-20");
    expect(dueCalendar(hostile, "2026-11-20")).toEqual(file);
    const lines = Buffer.from(file).toString("utf8").split("\r\n");
    expect(Math.max(...lines.map((line) => Buffer.byteLength(line)))).toBeLessThanOrEqual(75);
    expect(lines.at(-1)).toBe("");
    expect(lines.filter((line) => /^(BEGIN|END):/.test(line))).toEqual([
      "BEGIN:VCALENDAR",
      "BEGIN:VEVENT",
      "END:VEVENT",
      "END:VCALENDAR",
    ]);
  });

  it("keeps a record's id within its line", () => {
    const id = "enforcement-decision:昌 1\r\nX:1;,\ud800:disclosure.licence-or-penalty:1";
    const [event] = eventsOf(dueCalendar(entries({ id }), "2026-11-20"));
    expect(event?.UID).toMatch(/^enforcement-decision:[\w%.:-]+:disclosure\.licence-or-penalty:1@yifa$/);
    expect(event).not.toHaveProperty("X");
  });
});

describe("the document of a measure", () => {
  const PAPER: MeasurePaper = {
    name: "督办通知书",
    issuer: "昌吉市司法局",
    number: "市司法局督办〔2026〕1号",
    title: "督办通知书",
    to: "昌吉市市场监督管理局",
    paragraphs: ["经查，<w:p/> & “甲”。", "现予督办。"],
    date: "2026年12月1日",
    draft: false,
  };
  const textsOf = async (paper: MeasurePaper) => {
    const xml = (await partsOf(await measureDocument(paper))).get("word/document.xml") ?? "";
    return { xml, texts: [...xml.matchAll(/<w:t[^>]*>([^<]*)<\/w:t>/g)].map(([, text]) => text) };
  };

  it("holds every part in its order, then the space for the answer", async () => {
    expect((await textsOf(PAPER)).texts).toEqual([
      "昌吉市司法局",
      "市司法局督办〔2026〕1号",
      "督办通知书",
      "昌吉市市场监督管理局：",
      "经查，&lt;w:p/&gt; &amp; “甲”。",
      "现予督办。",
      "昌吉市司法局（印章）",
      "2026年12月1日",
      "答复栏",
      "办理情况",
      "",
      "未按期办结的原因",
      "",
      "佐证材料",
      "",
      "答复单位（盖章）",
      "　　　年　　月　　日",
      "签发机关审核意见",
      "　　　年　　月　　日",
    ]);
  });

  it("is on A4 with the margins, sizes and lines of official documents", async () => {
    const { xml } = await textsOf(PAPER);
    for (const part of [
      'w:top="2098"',
      'w:left="1587"',
      'w:w="11906"',
      '<w:sz w:val="44"/>',
      '<w:sz w:val="32"/>',
      'w:line="560"',
      'w:eastAsia="仿宋"',
    ])
      expect(xml).toContain(part);
  });

  it("of a draft says so before all else, and leaves the date open", async () => {
    const { date: _, ...draft } = PAPER;
    const { texts } = await textsOf({ ...draft, draft: true });
    expect(texts[0]).toBe("拟稿（未经签发，不得送达）");
    expect(texts).toContain("　　　　年　　月　　日");
  });
});

describe("files that cannot go with a mail", () => {
  const entry: DueEntry = { uid: "u", sequence: 0, on: "2026-11-23", summary: "s", description: "d" };
  const calendar = (change: Partial<DueEntry>, count = 1) => [
    { name: "a.ics", kind: "calendar" as const, entries: Array(count).fill({ ...entry, ...change }) },
  ];

  it.each([
    ["are too large together", calendar({ description: "x".repeat(50_000) }, 101)],
    ["cannot be made", calendar({ on: "not a day" })],
  ])("because they %s are left out", async (_, attached) => {
    expect(await makeFiles(attached, "digest:1:a:2026-11-23", "2026-11-23")).toBeUndefined();
  });

  it("are few: a usual one goes", async () => {
    expect(await makeFiles(calendar({}), "digest:1:a:2026-11-23", "2026-11-23")).toMatchObject([
      { name: "a.ics", type: "text/calendar; charset=utf-8; method=PUBLISH" },
    ]);
  });
});
