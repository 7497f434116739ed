import { execFile } from "node:child_process";
import { mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { afterAll, beforeAll, describe, expect, it } from "vitest";

const run = promisify(execFile);
const ROOT = join(import.meta.dirname, "../..");
const dataDir = mkdtempSync(join(tmpdir(), "yifa-start-"));
const expected: {
  summary: Record<string, { rows: number; rejected: number }>;
  rows: { sheet: string; row: number; expect: string }[];
} = JSON.parse(readFileSync(join(ROOT, "test/samples/expected.json"), "utf8"));
const FILES: Record<string, string> = {
  legal: "penalties-legal-persons.xlsx",
  natural: "penalties-natural-persons.gbk.csv",
  licences: "licences.csv",
  documents: "normative-documents.csv",
};
const SHEETS = Object.entries(FILES);
/** An unmasked resident identity number of the samples. */
const IDENTITY_NUMBER = /652301\d{11}[\dXx]/;

const start = async () =>
  (
    await run(process.execPath, ["infra/local/start.ts", "--once", "--data", dataDir], {
      cwd: ROOT,
      maxBuffer: 1e7,
    })
  ).stdout;

/** All that the stack left behind in readable files: logs, inbox, state. Records are in the database. */
function leftBehind(): string {
  const files = readdirSync(dataDir, { recursive: true, withFileTypes: true }).filter(
    (f) => f.isFile() && !/dynamo|\.db|sqlite/.test(f.name),
  );
  return files.map((f) => readFileSync(join(f.parentPath, f.name), "utf8")).join("\n");
}

describe("npm start on the samples", () => {
  let first = "";
  let second = "";
  beforeAll(async () => {
    first = await start();
    second = await start();
  }, 180_000);
  afterAll(() => rmSync(dataDir, { recursive: true, force: true }));

  it.each(SHEETS)("takes the rows of %s and refuses exactly the planted mistakes", (sheet, file) => {
    const { rows, rejected } = expected.summary[sheet] ?? { rows: 0, rejected: 0 };
    expect(first).toContain(`${file}：新增 ${rows - rejected}，更新 0，未变 0，退回 ${rejected} 行`);
    const section = first
      .slice(first.indexOf(`${file}：`))
      .split("\n")
      .slice(1);
    const end = section.findIndex((line) => /：新增 |^$/.test(line));
    const told = section.slice(0, end).flatMap((line) => /退回 第(\d+)行/.exec(line)?.[1] ?? []);
    const planted = expected.rows.filter((r) => r.sheet === sheet && r.expect === "reject").map((r) => r.row);
    expect([...new Set(told.map(Number))]).toEqual(planted.sort((a, b) => a - b));
  });

  it.each(SHEETS)("imports nothing of %s twice", (sheet, file) => {
    const { rows, rejected } = expected.summary[sheet] ?? { rows: 0, rejected: 0 };
    expect(second).toContain(`${file}：新增 0，更新 0，未变 ${rows - rejected}，退回 ${rejected} 行`);
  });

  it("sends mail once", () => {
    const sent = /发出 (\d+) 封，待发 0 封/.exec(first)?.[1];
    expect(Number(sent)).toBeGreaterThan(0);
    expect(second).toContain("发出 0 封，待发 0 封");
  });

  it("says which decisions need legal review and why, and what is undetermined", () => {
    expect(first).toMatch(/件须经法制审核而无审核记录\n.*需经听证程序 \d+ 件/);
    expect(first).toMatch(/件尚不能确定，请补充\n/);
  });

  it("shows an identity number neither on the terminal nor in mail nor in logs", () => {
    const everything = first + second + leftBehind();
    expect(everything).toContain("昌市人社罚字〔2026〕");
    expect(everything).toContain("【依法行政提醒】");
    expect(IDENTITY_NUMBER.exec(everything)?.[0]).toBeUndefined();
  });

  it("names no natural person in mail", () => {
    expect(/[甲乙丙丁戊己庚辛]某/.exec(leftBehind())?.[0]).toBeUndefined();
  });
});
