import { expect, it } from "vitest";
import { due, mailOf, note } from "./mails.ts";

const sheetsOf = (duties: number, notes: number) => {
  const { attached } = mailOf(
    Array.from({ length: duties }, (_, n) =>
      due(n, n === 0 ? "2026-11-25" : "2026-11-20", { agency: "housing" }),
    ),
    Array.from({ length: notes }, (_, n) => note("gap", `第${n}处`, n)),
  );
  return attached.flatMap((one) => (one.kind === "table" ? one.sheets : []));
};

it.each([
  ["no table goes with a mail that shows all", 50, 50, []],
  [
    "matters in full where one table of the mail is too long",
    52,
    1,
    [
      ["事项", 52],
      ["通知", 1],
    ],
  ],
  ["notes in full", 0, 51, [["通知", 51]]],
])("%s", (_, duties, notes, expected) => {
  expect(sheetsOf(duties, notes).map(({ name, rows }) => [name, rows.length])).toEqual(expected);
});

it("each row says what the mail does, with the date as a date and the days late as a number", () => {
  const [matters] = sheetsOf(52, 0);
  expect(matters?.lead).toBe("昌吉市市场监督管理局　截至2026年11月23日");
  const row = matters?.rows[0];
  expect(row?.slice(0, 8)).toEqual([
    1,
    "已逾期事项",
    "昌市监罚〔2026〕12号",
    "行政许可、行政处罚决定七个工作日内公开",
    "昌吉市住房和城乡建设局",
    { date: "2026-11-20" },
    3,
    "到期提醒",
  ]);
  expect(row?.at(-1)).toBe("enforcement-decision:A10:disclosure.licence-or-penalty:1");
  const last = matters?.rows.at(-1);
  expect([last?.[1], last?.[6]]).toEqual(["即将到期事项", undefined]);
});

it("the reader is named where they owe it themselves", () => {
  const { attached } = mailOf(Array.from({ length: 51 }, (_, n) => due(n, "2026-11-20")));
  const [sheet] = attached.flatMap((one) => (one.kind === "table" ? one.sheets : []));
  expect(sheet?.rows[0]?.[4]).toBe("昌吉市市场监督管理局");
});

it("a file has an end too, and says so", () => {
  const [sheet] = sheetsOf(0, 1003);
  expect([sheet?.rows.length, sheet?.notes]).toEqual([1000, ["另有3行未列入。"]]);
});
