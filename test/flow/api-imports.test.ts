import { beforeAll, describe, expect, it, vi } from "vitest";
import { saveImport } from "../../functions/adapters/store/imports.ts";
import { exitWith } from "../../functions/cli/exit.ts";
import { program } from "../../functions/cli/program.ts";
import { advanced, ended, newImport } from "../../functions/domain/bulk/import-state.ts";
import { call } from "../support/api.ts";

const AT = "2026-11-16T02:00:00.000Z";
const begun = (id: string, agency: string) => newImport({ id, agency, file: `处罚${id}.xlsx`, at: AT });
const rejected = [
  {
    row: 7,
    column: "处罚决定日期",
    code: "bad-date",
    message: "“2026-09-31”不是可识别的真实日期。",
    value: "2026-09-31",
  },
];

beforeAll(async () => {
  for (const state of [begun("m1", "market-regulation"), begun("h1", "housing"), begun("x1", "?")])
    await saveImport(state);
  const step = { row: 9, accepted: 8, updated: 0, unchanged: 0, rejected, warnings: [] };
  const stored = advanced(begun("m1", "market-regulation"), step, AT);
  await saveImport(stored);
  await saveImport(ended(stored, { status: "done", report: "reports/market-regulation/m1.csv" }, AT));
});

const idsOf = async (token: string, query = "") => {
  const { body } = await call("GET", "/v1/imports", { token, query });
  return body.imports?.map(({ id }: { id: string }) => id).sort();
};

describe("imports of dropped files", () => {
  it("an agency sees its own, whoever watches over all sees all, misplaced ones too", async () => {
    expect(await idsOf("token-market")).toEqual(["m1"]);
    expect(await idsOf("token-housing")).toEqual(["h1"]);
    for (const token of ["token-supervisor", "token-administrator", "token-operator"])
      expect(await idsOf(token)).toEqual(["h1", "m1", "x1"]);
    expect(await idsOf("token-operator", "agency=housing")).toEqual(["h1"]);
  });

  it("another's is as if it did not exist, also in a list and with a cursor of it", async () => {
    const other = await call("GET", "/v1/imports/h1", { token: "token-market" });
    const none = await call("GET", "/v1/imports/n1", { token: "token-market" });
    expect([other.status, other.body.code]).toEqual([404, "unknown-import"]);
    expect(other.body.detail.replace("h1", "n1")).toBe(none.body.detail);
    expect(
      await call("GET", "/v1/imports", { token: "token-market", query: "agency=housing" }),
    ).toMatchObject({
      status: 404,
    });
    const cursor = Buffer.from(JSON.stringify([1, 0, "housing", AT])).toString("base64url");
    expect(
      await call("GET", "/v1/imports", { token: "token-market", query: `cursor=${cursor}` }),
    ).toMatchObject({
      status: 400,
    });
    expect(await call("GET", "/v1/imports", { token: "token-system" })).toMatchObject({ status: 403 });
  });

  it("one is shown with its counts and its first mistakes, without what only the next run needs", async () => {
    const { body } = await call("GET", "/v1/imports/m1");
    expect(body.import).toMatchObject({
      status: "done",
      row: 9,
      accepted: 8,
      rejected: 1,
      firstRejected: rejected,
    });
    expect(Object.keys(body.import)).not.toContain("pieces");
  });

  it("the command line lists them and shows one, in lines of 80 columns", async () => {
    const printed: string[] = [];
    vi.spyOn(console, "log").mockImplementation((line) => printed.push(...String(line).split("\n")));
    const run = async (...words: string[]) =>
      exitWith(async () => (await program()).parseAsync(["imports", ...words], { from: "user" }));
    await run("list", "--agency", "market-regulation");
    expect(printed.join("\n")).toMatch(/m1.*market-regulation.*已完成/);
    printed.length = 0;
    await run("show", "m1");
    expect(printed).toContain("  第7行 处罚决定日期：“2026-09-31”不是可识别的真实日期。");
    expect(printed).toContain("退回清单：reports/market-regulation/m1.csv");
    expect(process.exitCode).toBe(1);
    process.exitCode = undefined;
  });
});
