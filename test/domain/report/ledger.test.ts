import { describe, expect, it } from "vitest";
import type { Decision, Duty, StoredRecord } from "../../../functions/domain/entities.ts";
import { belongs, inOrder, ledgerRow, placeOf, type Range } from "../../../functions/domain/report/ledger.ts";
import { ledgerSheet, standingText } from "../../../functions/domain/report/ledger-sheet.ts";
import { LEDGERS, type Ledger } from "../../../functions/domain/report/ledgers.ts";
import type { Facts } from "../../../functions/domain/schema/primitives.ts";
import { shippedRules } from "../../support/rules.ts";
import { done, duty } from "./duties.ts";

const ON = "2026-10-15";
const ruleset = await shippedRules();
const record = (facts: Facts, id = "1"): StoredRecord => ({
  type: "enforcement-decision",
  id,
  agency: "housing",
  facts,
  version: 1,
  receivedOn: "2026-09-17",
});
const decision = (flags: Decision["flags"] = {}): Decision => ({
  type: "enforcement-decision",
  id: "1",
  ruleset: ruleset.hash,
  findings: [],
  flags,
  gates: [
    {
      step: "close",
      state: "blocked",
      by: ["r"],
      reasons: [{ rule: "r", state: "blocked", reason: "未归档", cites: [] }],
    },
  ],
  duties: [],
  reports: [],
});
const row = (ledger: Ledger, facts: Facts, duties: readonly Duty[] = [], flags: Decision["flags"] = {}) =>
  ledgerRow(ledger, record(facts), { decision: decision(flags), duties, on: ON });

describe("a record of 17 September, asked for by its own date, is", () => {
  const cases: [string, Facts, Range, ReturnType<typeof placeOf>][] = [
    ["inside when no days are asked for", {}, {}, "inside"],
    ["inside from that day", { decidedOn: "2026-09-17" }, { from: "2026-09-17" }, "inside"],
    ["inside to that day", { decidedOn: "2026-09-17" }, { to: "2026-09-17" }, "inside"],
    [
      "inside at any hour of that day",
      { decidedOn: "2026-09-17T18:30+08:00" },
      { to: "2026-09-17" },
      "inside",
    ],
    ["outside from the day after", { decidedOn: "2026-09-17" }, { from: "2026-09-18" }, "outside"],
    ["outside to the day before", { decidedOn: "2026-09-17" }, { to: "2026-09-16" }, "outside"],
    ["undated without that date", { publishedOn: "2026-09-17" }, { to: "2026-09-17" }, "undated"],
  ];
  it.each(cases)("%s", (_name, facts, range, place) => {
    expect(placeOf({ facts }, { date: "decidedOn" }, range)).toBe(place);
  });
});

describe("the ledger of legal review", () => {
  const cases: [string, Facts, boolean | undefined][] = [
    ["has a major decision", { majorDecision: true }, true],
    [
      "has one that was submitted, major or not",
      { majorDecision: false, "review.submittedOn": "2026-09-10" },
      true,
    ],
    ["has none that is not major", { majorDecision: false }, false],
    ["cannot tell while that is not known", {}, undefined],
  ];
  it.each(cases)("%s", (_name, facts, belonging) => expect(belongs(LEDGERS.review, facts)).toBe(belonging));
});

describe("a row of a ledger", () => {
  it("has the facts of the ledger and no others", () => {
    const facts = { documentNumber: "1号", "party.idNumber": "652301190001010019", decidedOn: "2026-09-17" };
    expect(row(LEDGERS.disclosure, facts).facts).toEqual({ documentNumber: "1号", decidedOn: "2026-09-17" });
  });
  it("has what a flag supplies, unless the record states it", () => {
    const flags = { "disclosure.form": "处理后公开" };
    expect(row(LEDGERS.disclosure, {}, [], flags).facts).toEqual(flags);
    const stated = { "disclosure.form": "全文" };
    expect(row(LEDGERS.disclosure, stated, [], flags).facts).toEqual(stated);
  });
  it("has the gates of its step only", () => {
    expect(row(LEDGERS.recording, {}).gate?.state).toBe("blocked");
    expect(row(LEDGERS.disclosure, {})).not.toHaveProperty("gate");
  });

  const duties: [string, Duty[], { instance: number; told: string } | undefined][] = [
    [
      "one that was done late, by how many days",
      [done("2026-10-15")],
      { instance: 1, told: "逾期办结（17日）" },
    ],
    ["one that is overdue", [duty()], { instance: 1, told: "逾期未办（17日）" }],
    [
      "one that is done before a provisional day",
      [done("2026-09-20", { provisional: true })],
      { instance: 1, told: "按期办结（期限暂定）" },
    ],
    ["one that is provisional", [duty({ provisional: true })], { instance: 1, told: "期限暂定" }],
    ["none that was withdrawn", [duty({ status: "withdrawn" })], undefined],
    ["none of another action", [duty({ action: "file-to-superior" })], undefined],
    [
      "of two rounds the last",
      [done("2026-09-20", { instance: 2, dueOn: "2026-10-20" }), duty()],
      { instance: 2, told: "按期办结" },
    ],
  ];
  it.each(duties)("has %s", (_name, own, told) => {
    const found = row(LEDGERS.disclosure, {}, own).duties.map((one) => ({
      instance: Number(one.id.split(":").at(-1)),
      told: standingText(one),
    }));
    expect(found).toEqual(told ? [told] : []);
  });

  it("comes by its date, then by its id, undated ones first", () => {
    const records = [
      record({ decidedOn: "2026-09-17" }, "b"),
      record({}, "c"),
      record({ decidedOn: "2026-09-17" }, "a"),
    ];
    expect(records.sort(inOrder({ date: "decidedOn" })).map(({ id }) => id)).toEqual(["c", "a", "b"]);
  });
});

describe("the page of a ledger", () => {
  const facts = {
    documentNumber: "1号",
    decidedOn: "2026-09-17",
    penaltyKinds: ["罚款", "没收"],
    fineYuan: 500.5,
    "disclosure.exempt": false,
  };
  const scope = { range: { from: "2026-07-01" }, on: ON, undated: 2, undetermined: 0, minors: 0 };
  const sheet = ledgerSheet(LEDGERS.disclosure, [row(LEDGERS.disclosure, facts, [duty()])], scope, ruleset);
  const cell = (header: string, group?: string) =>
    sheet.rows[0]?.[sheet.columns.findIndex((column) => column.header === header && column.group === group)];

  it("has the labels of the record type for headers, and a cell for each", () => {
    expect(sheet.columns.slice(0, 5).map(({ header }) => header)).toEqual([
      "序号",
      "所属机关",
      "执法类别",
      "决定文书号",
      "决定文书名称",
    ]);
    expect(sheet.rows[0]).toHaveLength(sheet.columns.length);
  });
  it.each(Object.values(LEDGERS))("has no header twice: $label", (ledger) => {
    const { columns } = ledgerSheet(ledger, [], scope, ruleset);
    const headers = columns.map(({ group, header }) => `${group}/${header}`);
    expect(headers.filter((header, n) => headers.indexOf(header) < n)).toEqual([]);
  });
  it("has dates as dates, numbers as numbers, lists and answers as text", () => {
    expect(cell("作出决定日期")).toEqual({ date: "2026-09-17" });
    expect(cell("罚款金额（元）")).toBe(500.5);
    expect(cell("处罚种类")).toBe("罚款、没收");
    expect(cell("不予公开")).toBe("否");
    expect(cell("公开日期")).toBeUndefined();
  });
  it("has the duty with its date, how it stands and why", () => {
    expect(cell("期限", "向社会公开")).toEqual({ date: "2026-09-28" });
    expect(cell("是否逾期", "向社会公开")).toBe("逾期未办（17日）");
    expect(cell("依据", "向社会公开")).toBe("〔IP-2.2.4-a〕");
    expect(cell("期限", "撤下已公开的信息")).toBeUndefined();
  });
  it("says what it covers and what it left out", () => {
    expect(sheet.lead).toBe("2026-07-01 起，共 1 件，截至 2026-10-15");
    expect(sheet.notes[0]).toBe("另有 2 件没有填写作出决定日期，未列入。");
  });
});
